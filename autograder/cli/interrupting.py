"""Ctrl-C: one line at once, whatever runs, then the way out."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

EXIT = 130
"""What a shell calls a command that was interrupted."""

WRITTEN_STAYS = "interrupted; what was written so far stays"


class Interrupted(KeyboardInterrupt):
    """Ctrl-C, and the user has been told already."""


def nothing_more() -> str:
    """Return what is true whatever was running."""
    return WRITTEN_STAYS


@contextmanager
def interruptible(sentence: Callable[[], str] = nothing_more) -> Iterator[None]:
    """Say one line as soon as the user presses Ctrl-C, before anything is wound up.

    Pressed again while processes end and files are closed, it ends this process at once.

    Parameters
    ----------
    sentence : callable
        What to say, asked for at that moment.
    """

    def tell(number: int, frame: FrameType | None) -> None:
        del number, frame
        signal.signal(signal.SIGINT, _leave)
        with suppress(OSError):
            line = "\r\x1b[K" if os.isatty(2) else ""  # over a bar that is being drawn
            os.write(2, f"{line}autograder: {sentence()}\n".encode())
        raise Interrupted

    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN or threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.signal(signal.SIGINT, tell)
    after = before
    try:
        yield
    except Interrupted:
        after = _leave
        raise
    finally:
        signal.signal(signal.SIGINT, after)


def _leave(number: int, frame: FrameType | None) -> None:
    del number, frame
    os._exit(EXIT)
