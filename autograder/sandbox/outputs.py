"""A cell's outputs as a notebook keeps them, rebuilt from a student's word: text and PNG only."""

import base64
import struct
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.sandbox.wire import WireError

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_SIZE = struct.Struct(">II")
_PNG_SIZE_AT = 16
_OUTPUTS_MAX = 1000
PIXELS_MAX = 40_000_000
"""A small file can hold a picture that takes gigabytes to show."""

Output = dict[str, Any]
"""One output in nbformat's shape."""


def notebook_outputs(recorded: object) -> list[Output]:
    """Build the outputs of a cell.

    Parameters
    ----------
    recorded : object
        What the child says its recorder kept.

    Returns
    -------
    list of dict
        ``stream``, ``execute_result``, ``display_data`` and ``error`` outputs.

    Raises
    ------
    WireError
        When it is anything else.
    """
    if not isinstance(recorded, list):
        raise WireError("outputs that are no list")
    return [_output(entry) for entry in recorded[:_OUTPUTS_MAX]]


def printed_output(data: bytes) -> list[Output]:
    """Return what a process printed before it ended, as it came through the pipe."""
    text = data.decode("utf-8", errors="replace")
    return [_stream("stdout", text)] if text else []


def note(text: str) -> Output:
    """Return a remark of ours among the outputs."""
    return _stream("stderr", text)


def pixels(picture: bytes) -> int:
    """Return how many pixels a PNG claims to have; a huge number where it is none."""
    if not picture.startswith(_PNG_HEAD) or len(picture) < _PNG_SIZE_AT + _PNG_SIZE.size:
        return 1 << 62
    width, height = _PNG_SIZE.unpack_from(picture, _PNG_SIZE_AT)
    return int(width * height)


def error_output(status: str, message: str) -> Output:
    """Return the error that stands in the notebook where a process ended."""
    return {"output_type": "error", "ename": status, "evalue": message, "traceback": [message]}


def _output(entry: object) -> Output:
    if not isinstance(entry, list) or not entry or not isinstance(entry[0], str):
        raise WireError("an output of no kind")
    build = _BUILDERS.get(entry[0])
    if build is None:
        raise WireError("an output of an unknown kind")
    try:
        return build(*entry)
    except TypeError as error:
        raise WireError("an output with the wrong parts") from error


def _stream(name: str, text: object) -> Output:
    return {"output_type": "stream", "name": name, "text": _text(text)}


def _result(_kind: str, text: object, png: object) -> Output:
    return {
        "output_type": "execute_result",
        "execution_count": None,
        "metadata": {},
        "data": _data(text, png),
    }


def _display(_kind: str, text: object, png: object) -> Output:
    return {"output_type": "display_data", "metadata": {}, "data": _data(text, png)}


def _error(_kind: str, ename: object, evalue: object, traceback: object) -> Output:
    if not isinstance(traceback, list):
        raise WireError("a traceback that is no list")
    return {
        "output_type": "error",
        "ename": _text(ename),
        "evalue": _text(evalue),
        "traceback": [_text(line) for line in traceback],
    }


def _data(text: object, png: object) -> dict[str, str]:
    data = {"text/plain": _text(text)}
    if png is not None:
        if not isinstance(png, np.ndarray) or png.dtype != np.uint8 or png.ndim != 1:
            raise WireError("a picture that is none")
        picture = png.tobytes()
        if pixels(picture) > PIXELS_MAX:
            raise WireError("a picture that is none")
        data["image/png"] = base64.b64encode(picture).decode("ascii")
    return data


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise WireError("a text that is none")
    return value


_BUILDERS: dict[str, Callable[..., Output]] = {
    "stdout": _stream,
    "stderr": _stream,
    "result": _result,
    "display": _display,
    "error": _error,
}
