"""Which known mistake behaves like an answer."""
