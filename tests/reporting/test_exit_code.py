"""What `grade` exits with."""

from collections.abc import Sequence

import pytest

from autograder.errors import AutograderError
from autograder.models import Record
from autograder.reporting.exit_code import Threshold, exit_code, threshold
from autograder.reporting.tally import tally
from autograder.results import Result
from tests.builders import made_up


@pytest.mark.parametrize(
    ("made", "problems", "lowest", "expected"),
    [
        ([made_up.right()], [], None, 0),
        ([made_up.right()], [], Threshold(20.0, False), 0),
        ([made_up.right()], [], Threshold(20.5, False), 1),
        ([made_up.right()], [], Threshold(100.0, True), 0),
        ([made_up.hostile()], [], Threshold(1.0, True), 1),
        ([made_up.mixed()], [], Threshold(99.0, True), 4),
        ([made_up.unreadable(), made_up.mixed()], [], None, 3),
        ([made_up.ours()], [], Threshold(1.0, False), 3),
        ([made_up.right()], ["not in the gradebook: locked"], None, 3),
        ([], [], None, 0),
    ],
)
def test_exit_codes_of_grading(
    made: Sequence[Record], problems: list[str], lowest: Threshold | None, expected: int
) -> None:
    """Ungraded weighs more than waiting, and waiting more than a low score."""
    results = [Result.alone(record) for record in made]
    count = tally([record.student for record in made], results)
    assert expected == exit_code(results, count, problems, lowest)


@pytest.mark.parametrize(
    ("went_in", "elsewhere"),
    [(["ann", "ben"], []), (["ann"], ["ben"]), ([], [])],
    ids=["lost", "misplaced", "extra"],
)
def test_somebody_who_was_not_graded_is_exit_3(went_in: list[str], elsewhere: list[str]) -> None:
    """Also when every record that there is has full points."""
    results = [Result.alone(made_up.right("ann"))]
    assert exit_code(results, tally(went_in, results, elsewhere), [], None) == 3


@pytest.mark.parametrize(
    ("text", "expected"), [("", None), ("30", (30.0, False)), ("50%", (50.0, True)), ("0.5", (0.5, False))]
)
def test_threshold_is_points_or_a_share(text: str, expected: tuple[float, bool] | None) -> None:
    """As it stands on the command line."""
    assert threshold(text) == expected


@pytest.mark.parametrize("text", ["many", "%", "-1", "nan", "inf%"])
def test_threshold_that_is_neither_is_told(text: str) -> None:
    """In a line, with an example."""
    with pytest.raises(AutograderError, match="neither points, such as 30"):
        threshold(text)
