"""Run cells in a plain child process: a student's own code on a machine that has no sandbox.

The cells run in the same shell as in the sandbox, so that they fail in the same words; nothing but the clock
keeps them from anything. Never for somebody else's code.
"""

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.sandbox import CellRun
from autograder.sandbox.limits import Limits

_START_S = 120.0
_CLOCK_FACTOR = 2.0
"""The clock stands in for CPU seconds here, and a laptop does other things too."""
_PACKAGE_ROOT = str(Path(__file__).resolve().parents[2])
_PROGRAM = (
    f"import sys; sys.path[:0] = [{_PACKAGE_ROOT!r}]; from autograder.sandbox.plain import serve; serve()"
)


def run_plainly(cells: Sequence[tuple[int, str]], limits: Limits) -> list[CellRun]:
    """Run every cell once, in order; a cell that hangs or ends its process costs itself only.

    Parameters
    ----------
    cells : sequence of (int, str)
        Position and source of each code cell.
    limits : Limits
        Only the time of one cell is kept to, by the clock.

    Returns
    -------
    list of CellRun
        One a cell; of their outputs, only errors.
    """
    wall_s = _CLOCK_FACTOR * limits.cell_cpu_s
    runs: list[CellRun] = []
    alive: list[int] = []
    child: _Child | None = None
    with tempfile.TemporaryDirectory(prefix="autograder-check-", ignore_cleanup_errors=True) as folder:
        try:
            for place, (index, source) in enumerate(cells):
                if child is None:
                    child = _Child(folder)
                    for earlier in alive:
                        child.run(earlier + 1, cells[earlier][1], wall_s)
                answer = child.run(place + 1, source, wall_s)
                runs.append(_cell_run(index, answer))
                if runs[-1].status in ("passed", "raised"):
                    alive.append(place)
                else:
                    child.close()
                    child = None
        finally:
            if child is not None:
                child.close()
    return runs


def serve() -> None:
    """Run cells as they come in, in the child process, until there are no more."""
    from autograder.sandbox import stand_ins
    from autograder.sandbox.recorder import Recorder, text_stream
    from autograder.sandbox.shell import make_shell
    from autograder.sandbox.tracebacks import describe, lines_of

    requests, replies = (os.fdopen(os.dup(fd), mode, encoding="utf-8") for fd, mode in ((0, "r"), (1, "w")))
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    recorder = Recorder()
    shell = make_shell(recorder, tempfile.mkdtemp(dir="."))  # in the parent's folder, which it removes
    stand_ins.install()
    for request in requests:
        number, source = json.loads(request)
        sys.stdout, sys.stderr = text_stream("stdout", recorder), text_stream("stderr", recorder)
        stopped = shell.run(source, number)
        answer: list[Any] = []
        if stopped is not None:
            answer = [*describe(stopped), lines_of(stopped)]
        replies.write(json.dumps(answer) + "\n")
        replies.flush()


class _Child:
    """A process that runs one cell after another."""

    def __init__(self, folder: str) -> None:
        environment = {**os.environ, "MPLBACKEND": "module://autograder.sandbox.figure_backend"}
        self._process = subprocess.Popen(  # noqa: S603 - the student's own notebook, on their own machine
            [sys.executable, "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment,
            encoding="utf-8",
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.run(0, "None", _START_S)

    def run(self, number: int, source: str, wall_s: float) -> list[Any] | str:
        """Return what stopped a cell, [] where nothing did, or in words how the process was lost."""
        requests: Any = self._process.stdin
        try:
            requests.write(json.dumps([number, source]) + "\n")
            requests.flush()
            answer = self._lines.get(timeout=wall_s)
        except queue.Empty:
            return f"Stopped after {wall_s:.0f} s: this cell does not end."
        except OSError:
            answer = ""
        if not answer:
            return "The process ended in this cell."
        told: list[Any] = json.loads(answer)
        return told

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _read(self) -> None:
        replies: Any = self._process.stdout
        try:
            for line in replies:
                self._lines.put(line)
        except ValueError:  # closed while it was read
            pass
        self._lines.put("")


def _cell_run(index: int, answer: list[Any] | str) -> CellRun:
    if isinstance(answer, str):
        return CellRun(index, "timeout" if answer.startswith("Stopped") else "exit", answer)
    if not answer:
        return CellRun(index, "passed")
    name, text, line, traceback = answer
    error = {"output_type": "error", "ename": name, "evalue": text, "traceback": traceback}
    words = f"{name}: {text}" if text else name
    return CellRun(index, "raised", f"{words} (line {line} of its cell)" if line else words, [error])
