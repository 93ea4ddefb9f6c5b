"""A made-up class, to see a whole course round."""
