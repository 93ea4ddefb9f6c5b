"""One life of a warm process: started, asked for children, told how they ended, and ended once and for all.

Whatever goes wrong on its control socket ends it and is a `SandboxError`: a process whose answers came late
or not at all must not answer the next question with them. Nothing of a life is handed on to the next.
"""

import contextlib
import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from msgspec import msgpack

from autograder.sandbox.errors import SandboxError
from autograder.sandbox.lockdown import Bounds

_START_S = 120.0
_ANSWER_S = 30.0
_MESSAGE_BYTES = 65536


@dataclass(frozen=True)
class Exit:
    """How a child ended, in the warm process's word.

    Attributes
    ----------
    status : int
        As from ``wait``.
    cpu_s : float
        CPU seconds of its whole life.
    memory_kb : int
        Most memory it held, in KiB.
    """

    status: int
    cpu_s: float
    memory_kb: int


class WarmProcess:
    """A warm process from its start to its end; a dead one is never started again.

    Parameters
    ----------
    command : sequence of str
        The interpreter and the script.
    arguments : sequence of str
        What the script is told, after this process's pid and the control socket's number.
    environment : mapping of str to str
        All that its environment holds.
    log : Path
        Where it writes what it says.

    Attributes
    ----------
    pid : int
        Its number.
    threads : int
        How many threads it has.
    readable : sequence of str
        What its children may read beside the system's libraries.

    Raises
    ------
    SandboxError
        When it does not start.
    """

    def __init__(
        self, command: Sequence[str], arguments: Sequence[str], environment: Mapping[str, str], log: Path
    ) -> None:
        self._log = log
        self._exits: dict[int, Exit] = {}
        self._living: set[int] = set()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self._control.settimeout(_ANSWER_S)
            with theirs, log.open("wb") as words:
                self._process = subprocess.Popen(  # noqa: S603  (our own interpreter and file)
                    [*command, str(os.getpid()), str(theirs.fileno()), *arguments],
                    env=dict(environment),
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=words,
                    stderr=words,
                    cwd="/",
                    start_new_session=True,  # an interrupt at the terminal is for the trusted side to handle
                )
        except OSError as error:
            self._control.close()
            raise SandboxError(f"the warm process cannot be started: {error.strerror}") from error
        self.pid = self._process.pid
        try:
            (_, self.threads, self.readable), _ = self._receive(_START_S, "ready")
        except BaseException:
            self.end()
            raise

    @property
    def lives(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None and self._control.fileno() >= 0

    def fork(self, bounds: Bounds, pipes: Sequence[int]) -> tuple[int, int]:
        """Fork a child; see `launcher.Zygote.fork`."""
        try:
            socket.send_fds(self._control, [msgpack.encode(bounds)], list(pipes))
        except OSError as error:
            raise self._ended("is gone") from error
        try:
            message, descriptors = self._receive(_ANSWER_S, "forked")
        except KeyboardInterrupt:
            self.end()  # its answer would be taken for that to another question
            raise
        pid = int(message[1])
        self._living.add(pid)
        return pid, descriptors[0]

    def exit_of(self, pid: int) -> Exit:
        """Wait until a child that was killed or ended is reported; see `launcher.Zygote.exit_of`."""
        if pid not in self._living:
            raise SandboxError("the warm process of this child is gone")
        while pid not in self._exits:
            self._receive(_ANSWER_S, "exited")
        self._living.discard(pid)
        return self._exits.pop(pid)

    def end(self) -> None:
        """End it, and with it every child; never raises."""
        self._living.clear()
        self._control.close()
        # Not by the socket's end alone: while it imports it would not hear of it for seconds.
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def _receive(self, wait_s: float, wanted: str) -> tuple[list[Any], list[int]]:
        """Receive until a message of the wanted kind; exits that come by are remembered."""
        deadline = time.monotonic() + wait_s
        poll = select.poll()
        while True:
            try:
                poll.register(self._control, select.POLLIN)
                if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
                    raise self._ended("does not answer")
                data, descriptors, _, _ = socket.recv_fds(self._control, _MESSAGE_BYTES, 1)
            except (OSError, ValueError) as error:  # the socket was reset, or closed at an earlier failure
                raise self._ended("died") from error
            if not data:
                raise self._ended("died")
            kind, message = self._read(data, descriptors, wanted)
            if kind == wanted:
                return message, descriptors

    def _read(self, data: bytes, descriptors: Sequence[int], wanted: str) -> tuple[str, list[Any]]:
        try:
            message = msgpack.decode(data)
            kind = message[0]
            if kind == "exited":
                _, pid, status, cpu_s, memory_kb = message
                self._exits[pid] = Exit(status, cpu_s, memory_kb)
            elif kind != wanted or (kind == "forked") != (len(descriptors) == 1):
                raise ValueError(kind)
        except (msgspec.MsgspecError, ValueError, TypeError, LookupError) as error:
            for descriptor in descriptors:
                os.close(descriptor)
            raise self._ended("sent nonsense") from error
        return kind, message

    def _ended(self, why: str) -> SandboxError:
        """End it and return what to tell."""
        self.end()
        return SandboxError(f"the warm process {why}: {self._last_words()}")

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            lines = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            if lines:
                return lines[-1][:300]
        return "it said nothing"
