"""Printing in calls costs little, and has a limit for one call and one for all calls of a question."""

import pytest

from autograder.sandbox import Budget, Limits, Request, Zygote
from autograder.sandbox.limits import PRINTED_CALLS
from autograder.sandbox.recorder import Recorder, text_stream
from tests.builders.sessions import call_often, session

pytestmark = pytest.mark.sandbox

PRINTS = "def f(count, text='x' * 1023):\n    for _ in range(count): print(text)\n    return count"


@pytest.mark.parametrize(("recording", "most"), [(False, 10), (True, 4000)])
def test_prints_of_a_call_are_sent_together(
    monkeypatch: pytest.MonkeyPatch, recording: bool, most: int
) -> None:
    """Two thousand prints wake nobody thousands of times, and every byte arrives, in order."""
    sent: list[bytes] = []
    monkeypatch.setattr(
        "autograder.sandbox.recorder.os.write", lambda _, data: (sent.append(bytes(data)), len(data))[1]
    )
    recorder = Recorder()
    recorder.recording = recording
    stream = text_stream("stdout", recorder)
    for number in range(2000):
        print(number, file=stream)
    recorder.flush()
    assert b"".join(sent) == b"".join(b"%d\n" % number for number in range(2000))
    assert len(sent) <= most


@pytest.mark.parametrize(("count", "status"), [(128, ""), (129, "output")])
def test_a_call_prints_so_much(zygote: Zygote, count: int, status: str) -> None:
    """To the byte: what is said, and not one line more."""
    with session(zygote, PRINTS, limits=Limits(output_kb=128)) as opened:
        (answer,) = call_often(opened, 1, None, count)
    assert getattr(answer, "status", "") == status


def test_calls_of_a_question_print_so_much_together(zygote: Zygote) -> None:
    """Many calls that print are refused in the end, by name; another question's are not."""
    with session(zygote, PRINTS, limits=Limits(output_kb=16)) as opened:
        *answers, failed = call_often(opened, 100, Budget(50), 16)
        assert answers == [16] * (PRINTED_CALLS + 1)
        assert failed.status == "output"
        assert f"more than {16 * PRINTED_CALLS} KiB together" in failed.message
        assert opened.ask(Request.call("f", 16), Budget(5)).value == 16
        assert opened.restarts == 0


def test_a_closed_line_costs_only_itself(zygote: Zygote) -> None:
    """A call that closes what it prints to still answers."""
    source = "import os\ndef f():\n    print('x')\n    os.close(1)\n    return 1"
    with session(zygote, source) as opened:
        assert opened.ask(Request.call("f"), Budget(5)).value == 1
