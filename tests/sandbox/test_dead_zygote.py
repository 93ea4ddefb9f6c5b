"""A warm process that died is a failure of the sandbox, by that name, and leaves nothing open."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox import Budget, CallFailed, Limits, Request, SandboxError, Session, Zygote

pytestmark = pytest.mark.sandbox

CELLS = [(0, "def f(): return 1\ndef die():\n    import os; os._exit(1)")]


def descriptors() -> int:
    """Return how many files this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.parametrize("place", ["fork", "exit_of"])
@pytest.mark.parametrize(
    "error", [BrokenPipeError(errno.EPIPE, "Broken pipe"), ConnectionResetError(104, "x")]
)
def test_socket_errors_are_the_sandboxes(
    zygote: Zygote, monkeypatch: pytest.MonkeyPatch, place: str, error: OSError
) -> None:
    """However the line to the warm process breaks, nobody sees a bare OSError."""

    def broken(*_arguments: Any) -> Any:
        raise error

    with Session(zygote, CELLS, Limits()) as session:
        before = descriptors()
        session.run()
        with monkeypatch.context() as patch:
            patch.setattr(zygote, place, broken)
            with pytest.raises(SandboxError):
                session.ask(Request.call("die"), Budget(1)) if place == "exit_of" else _again(session)
        session.close()
        assert descriptors() == before
        assert list(zygote.folder.path.glob("scratch-*")) == []


def _again(session: Session) -> None:
    with pytest.raises(CallFailed):
        session.ask(Request.call("die"), Budget(1))
    session.ask(Request.call("f"), Budget(1))


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_no_more_pipes(zygote: Zygote, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    """Running out of descriptors halfway leaks none."""
    real, made = os.pipe, []

    def pipe() -> tuple[int, int]:
        made.append(1)
        if len(made) == failing:
            raise OSError(errno.EMFILE, "Too many open files")
        return real()

    before = descriptors()
    with monkeypatch.context() as patch:
        patch.setattr("autograder.sandbox.child.os.pipe", pipe)
        with Session(zygote, CELLS, Limits()) as session, pytest.raises(SandboxError, match="Too many"):
            session.run()
    assert descriptors() == before
    assert list(zygote.folder.path.glob("scratch-*")) == []
