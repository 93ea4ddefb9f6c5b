"""What a course holds: the public half of each assignment, and its secret reference."""
