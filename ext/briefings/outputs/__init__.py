"""What is published besides pages; each module has a pure ``render`` function and, if needed, a thin handler."""
