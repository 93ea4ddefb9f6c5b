"""What a cell shows, in order: printed text, values, figures, errors.

Printed text also goes to file descriptor 1, so that the trusted side counts every byte and still has it when
the process dies. Outside cells (in the calls of checks) nothing is kept.
"""

import io
import os
from typing import Any

import numpy as np

from autograder.sandbox.limits import OUTPUT_KEPT_BYTES
from autograder.sandbox.outputs import PIXELS_MAX, pixels

OUTPUT_FD = 1
PICTURES_MAX_BYTES = 8 << 20
_SENT_TOGETHER_BYTES = 16 << 10
PICTURES_MAX = 64
TEXT_MAX = 20_000
CUT = "\n[The rest of the output is not shown.]\n"


class Recorder:
    """Collects the outputs of one cell after another.

    Attributes
    ----------
    recording : bool
        Whether anything is kept now.
    sent_bytes : int
        How much of what was printed the trusted side has been sent.
    """

    def __init__(self) -> None:
        self.recording = False
        self.sent_bytes = 0
        self._unsent = bytearray()
        self.begin()

    def begin(self) -> None:
        """Forget everything and start anew."""
        self._outputs: list[list[Any]] = []
        self._text_left = OUTPUT_KEPT_BYTES
        self._pictures_left = PICTURES_MAX_BYTES
        self._pictures = 0

    def print(self, stream: str, data: bytes) -> None:
        """Keep printed bytes of ``stdout`` or ``stderr``, joined to the output before if it is the same."""
        if not self.recording or self._text_left <= 0:
            return
        if len(data) >= self._text_left:
            data = data[: self._text_left] + CUT.encode()
            self._text_left = 0
        else:
            self._text_left -= len(data)
        if self._outputs and self._outputs[-1][0] == stream:
            self._outputs[-1][1] += data
        else:
            self._outputs.append([stream, bytearray(data)])

    def send(self, data: memoryview) -> None:
        """Have the trusted side count printed bytes: at once in a cell, by the thousand in a call."""
        self._unsent += data
        if self.recording or len(self._unsent) >= _SENT_TOGETHER_BYTES:
            self.flush()

    def flush(self) -> None:
        """Send what was printed."""
        unsent, self._unsent = self._unsent, bytearray()
        self.sent_bytes += len(unsent)
        left = memoryview(unsent)
        while left:
            left = left[os.write(OUTPUT_FD, left) :]

    def show(self, kind: str, text: str, png: bytes | None = None) -> None:
        """Keep a ``result`` or a ``display``: its plain text and its picture, if it has one."""
        if not self.recording:
            return
        if png is not None:
            if self._pictures >= PICTURES_MAX or len(png) > self._pictures_left or pixels(png) > PIXELS_MAX:
                self.print("stderr", b"[A picture too many or too large is not shown.]\n")
                png = None
            else:
                self._pictures += 1
                self._pictures_left -= len(png)
        picture = None if png is None else np.frombuffer(png, np.uint8)
        self._outputs.append([kind, self._counted(text), picture])

    def fail(self, ename: str, evalue: str, traceback: list[str]) -> None:
        """Keep an error with its traceback."""
        if self.recording:
            lines = [self._counted(line) for line in traceback]
            self._outputs.append(["error", _cut(ename), _cut(evalue), lines])

    def _counted(self, text: str) -> str:
        """Return a text, cut where the cell has shown too much."""
        text = _cut(text)[: max(0, self._text_left)] if self._text_left < TEXT_MAX else _cut(text)
        self._text_left -= len(text)
        return text

    def clear(self) -> None:
        """Drop what was shown so far, as ``clear_output`` does; what it took stays counted."""
        self._outputs.clear()

    def take(self) -> list[list[Any]]:
        """Return the outputs: lists of a kind and its plain parts."""
        return [
            [kind, _text(bytes(rest[0]))] if kind in ("stdout", "stderr") else [kind, *rest]
            for kind, *rest in self._outputs
        ]


class Stream(io.RawIOBase):
    """The raw end of ``sys.stdout`` or ``sys.stderr``: to the file descriptor and to the recorder."""

    def __init__(self, name: str, recorder: Recorder) -> None:
        super().__init__()
        self._name = name
        self._recorder = recorder

    def writable(self) -> bool:
        """Say yes."""
        return True

    def fileno(self) -> int:
        """Return the file descriptor that the trusted side counts."""
        return OUTPUT_FD

    def write(self, data: Any) -> int:
        """Write all bytes to both."""
        view = memoryview(data).cast("B")
        self._recorder.print(self._name, bytes(view))
        self._recorder.send(view)
        return len(view)


def text_stream(name: str, recorder: Recorder) -> io.TextIOWrapper:
    """Return an unbuffered text stream, so that what a cell printed before a crash is kept."""
    raw: Any = Stream(name, recorder)
    return io.TextIOWrapper(raw, encoding="utf-8", errors="replace", line_buffering=False, write_through=True)


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def _cut(text: str) -> str:
    text = text.encode("utf-8", errors="replace").decode("utf-8")
    return text if len(text) <= TEXT_MAX else text[:TEXT_MAX] + " …"
