"""What editors write after ``:::``. The content was read and checked before; directives only make nodes of it."""
