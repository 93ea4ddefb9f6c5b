"""The trusted side's end of a warm process: starts it, asks it for children, hears how they ended."""

import contextlib
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import msgspec
from msgspec import msgpack

from autograder.sandbox.errors import SandboxError, SandboxUnavailable
from autograder.sandbox.landlock import landlock_abi
from autograder.sandbox.lockdown import SYSTEM_READABLE, Bounds
from autograder.sandbox.run_folder import RunFolder

_HERE = Path(__file__).resolve().parent
_START_S = 120.0
_ANSWER_S = 30.0
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS"),
    "1",
)
"""A pool of threads that starts before a fork hangs the child: one thread everywhere, and no pool."""


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


class Zygote:
    """A warm process that forks locked-down children; slow to start, then cheap.

    Use as a context manager. A warm process that died is started anew for the next child. Not for use by
    several threads at once.

    Parameters
    ----------
    kind : {'student', 'mathematics'}
        What is imported: NumPy, scikit-learn, matplotlib and IPython, or the evaluator of expressions.
    landlock_cap : int, optional
        Use no newer Landlock ABI than this, for tests.
    sandboxed : bool
        False leaves out the lock-down: only for an author's own code.
    secrets : sequence of Path
        What must not lie where children can read.
    evaluator : Path, optional
        The module of the mathematics kind; by default ``autograder/mathematics/evaluator.py``.
    python : str
        The interpreter to start.

    Raises
    ------
    SandboxUnavailable
        When this machine cannot run untrusted code safely.
    SandboxError
        When the warm process does not start.
    """

    def __init__(
        self,
        kind: Literal["student", "mathematics"] | str = "student",
        *,
        landlock_cap: int | None = None,
        sandboxed: bool = True,
        secrets: Sequence[Path] = (),
        evaluator: Path | None = None,
        python: str = sys.executable,
    ) -> None:
        if kind not in ("student", "mathematics"):
            raise ValueError(f"unknown kind of warm process: {kind}")
        self.kind = kind
        self.landlock_cap = landlock_cap
        self.sandboxed = sandboxed
        self.threads = 0
        self._secrets = tuple(secrets)
        self._evaluator = evaluator or _HERE.parent / "mathematics" / "evaluator.py"
        self._python = python
        self._exits: dict[int, Exit] = {}
        self._living: set[int] = set()
        self._process: subprocess.Popen[bytes] | None = None
        _refuse_other_systems()
        if sandboxed:
            _refuse_without_landlock(landlock_cap)
        self.folder = RunFolder()
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the warm process, and with it every child."""
        self._stop()
        self.folder.close()

    def fork(self, bounds: Bounds, pipes: Sequence[int]) -> tuple[int, int]:
        """Fork a child.

        Parameters
        ----------
        bounds : Bounds
            What it may use.
        pipes : sequence of int
            Its ends of the request, reply and output pipes.

        Returns
        -------
        tuple of (int, int)
            Its pid and its pidfd.

        Raises
        ------
        SandboxError
            When the warm process died.
        """
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._start()
        try:
            socket.send_fds(self._control, [msgpack.encode(bounds)], list(pipes))
        except OSError as error:
            raise SandboxError(f"the warm process is gone: {self._last_words()}") from error
        message, descriptors = self._receive(_ANSWER_S, "forked")
        pid = int(message[1])
        self._living.add(pid)
        return pid, descriptors[0]

    def exit_of(self, pid: int) -> Exit:
        """Wait until a child that was killed or ended is reported, and return how.

        Raises
        ------
        SandboxError
            When the warm process died, with this child or before.
        """
        if pid not in self._living:
            raise SandboxError("the warm process of this child is gone")
        while pid not in self._exits:
            self._receive(_ANSWER_S, "exited")
        self._living.discard(pid)
        return self._exits.pop(pid)

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        self._exits.clear()
        self._living.clear()
        self._log = self.folder.path / "zygote.log"
        arguments = [self._python, "-s", "-P", "-B", str(_HERE / "zygote.py"), self.kind]
        arguments += [str(theirs.fileno()), str(self.folder.path), str(self._evaluator)]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603  (our own interpreter and file)
                arguments,
                env=self._environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,  # an interrupt at the terminal is for the trusted side to handle
            )
        theirs.close()
        message, _ = self._receive(_START_S, "ready")
        _, self.threads, readable = message
        if self.threads != 1:
            raise SandboxError(f"the warm process has {self.threads} threads: its children would miss them")
        if self.sandboxed:
            _refuse_readable_secrets(self._secrets, [*readable, *SYSTEM_READABLE])

    def _environment(self) -> dict[str, str]:
        environment = {
            **_ONE_THREAD,
            "PATH": "",
            "LANG": "C.UTF-8",
            "HOME": str(self.folder.path),
            "TMPDIR": str(self.folder.path),
            "PYTHONHASHSEED": "0",
            "JOBLIB_MULTIPROCESSING": "0",
            "MPLBACKEND": "module://autograder.sandbox.figure_backend",
            # Children read this folder, so it is never the one in which other children's folders lie.
            "MPLCONFIGDIR": str(_font_cache() or self.folder.path / "matplotlib"),
        }
        # The second is for proofs under another BLAS kernel, whose last digits are others.
        passed_on = ("LD_LIBRARY_PATH", "OPENBLAS_CORETYPE")
        return environment | {name: os.environ[name] for name in passed_on if name in os.environ}

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        self._control.close()
        try:
            process.wait(5.0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _receive(self, wait_s: float, wanted: str) -> tuple[list[Any], list[int]]:
        """Receive until a message of the wanted kind; exits that come by are remembered."""
        deadline = time.monotonic() + wait_s
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        while True:
            if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
                raise SandboxError("the warm process does not answer")
            data, descriptors, _, _ = socket.recv_fds(self._control, 65536, 1)
            if not data:
                raise SandboxError(f"the warm process died: {self._last_words()}")
            try:
                message = msgpack.decode(data)
            except msgspec.MsgspecError as error:
                raise SandboxError("the warm process sent nonsense") from error
            if message[0] == "exited":
                _, pid, status, cpu_s, memory_kb = message
                self._exits[pid] = Exit(status, cpu_s, memory_kb)
            if message[0] == wanted:
                return message, descriptors

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            lines = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            if lines:
                return lines[-1][:300]
        return "it said nothing"


def _refuse_other_systems() -> None:
    if sys.platform != "linux":
        raise SandboxUnavailable(f"notebooks run on Linux, not {sys.platform}: use a container or WSL2")


def _refuse_without_landlock(cap: int | None) -> None:
    if min(landlock_abi(), 99 if cap is None else cap) < 1:
        raise SandboxUnavailable(
            "this kernel has no Landlock, so untrusted code is not run: "
            "use Linux 5.13 or newer with 'landlock' in its lsm= list"
        )


def _refuse_readable_secrets(secrets: Sequence[Path], readable: Sequence[str]) -> None:
    places = [Path(place).resolve() for place in readable]
    for secret in secrets:
        for place in places:
            if secret.resolve().is_relative_to(place):
                raise SandboxUnavailable(
                    f"{secret} lies under {place}, which student code can read: move the course elsewhere"
                )


def _font_cache() -> Path | None:
    """Return a folder that keeps matplotlib's font list between runs, or None where none can be had."""
    try:
        base = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
        folder = Path(base) / "lecture5-coursework" / "matplotlib"
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.W_OK) else None
