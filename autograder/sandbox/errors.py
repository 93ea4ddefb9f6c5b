"""What can go wrong with a sandbox, and whose fault it is.

The tree::

    AutograderError            something a person has to know, told in one line
    ├── SandboxUnavailable     this machine cannot run untrusted code safely
    └── SandboxError           the sandbox itself failed: no grade may be given
    CallFailed                 the student's code failed; the outcome of a cell or a call

`AutograderError` is the root of the whole engine's tree. It is defined here because the sandbox imports
nothing of ours outside itself.
"""

_TURNING = frozenset("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that break a line or turn the direction of writing around."""


class AutograderError(Exception):
    """Something a person has to know, told in one line.

    Attributes
    ----------
    exit_code : int
        What the command line exits with when this ends a command.
    """

    exit_code = 2


class SandboxUnavailable(AutograderError):
    """The machine cannot run untrusted code safely, and we refuse to do it unsafely."""


class SandboxError(AutograderError):
    """The sandbox itself failed, so no grade may be given."""

    exit_code = 3


class CallFailed(Exception):
    """A cell, a call or a value of the student's did not work out.

    Parameters
    ----------
    status : str
        How it ended: ``failed raised timeout cpu memory output crash exit value protocol``.
    message : str
        The reason in words for the student; it becomes one line.
    ename : str
        Name of the exception that the student's code raised, or ''.
    cell_line : int, optional
        Line within the cell whose code failed, from 1.
    """

    def __init__(self, status: str, message: str, ename: str = "", cell_line: int | None = None) -> None:
        super().__init__(status, message)
        self.status = status
        self.message = one_line(message)
        self.ename = one_line(ename)
        self.cell_line = cell_line

    def __str__(self) -> str:
        return f"{self.status}: {self.message}"


def one_line(text: str) -> str:
    """Return a text on one line, without what would steer a terminal or turn the text around."""
    return " ".join("".join(" " if _steers(character) else character for character in text).split())


def _steers(character: str) -> bool:
    return character < " " or "\x7f" <= character < "\xa0" or character in _TURNING
