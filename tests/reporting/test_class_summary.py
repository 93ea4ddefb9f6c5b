"""A class summed up, on made-up records."""

import random

import msgspec
import pytest

from autograder.models import Diagnosis, Record
from autograder.reporting.class_summary import summarise
from tests.builders import made_up
from tests.builders.made_results import alone

CLASS = alone(
    made_up.right("student01"),
    made_up.mixed("student02"),
    made_up.hostile("student03"),
    made_up.unreadable("student04"),
    made_up.ours("student05"),
    made_up.doubtful("student06"),
)


def scoring(student: str, score: float, points: float = 12.0) -> Record:
    """Make a record of one question."""
    check = made_up.check("sums", "q1_a", "It sums.")
    return made_up.record(student, made_up.question("q1_a", "A", points, score, check))


def test_everybody_is_counted_once() -> None:
    """Scored, waiting and ungraded add up to the class."""
    summary = summarise(CLASS)
    assert (6, 2, 2, 2) == (summary.submissions, summary.scored, summary.pending, summary.ungraded)


def test_order_of_records_does_not_matter() -> None:
    """The same class in any order gives the same summary."""
    shuffled = list(CLASS)
    random.Random(1).shuffle(shuffled)
    assert summarise(CLASS) == summarise(shuffled)


def test_mean_and_median_are_over_whole_scores() -> None:
    """A score that waits counts neither as zero nor at all."""
    summary = summarise(alone(scoring("a", 3.0), scoring("b", 4.0), scoring("c", 11.0), made_up.ours("d")))
    assert (6.0, 4.0) == (summary.mean, summary.median)


@pytest.mark.parametrize(("score", "index"), [(0.0, 0), (0.99, 0), (1.0, 1), (11.99, 11), (12.0, 11)])
def test_each_bin_holds_its_low_end_and_the_last_one_both(score: float, index: int) -> None:
    """Twelve points fall into twelve bins."""
    bins = summarise(alone(scoring("a", score))).bins
    assert [int(i == index) for i in range(12)] == [entry.count for entry in bins]


def test_pass_rates_count_every_answer_that_was_checked() -> None:
    """A check's rate is over those whose answers it looked at."""
    softmax = next(q for q in summarise(CLASS).questions if q.id == "q4_softmax")
    sums = next(check for check in softmax.checks if check.sentence.startswith("Every output is positive"))
    assert (1, 3) == (sums.passed, sums.tried)


def test_follow_through_is_told_apart() -> None:
    """Passed given an own earlier answer is passed, and counted as that."""
    entropy = next(q for q in summarise(CLASS).questions if q.id == "q4_entropy")
    assert (1, 1) == (entropy.checks[0].passed, entropy.checks[0].followed)


def test_mistakes_are_sorted_by_how_many_surely_made_them() -> None:
    """Sure diagnoses count apart from those that fit several mistakes."""

    def with_diagnosis(student: str, *sentences: str) -> Record:
        record = scoring(student, 1.0)
        question = msgspec.structs.replace(
            record.grade.questions[0], diagnosis=Diagnosis(sentences, sentences)
        )
        return msgspec.structs.replace(
            record, grade=msgspec.structs.replace(record.grade, questions=(question,))
        )

    mistakes = summarise(
        alone(with_diagnosis("a", "axis"), with_diagnosis("b", "shift", "axis"), with_diagnosis("c", "axis"))
    ).mistakes
    assert [("axis", 2, 1), ("shift", 0, 1)] == [(m.sentence, m.surely, m.perhaps) for m in mistakes]


def test_ungraded_come_before_pending_before_flagged() -> None:
    """What needs a person most stands first."""
    kinds = [(entry.kind, entry.student) for entry in summarise(CLASS).attention]
    assert [
        ("not graded", "student04"),
        ("not graded", "student05"),
        ("waits for a person", "student06"),
        ("flagged", "student02"),
        ("flagged", "student03"),
    ] == kinds


def test_no_records_are_no_error() -> None:
    """An empty class has no mean and no bins."""
    summary = summarise([])
    assert (0, None, ()) == (summary.submissions, summary.mean, summary.bins)
