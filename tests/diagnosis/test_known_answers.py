"""Keeping known answers on disk."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.checks.transcript import Call, Failed
from autograder.diagnosis.known_answers import (
    CheckAnswer,
    Heard,
    QuestionAnswers,
    answers_of,
    read_answers,
    write_answers,
)
from autograder.models import CheckResult, Status
from autograder.sandbox import wire

OUTCOMES = [np.array([1.5, -0.0]), Failed("raised", "TypeError"), (1, [2.5]), None, 10**30, "text"]


def known() -> tuple[QuestionAnswers, dict[str, QuestionAnswers]]:
    """Make answers of every kind."""
    answers = tuple(CheckAnswer("f", f"key{n}", Heard(outcome)) for n, outcome in enumerate(OUTCOMES))
    entry = QuestionAnswers(frozenset({"f"}), frozenset({"c"}), {"c": answers})
    return entry, {"wrong": entry}


def test_answers_come_back(tmp_path: Path) -> None:
    """What is written is what is read."""
    write_answers(tmp_path / "a.msgpack", known())
    assert repr(read_answers(tmp_path / "a.msgpack")) == repr(known())


@pytest.mark.parametrize("content", [b"", b"\x00" * 40, b"not ours at all, and long enough to be read"])
def test_anything_odd_is_as_good_as_nothing(tmp_path: Path, content: bytes) -> None:
    """A damaged file is asked for again, never trusted."""
    (tmp_path / "a.msgpack").write_bytes(content)
    assert read_answers(tmp_path / "a.msgpack") is None


def test_requests_differ_by_their_arguments() -> None:
    """Two calls are the same request only when name and arguments are."""
    calls = [
        Call("c", "call", "f", (x,), {}, 0)
        for x in ([1.0], (1.0,), [1], [-0.0], [0.0], np.array([1.0]), np.array([1]), "1")
    ]
    checks = [CheckResult(name="c", question="q", sentence="S.", status=Status.PASSED)]
    keys = [answer.key for answer in answers_of(checks, calls).answers["c"]]
    assert len(set(keys)) == len(calls)


@pytest.mark.parametrize("number", [0.1, 1e-9, 123456.789, 0.5255017475006594])
@pytest.mark.parametrize("form", [float, lambda x: [x, 1.0], np.array, lambda x: np.array([[x, 2.0]])])
def test_the_last_digits_of_a_request_do_not_count(number: float, form: Callable[[float], Any]) -> None:
    """What was asked may come from a fit: rounding is the same request, six digits are another."""
    checks = [CheckResult(name="c", question="q", sentence="S.", status=Status.PASSED)]
    asked = (number, np.nextafter(number, 1e9), number * (1 - 1e-15), number * (1 + 1e-6))
    calls = [Call("c", "call", "f", (form(float(x)),), {}, 0) for x in asked]
    first, up, down, other = (answer.key for answer in answers_of(checks, calls).answers["c"])
    assert first == up == down
    assert first != other


def test_very_large_answers_are_kept_by_digest() -> None:
    """A large array takes no room on disk and still compares."""
    calls = [Call("c", "call", "f", (), {}, np.zeros(100_000)) for _ in range(2)]
    checks = [CheckResult(name="c", question="q", sentence="S.", status=Status.PASSED)]
    first, second = answers_of(checks, calls).answers["c"]
    assert first.outcome == second.outcome
    assert isinstance(first.outcome, str)


def test_a_file_of_the_older_form_is_not_read(tmp_path: Path) -> None:
    """What another version kept, one frame around everything, is asked for again."""
    entry = [["f"], ["c"], {"c": [["f", "key", ["value", 1.5], False]]}]
    path = tmp_path / "a.msgpack"
    path.write_bytes(wire.encode([3, entry, {"wrong": entry}]))
    assert read_answers(path) is None


def test_a_damaged_byte_never_stops_the_reader(tmp_path: Path) -> None:
    """Each byte turned over in turn: what comes is answers or None, never an error."""
    path = tmp_path / "a.msgpack"
    write_answers(path, known())
    content = path.read_bytes()
    unread = 0
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        unread += read_answers(path) is None
    assert unread > len(content) // 2
