"""The trusted side's end of one child: sends requests, reads replies, and enforces every limit from outside."""

import contextlib
import os
import secrets
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox import messages, run_folder, wire
from autograder.sandbox.errors import CallFailed, SandboxError
from autograder.sandbox.launcher import Exit, Zygote
from autograder.sandbox.limits import IDLE_S, OUTPUT_KEPT_BYTES, wall_limit_s
from autograder.sandbox.lockdown import Bounds

_START_S = 30.0
_LOOK_S = 0.05
_FILES_MAX = 1000
_READ_BYTES = 1 << 20
_LOCKDOWN_FAILED = 99
_SLEEPING = b"S"


@dataclass(frozen=True)
class Allowance:
    """What one request may use.

    Attributes
    ----------
    cpu_s : float
        CPU seconds.
    output_bytes : int
        Bytes it may print.
    what : str
        What is being done, for messages: ``the cell`` or ``the call``.
    """

    cpu_s: float
    output_bytes: int
    what: str


@dataclass(frozen=True)
class Answered:
    """A reply and what it took.

    Attributes
    ----------
    reply : messages.Reply
        The head.
    value, arguments : memoryview
        Frames.
    cpu_s : float
        CPU seconds used.
    """

    reply: messages.Reply
    value: memoryview
    arguments: memoryview
    cpu_s: float


class Child:
    """One locked-down process with a student's code.

    Parameters
    ----------
    zygote : Zygote
        Where it is forked.
    make_bounds : callable
        Makes its bounds, given its scratch folder.
    scratch_bytes : int
        Size of all files it may write.
    threads : bool
        Whether it may use several CPUs at a time.

    Raises
    ------
    SandboxError
        When it could not be locked down or did not start.
    """

    def __init__(
        self, zygote: Zygote, make_bounds: Callable[[Path], Bounds], *, scratch_bytes: int, threads: bool
    ) -> None:
        self._zygote = zygote
        self._scratch = zygote.folder.new_scratch()
        self._scratch_bytes = scratch_bytes
        self._threads = threads
        self._received = bytearray()
        self.printed = bytearray()
        self._printed_bytes = 0
        self.exit: Exit | None = None
        self._descriptors: list[int] = []
        try:
            self._open(make_bounds(self._scratch))
            self._wait_until_ready()
        except BaseException:
            self.close()
            raise

    def _open(self, bounds: Bounds) -> None:
        theirs_in, self._requests = os.pipe()
        self._replies, theirs_out = os.pipe()
        self._output, theirs_printed = os.pipe()
        self._descriptors = [self._requests, self._replies, self._output]
        theirs = (theirs_in, theirs_out, theirs_printed)
        try:
            self.pid, self._pidfd = self._zygote.fork(bounds, theirs)
        finally:
            for pipe in theirs:
                os.close(pipe)
        self._descriptors.append(self._pidfd)
        for pipe in (self._requests, self._replies, self._output):
            os.set_blocking(pipe, False)
        self._clock = (~self.pid << 3) | 2
        self._poll = select.poll()
        self._poll.register(self._replies, select.POLLIN)
        self._poll.register(self._output, select.POLLIN)

    def _wait_until_ready(self) -> None:
        watch = _Watch(self, Allowance(_START_S, OUTPUT_KEPT_BYTES, "starting"))
        try:
            message = self._receive(watch)
            reply, _, _ = messages.read_reply(memoryview(message))
        except (CallFailed, wire.WireError, OSError) as error:
            self.close()
            words = bytes(self.printed).decode("utf-8", errors="replace").strip()
            raise SandboxError(f"a child could not be locked down: {words or error}") from error
        if reply.answer != "ready":
            raise SandboxError("a child did not start")

    def ask(
        self, operation: messages.Operation, allowance: Allowance, body: bytes, name: str = "", number: int = 0
    ) -> Answered:
        """Send one request and wait for its reply.

        Parameters
        ----------
        operation, name, number
            As in `messages.Request`.
        allowance : Allowance
            What it may use.
        body : bytes
            The value's frame.

        Returns
        -------
        Answered
            The reply.

        Raises
        ------
        CallFailed
            When the process ended or had to be ended; it is gone then.
        """
        nonce = secrets.token_bytes(8)
        self.printed.clear()
        self._printed_bytes = 0
        watch = _Watch(self, allowance)
        try:
            self._send(messages.write(messages.Request(operation, nonce, name, number), body), watch)
            message = self._receive(watch)
            self._drain_output(watch)
            reply, value, arguments = messages.read_reply(memoryview(message))
            if reply.nonce != nonce or reply.answer == "ready":
                raise wire.WireError("a reply that nobody asked for")
            watch.look_at_files()
        except wire.WireError as error:
            self.close()
            raise CallFailed("protocol", f"The process sent what is no answer: {error}.") from error
        except CallFailed:
            self.close()
            raise
        except (_Ended, OSError):
            raise self._why_ended(watch) from None
        return Answered(reply, value, arguments, watch.cpu_s())

    def cpu_s(self) -> float:
        """Return the CPU seconds of the child's life so far."""
        if self.exit is not None:
            return self.exit.cpu_s
        try:
            return time.clock_gettime(self._clock)
        except OSError:
            return 0.0

    def close(self) -> None:
        """Kill the process, hear how it ended, and remove what it left."""
        if self.exit is None and len(self._descriptors) == 4:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
            try:
                self.exit = self._zygote.exit_of(self.pid)
                self._drain_output(None)
            except SandboxError:
                self.exit = Exit(signal.SIGKILL, 0.0, 0)
                raise
            finally:
                self._release()
        else:
            self._release()

    def _release(self) -> None:
        for descriptor in self._descriptors:
            os.close(descriptor)
        self._descriptors = []
        run_folder.remove(self._scratch)

    def _send(self, message: bytes, watch: "_Watch") -> None:
        left = memoryview(message)
        while left:
            try:
                left = left[os.write(self._requests, left[:_READ_BYTES]) :]
            except BlockingIOError:
                poll = select.poll()
                poll.register(self._requests, select.POLLOUT)
                poll.poll(watch.next_look_ms())
                self._drain_output(watch)
                watch.look()

    def _receive(self, watch: "_Watch") -> bytearray:
        while True:
            length = messages.message_length(self._received)
            if length is not None and len(self._received) >= length:
                if len(self._received) > length:
                    raise wire.WireError("more than one reply")
                message, self._received = self._received, bytearray()
                return message
            for descriptor, _ in self._poll.poll(watch.next_look_ms()):
                if descriptor == self._output:
                    self._drain_output(watch)
                else:
                    part = os.read(self._replies, _READ_BYTES)
                    if not part:
                        raise _Ended
                    self._received += part
            watch.look()

    def _drain_output(self, watch: "_Watch | None") -> None:
        """Read what was printed; with a watch, refuse too much of it."""
        while True:
            try:
                part = os.read(self._output, 65536)
            except BlockingIOError:
                return
            if not part:
                with contextlib.suppress(KeyError):
                    self._poll.unregister(self._output)
                return
            self._printed_bytes += len(part)
            self.printed += part[: max(0, OUTPUT_KEPT_BYTES - len(self.printed))]
            if watch is not None and self._printed_bytes > watch.allowance.output_bytes:
                raise CallFailed(
                    "output",
                    f"More than {watch.allowance.output_bytes >> 10} KiB were printed in {watch.allowance.what}.",
                )

    def _why_ended(self, watch: "_Watch") -> CallFailed:
        """Say why the process is gone by itself."""
        self.close()
        ended = self.exit or Exit(0, 0.0, 0)
        what = watch.allowance.what
        number = os.WTERMSIG(ended.status) if os.WIFSIGNALED(ended.status) else 0
        if not number:
            code = os.WEXITSTATUS(ended.status)
            return CallFailed("exit", f"The process ended itself (code {code}) in {what}.")
        name = signal.Signals(number).name
        if number == signal.SIGXCPU or (number == signal.SIGKILL and ended.cpu_s >= watch.last_resort_s):
            return CallFailed("cpu", f"All CPU time was used up in {what} ({ended.cpu_s:.1f} s).")
        near_the_cap = ended.memory_kb >= 0.8 * watch.memory_kb
        if near_the_cap and number in (signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS):
            return CallFailed("memory", f"Memory ran out in {what} ({ended.memory_kb >> 10} MiB were in use).")
        return CallFailed("crash", f"The process crashed ({name}) in {what}.")


class _Ended(Exception):
    """The child closed its reply pipe."""


class _Watch:
    """Looks at one request's limits while it runs."""

    last_resort_s = float("inf")
    memory_kb = float("inf")

    def __init__(self, child: Child, allowance: Allowance) -> None:
        self.allowance = allowance
        self._child = child
        self._cpu_at_start = child.cpu_s()
        self._started = time.monotonic()
        self._idle_since = self._started
        self._cpu_when_idle = self._cpu_at_start
        self._next_files = self._started + _LOOK_S

    def cpu_s(self) -> float:
        """Return the CPU seconds used since the start."""
        return max(0.0, self._child.cpu_s() - self._cpu_at_start)

    def next_look_ms(self) -> int:
        """Return how long to wait before the next look: no limit can be passed by much until then."""
        return int(1000 * _LOOK_S)

    def look(self) -> None:
        """End the request when a limit is passed."""
        cpu_s, now = self.cpu_s(), time.monotonic()
        wall_s = now - self._started
        what = self.allowance.what
        if cpu_s > self.allowance.cpu_s:
            raise CallFailed(
                "cpu",
                f"Stopped after {cpu_s:.1f} s of computing ({wall_s:.1f} s by the clock): "
                f"{what} may use {self.allowance.cpu_s:.3g} s.",
            )
        if wall_s > wall_limit_s(self.allowance.cpu_s):
            raise CallFailed(
                "timeout",
                f"Stopped after {wall_s:.1f} s by the clock ({cpu_s:.1f} s of computing) in {what}.",
            )
        self._look_for_sleep(cpu_s, now, what)
        if now >= self._next_files:
            self._next_files = now + _LOOK_S
            self.look_at_files()

    def _look_for_sleep(self, cpu_s: float, now: float, what: str) -> None:
        """Tell waiting for nothing from waiting for a busy machine: who is only starved does not sleep."""
        if cpu_s > self._cpu_when_idle + 0.001 or not _sleeps(self._child.pid):
            self._idle_since, self._cpu_when_idle = now, cpu_s
        elif now - self._idle_since > IDLE_S:
            raise CallFailed(
                "timeout", f"Stopped: {what} only waited for {IDLE_S:.0f} s, without computing anything."
            )

    def look_at_files(self) -> None:
        """End the request when too much was written."""
        size, count = run_folder.size(self._child._scratch)
        if size > self._child._scratch_bytes:
            limit = self._child._scratch_bytes >> 20
            raise CallFailed("output", f"More than {limit} MiB of files were written.")
        if count > _FILES_MAX:
            raise CallFailed("output", f"More than {_FILES_MAX} files were written.")


def _sleeps(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return False
    return status.rpartition(b")")[2].split()[:1] == [_SLEEPING]
