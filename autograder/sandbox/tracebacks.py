"""Short tracebacks in plain text: the student's own lines, no machine paths, no colours."""

import contextlib
import linecache
import os
import re
import sys
import traceback
from types import FrameType, TracebackType

_CELL = re.compile(r"<cell (\d+)>")
_FRAMES_MAX = 12
_MESSAGE_MAX = 2000


def cell_file_name(count: int) -> str:
    """Return the file name that the code of a cell gets."""
    return f"<cell {count}>"


def describe(error: BaseException) -> tuple[str, str, int]:
    """Return an exception's name, its message, and the last line of a cell on its way (0: none).

    An exception class may lie or raise when it is asked for its text; then its name is all there is.
    """
    name, text = "an exception without a name", ""
    with contextlib.suppress(BaseException):  # whatever the class does when it is asked
        name = str(type(error).__name__)[:200]
        text = str(error)
    if isinstance(error, SyntaxError):
        line = error.lineno if isinstance(error.lineno, int) else 0
        return _readable(name), _readable(str(error.msg or ""))[:_MESSAGE_MAX], line
    line = 0
    for frame, number in _frames(error.__traceback__):
        if _CELL.fullmatch(frame.f_code.co_filename):
            line = number
    return _readable(name), _readable(without_paths(text))[:_MESSAGE_MAX], line


def lines_of(error: BaseException) -> list[str]:
    """Return a traceback as text, one entry a line."""
    name, text, _ = describe(error)
    last = f"{name}: {text}" if text else name
    if isinstance(error, SyntaxError):
        return [*_syntax_place(error), last]
    frames = _frames(error.__traceback__)
    shown = [_frame_lines(frame.f_code.co_filename, number, frame.f_code.co_name) for frame, number in frames]
    shown = [lines for lines in shown if lines]
    if len(shown) > _FRAMES_MAX:
        half = _FRAMES_MAX // 2
        shown = [*shown[:half], [f"  … {len(shown) - _FRAMES_MAX} more …"], *shown[-half:]]
    body = [line for lines in shown for line in lines]
    return [*(["Traceback (most recent call last):", *body] if body else []), last]


def warning_line(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, line: str | None = None
) -> str:
    """Format a warning as ``warnings.formatwarning`` does, without machine paths."""
    cell = _CELL.fullmatch(filename)
    place = f"In [{cell[1]}], line {lineno}: " if cell else ""
    return f"{place}{category.__name__}: {without_paths(str(message))}\n"


def without_paths(text: str) -> str:
    """Return a text without the folders of this machine."""
    for folder in (*map(os.environ.get, ("HOME", "MPLCONFIGDIR"), ("", "")), sys.prefix, sys.base_prefix):
        if len(folder) > 1:
            text = text.replace(folder.rstrip("/") + "/", "")
    return text


def _readable(text: str) -> str:
    """Return a text without the broken characters that cannot be written as UTF-8."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _frames(trace: TracebackType | None) -> list[tuple[FrameType, int]]:
    return list(traceback.walk_tb(trace))


def _frame_lines(file_name: str, number: int, function: str) -> list[str]:
    cell = _CELL.fullmatch(file_name)
    if cell:
        place = f"  In [{cell[1]}], line {number}" + ("" if function == "<module>" else f", in {function}")
        source = linecache.getline(file_name, number).strip()
        return [place, f"    {source}"] if source else [place]
    _, is_library, inside = file_name.partition("site-packages/")
    if is_library and not inside.startswith("IPython/"):
        return [f"  {inside}, line {number}, in {function}"]
    return []


def _syntax_place(error: SyntaxError) -> list[str]:
    cell = _CELL.fullmatch(str(error.filename or ""))
    where = f"In [{cell[1]}]" if cell else "In the code"
    lines = [f"  {where}, line {error.lineno}" if error.lineno else f"  {where}"]
    source = str(error.text or "").rstrip("\n")
    if source:
        indent = len(source) - len(source.lstrip())
        lines.append("    " + source.strip())
        if isinstance(error.offset, int):
            lines.append("    " + " " * max(0, error.offset - 1 - indent) + "^")
    return lines
