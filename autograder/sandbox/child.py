"""The trusted side's end of one child: sends requests, reads replies, kills it when a limit is passed."""

import contextlib
import os
import secrets
import select
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.sandbox import messages, wire
from autograder.sandbox.clocks import CpuClock
from autograder.sandbox.errors import CallFailed, SandboxError
from autograder.sandbox.launcher import Zygote
from autograder.sandbox.limits import OUTPUT_KEPT_BYTES
from autograder.sandbox.lockdown import Bounds
from autograder.sandbox.scratch import Scratch
from autograder.sandbox.warm_process import Exit
from autograder.sandbox.watch import Allowance, Watch

_START_S = 30.0
_READ_BYTES = 1 << 20
_DYING_MS, _DYING_LOOKS = 500, 20
_PAUSE_MS = 2
_NEAR_THE_CAP = 0.8
_OUT_OF_MEMORY = (signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS)


@dataclass(frozen=True)
class Answered:
    """A reply and what it took.

    Attributes
    ----------
    reply : messages.ReplyHead
        The head.
    value, arguments : memoryview
        Frames.
    cpu_s, waited_s : float
        CPU seconds used, and seconds in which the process only waited.
    printed_bytes : int
        What was printed meanwhile.
    """

    reply: messages.ReplyHead
    value: memoryview
    arguments: memoryview
    cpu_s: float
    waited_s: float = 0.0
    printed_bytes: int = 0


@dataclass(frozen=True)
class Lost:
    """A request that was not answered: why, and what it took; its process is gone."""

    failure: CallFailed
    cpu_s: float
    waited_s: float
    printed_bytes: int


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

    Raises
    ------
    SandboxError
        When it could not be locked down or did not start.
    """

    def __init__(self, zygote: Zygote, make_bounds: Callable[[Path], Bounds], *, scratch_bytes: int) -> None:
        self._zygote = zygote
        self._received = bytearray()
        self.printed = bytearray()
        self.printed_bytes = 0
        self.exit: Exit | None = None
        self.waited_s = 0.0
        self._lost: SandboxError | None = None
        self._descriptors: list[int] = []
        try:
            self._scratch = Scratch(zygote.folder.new_scratch(), scratch_bytes)
        except OSError as error:
            raise SandboxError(f"no folder can be made for a child: {error.strerror}") from error
        try:
            self._bounds = make_bounds(self._scratch.path)
            self._open()
            self._wait_until_ready()
        except OSError as error:
            self.close()
            raise SandboxError(f"a child could not be started: {error.strerror or error}") from error
        except BaseException:
            self.close()
            raise

    def _open(self) -> None:
        theirs: list[int] = []

        def pipe(*, reads: bool) -> int:
            reader, writer = os.pipe()
            ours, other = (reader, writer) if reads else (writer, reader)
            self._descriptors.append(ours)
            theirs.append(other)
            return ours

        try:
            self._requests = pipe(reads=False)
            self._replies = pipe(reads=True)
            self._output = pipe(reads=True)
            self.pid, self._pidfd = self._zygote.fork(self._bounds, theirs)
        finally:
            for other in theirs:
                os.close(other)
        self._descriptors.append(self._pidfd)
        self._scratch.pid, self._scratch.locked = self.pid, self._bounds.locked
        for ours in (self._requests, self._replies, self._output):
            os.set_blocking(ours, False)
        self._clock = CpuClock(self.pid)
        self._poll = select.poll()
        self._poll.register(self._replies, select.POLLIN)
        self._poll.register(self._output, select.POLLIN)
        self._reply_poll = select.poll()
        self._reply_poll.register(self._replies, select.POLLIN)

    def _wait_until_ready(self) -> None:
        watch = self._watch(Allowance(_START_S, OUTPUT_KEPT_BYTES, "starting"))
        try:
            message = self._receive(watch)
            reply, _, _ = messages.read_reply(memoryview(message))
        except (CallFailed, _Ended, wire.WireError, OSError) as error:
            self.close()
            words = bytes(self.printed).decode("utf-8", errors="replace").strip()
            raise SandboxError(f"a child could not be locked down: {words or error}") from error
        if reply.answer != "ready":
            raise SandboxError("a child did not start")

    def ask(
        self,
        operation: messages.ChildOperation,
        allowance: Allowance,
        body: bytes,
        name: str = "",
        number: int = 0,
        want: messages.Want = "value",
    ) -> Answered:
        """Send one request and wait for its reply.

        Parameters
        ----------
        operation, name, number, want
            As in `messages.RequestHead`.
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
        self.printed_bytes = 0
        watch = self._watch(allowance)
        try:
            self._send(
                messages.write(messages.RequestHead(operation, nonce, name, number, want), body), watch
            )
            reply, value, arguments = self._reply(nonce, watch)
            if reply.answer == "ready" or self._received:
                raise wire.WireError("a reply that nobody asked for")
            self._drain_output(watch)
        except (wire.WireError, CallFailed, _Ended, OSError) as error:
            raise self._loss(error, watch) from None
        finally:
            self._count_clock(watch)
        return Answered(reply, value, arguments, watch.cpu_s(), watch.waited_s, self.printed_bytes)

    def ask_together(self, allowances: Sequence[Allowance], body: bytes) -> list[Answered | Lost]:
        """Send requests in one message, and hear a reply to each of the first of them, each in its limits.

        The process does not wait to be heard before it goes on, so that the seconds counted for one request
        may hold some of the next. It stops after one that printed: what was printed is that one's.

        Parameters
        ----------
        allowances : sequence of Allowance
            What each request may use.
        body : bytes
            The frame that asks for them.

        Returns
        -------
        list of Answered or Lost
            In order. A process that takes long leaves the rest; one that was lost leaves a last entry that
            says on which request.
        """
        nonce = secrets.token_bytes(8)
        heard: list[Answered | Lost] = []
        for place, allowance in enumerate([*allowances, allowances[-1]]):
            last, before_s = self.printed_bytes, self.cpu_s()
            self.printed.clear()
            self.printed_bytes = 0
            watch = self._watch(allowance)
            try:
                if place == 0:
                    self._send(messages.write(messages.RequestHead("together", nonce), body), watch)
                reply, value, arguments = self._reply(nonce, watch)
                if reply.answer == "ready" and not self._received and heard:
                    self._drain_output(watch)
                    printed_bytes = last + self.printed_bytes
                    if printed_bytes > allowance.output_bytes:
                        del heard[-1]  # it is the one that is lost
                        raise watch.too_much_printed()
                    return [*heard[:-1], replace(heard[-1], printed_bytes=printed_bytes)]
                if reply.answer == "ready" or place == len(allowances):
                    raise wire.WireError("a reply that nobody asked for")
            except (wire.WireError, CallFailed, _Ended, OSError) as error:
                failure = self._loss(error, watch)
                lost_s = max(0.0, self.cpu_s() - before_s)  # of a process that is gone the watch sees nothing
                return [*heard, Lost(failure, lost_s, watch.waited_s, self.printed_bytes)]
            finally:
                self._count_clock(watch)
            heard.append(Answered(reply, value, arguments, watch.cpu_s(), watch.waited_s, self.printed_bytes))
        raise AssertionError("unreachable")

    def _reply(self, nonce: bytes, watch: Watch) -> tuple[messages.ReplyHead, memoryview, memoryview]:
        reply, value, arguments = messages.read_reply(memoryview(self._receive(watch)))
        if reply.nonce != nonce:
            raise wire.WireError("a reply that nobody asked for")
        self._scratch.look()
        return reply, value, arguments

    def _loss(self, error: Exception, watch: Watch) -> CallFailed:
        """End the process, if it has not ended, and say why it gave no answer."""
        if isinstance(error, wire.WireError):
            self.close()
            return CallFailed("protocol", f"The process sent what is no answer: {error}.")
        if isinstance(error, CallFailed):
            self.close()
            return error
        return self._why_ended(watch)

    def _count_clock(self, watch: Watch) -> None:
        self.waited_s += watch.waited_s
        if watch.allowance.wall is not None:
            watch.allowance.wall.used_s += watch.clock_s()

    def cpu_s(self) -> float:
        """Return the CPU seconds of the child's life so far."""
        if self.exit is not None:
            return self.exit.cpu_s
        return self._clock.read() or 0.0

    def close(self) -> None:
        """Kill the process, hear how it ended, and remove what it left; never raises."""
        if self.exit is None and len(self._descriptors) == 4:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
            try:
                self.exit = self._zygote.exit_of(self.pid)
            except (SandboxError, OSError) as error:
                self._lost = SandboxError(str(error))
                self.exit = Exit(signal.SIGKILL, 0.0, 0)
            with contextlib.suppress(OSError):
                self._drain_output(None)
        self._release()

    def _release(self) -> None:
        for descriptor in self._descriptors:
            os.close(descriptor)
        self._descriptors = []
        self._scratch.remove()

    def _watch(self, allowance: Allowance) -> Watch:
        return Watch(self._clock, allowance, self._scratch)

    def _send(self, message: bytes, watch: Watch) -> None:
        left = memoryview(message)
        while left:
            try:
                left = left[os.write(self._requests, left[:_READ_BYTES]) :]
            except BlockingIOError:
                poll = select.poll()
                poll.register(self._requests, select.POLLOUT)
                poll.poll(watch.wait_ms())
                self._drain_output(watch)
                watch.look()

    def _receive(self, watch: Watch) -> bytearray:
        while True:
            length = messages.message_length(self._received)
            if length is not None and len(self._received) >= length:
                message, self._received = self._received[:length], self._received[length:]
                return message
            ready = {descriptor for descriptor, _ in self._poll.poll(watch.wait_ms())}
            if self._replies in ready:
                part = os.read(self._replies, _READ_BYTES)
                if not part:
                    raise _Ended
                self._received += part
            elif self._output in ready:
                self._drain_output(watch)
                self._reply_poll.poll(_PAUSE_MS)  # what is printed byte by byte is read by the thousand
            watch.look()

    def _drain_output(self, watch: Watch | None) -> None:
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
            self.printed_bytes += len(part)
            self.printed += part[: max(0, OUTPUT_KEPT_BYTES - len(self.printed))]
            if watch is not None and self.printed_bytes > watch.allowance.output_bytes:
                raise watch.too_much_printed()

    def _dies(self) -> bool:
        """Say whether the process that closed its line is ending; on a busy machine that may take a while."""
        dying = select.poll()
        dying.register(self._pidfd, select.POLLIN)
        for _ in range(_DYING_LOOKS):
            if dying.poll(_DYING_MS):
                return True
            if self._clock.sleeps():
                return False
        return False

    def _why_ended(self, watch: Watch) -> CallFailed:
        """Say why the process gave no answer."""
        what = watch.allowance.what
        if not self._dies():
            self.close()
            return CallFailed("protocol", f"The process closed its line to the grader in {what}.")
        self.close()
        if self._lost is not None:
            raise self._lost
        ended = self.exit or Exit(0, 0.0, 0)
        if not os.WIFSIGNALED(ended.status):
            code = os.WEXITSTATUS(ended.status)
            return CallFailed("exit", f"The process ended itself (code {code}) in {what}.")
        number = signal.Signals(os.WTERMSIG(ended.status))
        used_up = number is signal.SIGKILL and ended.cpu_s >= self._bounds.cpu_s
        if number is signal.SIGXCPU or used_up:
            return CallFailed("cpu", f"All CPU time was used up in {what} ({ended.cpu_s:.1f} s).")
        near_the_cap = ended.memory_kb << 10 >= _NEAR_THE_CAP * self._bounds.memory_bytes
        if near_the_cap and number in _OUT_OF_MEMORY:
            in_use_mb = ended.memory_kb >> 10
            return CallFailed("memory", f"Memory ran out in {what} ({in_use_mb} MiB were in use).")
        return CallFailed("crash", f"The process crashed ({number.name}) in {what}.")


class _Ended(Exception):
    """The child closed its reply pipe."""
