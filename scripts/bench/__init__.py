"""The parts of ``make bench``: what is built, what is measured, what is said about it."""
