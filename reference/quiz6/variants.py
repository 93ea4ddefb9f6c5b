"""What differs from student to student: the order and the places of the points of question 1.5.

Every set is drawn from one set by shuffling its rows, exchanging the inputs, and moving all points by the
same whole numbers. None of this changes whether weights exist, nor how many lines a proof needs.
"""

BOUNDS = {"A": (0, 1), "B": (-2, 6), "C": (-2, 6)}

_SETS = {
    "A": [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)],
    "B": [(0, 0, 1), (2, 1, 0), (1, 2, 1), (3, 2, 0), (3, 3, 1)],
    "C": [(0, 0, 1), (4, 0, 1), (0, 4, 1), (1, 1, 0), (4, 4, 0)],
}


def draw(chance):
    """Draw the rows (I1, I2, O) of each set."""
    drawn = {}
    for name, rows in _SETS.items():
        right, up = (0, 0) if name == "A" else (chance.randint(-2, 2), chance.randint(-2, 2))
        exchanged = chance.random() < 0.5
        moved = [(i2, i1, o) if exchanged else (i1, i2, o) for i1, i2, o in rows]
        moved = [(i1 + right, i2 + up, o) for i1, i2, o in moved]
        chance.shuffle(moved)
        drawn[name] = moved
    return drawn
