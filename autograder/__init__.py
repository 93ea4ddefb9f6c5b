"""Coursework that grades itself: the engine behind the assignments of this repository."""
