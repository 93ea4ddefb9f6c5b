"""Other inputs that break the three classifiers, with fractions as texts and tuples in tuples."""

BREAK = {
    "divided": ((5, 0, "-1/3"), (7, "1/2")),
    "unrooted": ((-100, 0, 0, 1, 1), (0, 50)),
    "centre ignored": ((4, -6, 0, 1, 1), (3, 1)),
}
