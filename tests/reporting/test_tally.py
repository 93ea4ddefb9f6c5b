"""What went in and what came out agree, or it is said."""

import pytest

from autograder.models import Record
from autograder.reporting.tally import tally
from autograder.results import Result
from tests.builders import made_up


def results(*records: Record) -> list[Result]:
    """Make results that are in no books."""
    return [Result.alone(record) for record in records]


def test_everybody_is_counted_once() -> None:
    """Graded, pending and not graded add up to what went in, misplaced work included."""
    came_out = results(
        made_up.right("ann"), made_up.mixed("ben"), made_up.unreadable("cy"), made_up.ours("dan")
    )
    count = tally(["ann", "ben", "cy", "dan"], came_out, ["eve", "ann"])
    assert str(count) == "5 handed in: 1 graded, 1 pending, 3 not graded"
    assert count.trouble == ""


@pytest.mark.parametrize(
    ("went_in", "came_out", "named"),
    [
        (["ann", "ben"], ["ann"], "ben"),
        (["ann"], ["ann", "ben"], "ben"),
        (["ann", "ben"], ["ann", "cy"], "ben, cy"),
        (["ann"], ["ann", "ann"], "somebody"),
        ([f"s{number}" for number in range(9)], [], "and 4 more"),
    ],
)
def test_lost_ones_are_named(went_in: list[str], came_out: list[str], named: str) -> None:
    """Nobody disappears between the two."""
    count = tally(went_in, results(*map(made_up.right, came_out)))
    assert named in count.trouble
