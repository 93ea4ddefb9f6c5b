"""Transcripts: what was said and heard, with digests in the place of what is very large."""

from typing import Any

import numpy as np
import pytest

from autograder.checks.student import Student
from autograder.checks.transcript import Transcript, compact
from autograder.sandbox import Budget
from autograder.sandbox.fake import FakeSession

LARGE = [
    np.zeros(100_000),
    [0.5] * 5000,
    "x" * 5000,
    {str(place): 1 for place in range(5000)},
    (1, np.zeros((100, 100)), [["x" * 5000]]),
    {"report": (np.ones(10_000), np.ones(10_000), 1.0)},
]


def weight(value: Any) -> int:
    """Return how much a value holds, about."""
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, dict):
        return sum(weight(entry) for entry in value.values()) + len(value)
    if isinstance(value, list | tuple):
        return sum(weight(entry) for entry in value) + len(value)
    return len(value) if isinstance(value, str | bytes) else 1


@pytest.mark.parametrize("value", LARGE, ids=range(len(LARGE)))
def test_transcripts_of_large_answers_are_small(value: Any) -> None:
    """The check gets the whole; what is kept of the answer and of the request is small."""
    transcript = Transcript("test_it")
    student = Student(FakeSession({"same": lambda x: x}), Budget(5.0), transcript)
    assert weight(student.same(value)) == weight(value)
    [call] = transcript.calls
    assert weight(call.outcome) < 1000
    assert weight(list(call.args)) < 1000


@pytest.mark.parametrize("value", LARGE, ids=range(len(LARGE)))
def test_digests_still_compare(value: Any) -> None:
    """The same large answer has the same digest, another one another."""
    assert repr(compact(value)) == repr(compact(value))
    assert len({repr(compact(entry)) for entry in LARGE}) == len(LARGE)


@pytest.mark.parametrize("value", [1, 0.5, "text", None, [1, (2, "x")], {"a": [1.0]}, np.arange(3)], ids=repr)
def test_small_answers_stay_as_they_are(value: Any) -> None:
    """Nothing that a person could read is replaced."""
    assert repr(compact(value)) == repr(value)
