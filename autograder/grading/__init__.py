"""One submission, then a class."""
