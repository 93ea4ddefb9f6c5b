"""Ctrl-C is answered at once, before anything is wound up."""

import os
import signal
import subprocess
import sys

import pytest

from autograder.cli.interrupting import Interrupted, interruptible
from tests.builders.small_course import ROOT

# A command that prints, is then interrupted, and takes its time to end.
SLOW_TO_END = """
import os, signal, sys
from autograder.cli import main
import autograder.selfcheck as selfcheck

def busy(path):
    try:
        print("begun", flush=True)
        signal.pause()
        yield
    finally:
        sys.stdin.read()  # ends when the test lets it

selfcheck.selfcheck = busy
sys.argv = ["autograder", "check", "x.ipynb"]
main()
"""
# The signal arrives while a library is imported.
WHILE_STARTING = """
import os, signal, sys
from importlib.abc import MetaPathFinder

class Pressed(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == {name!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Pressed())
sys.argv = ["autograder", "grade", "nowhere"]
from autograder.__main__ import main
main()
"""
LINE = "autograder: interrupted; what was written so far stays\n"


def start(program: str) -> "subprocess.Popen[str]":
    """Start a program that can be interrupted."""
    return subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def test_line_comes_before_anything_ends() -> None:
    """The line is there while the command still winds up; then exit code 130, and nothing more."""
    with start(SLOW_TO_END) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == "begun\n"
        process.send_signal(signal.SIGINT)
        assert process.stderr.readline() == LINE
        assert process.poll() is None
        _, rest = process.communicate("", timeout=60)
        assert (process.returncode, rest) == (130, "")


def test_second_time_ends_at_once() -> None:
    """Without waiting for what winds up."""
    with start(SLOW_TO_END) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130


@pytest.mark.parametrize(
    "name", ["typer", "autograder.course.layout", "msgspec", "nbformat", "autograder.grading.pool"]
)
def test_while_starting_up(name: str) -> None:
    """Whatever library is just being loaded."""
    with start(WHILE_STARTING.format(name=name)) as process:
        out, err = process.communicate("", timeout=60)
        assert (process.returncode, out, err) == (130, "", LINE)


def test_inner_sentence_is_said_and_the_outer_one_comes_back(capfd: pytest.CaptureFixture[str]) -> None:
    """What is kept is asked for when the key is pressed."""
    done: list[int] = []
    before = signal.getsignal(signal.SIGINT)
    with interruptible():
        outer = signal.getsignal(signal.SIGINT)
        with interruptible(lambda: "unused"):
            pass
        assert signal.getsignal(signal.SIGINT) is outer
    assert signal.getsignal(signal.SIGINT) is before

    def work() -> None:
        with interruptible(lambda: f"{len(done)} of 3 are kept"):
            done.append(1)
            os.kill(os.getpid(), signal.SIGINT)

    try:
        with pytest.raises(Interrupted):
            work()
    finally:
        signal.signal(signal.SIGINT, before)
    assert capfd.readouterr().err == "autograder: 1 of 3 are kept\n"


def test_ignored_key_stays_ignored() -> None:
    """As for a command that a shell put into the background."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interruptible():
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
