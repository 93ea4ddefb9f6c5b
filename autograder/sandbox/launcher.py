"""The trusted side's end of warm processes: starts them, asks them for children, hears how those ended."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from autograder.sandbox.errors import SandboxError, SandboxUnavailable
from autograder.sandbox.landlock import landlock_abi
from autograder.sandbox.lockdown import SYSTEM_READABLE, Bounds
from autograder.sandbox.run_folder import RunFolder
from autograder.sandbox.warm_process import Exit, WarmProcess

_HERE = Path(__file__).resolve().parent
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS"),
    "1",
)
"""A pool of threads that starts before a fork hangs the child: one thread everywhere, and no pool."""


@dataclass(frozen=True)
class Module:
    """A module whose public functions and classes a child answers with, instead of running cells.

    Attributes
    ----------
    path : Path
        Its file.
    package : Path or None
        The folder of the package ``autograder`` when the module may import from it; else it finds the
        sandbox there and nothing more.
    """

    path: Path
    package: Path | None = None

    @property
    def arguments(self) -> list[str]:
        """What the warm process is told of it."""
        return ["module", *(str(path) for path in (self.path, self.package) if path)]


@dataclass(frozen=True)
class Notebooks:
    """Cells of notebooks: a child runs them, and answers with what they define.

    Attributes
    ----------
    libraries : tuple of str
        Modules that are imported before the first child is forked, so that no cell pays for them.
    """

    libraries: tuple[str, ...] = ()

    @property
    def arguments(self) -> list[str]:
        """What the warm process is told of them."""
        return ["notebooks", *self.libraries]


class Zygote:
    """A warm process that forks locked-down children; slow to start, then cheap.

    Use as a context manager. A warm process that died is started anew for the next child. Not for use by
    several threads at once.

    Parameters
    ----------
    serves : Module or Notebooks
        What its children answer with.
    landlock_cap : int, optional
        Use no newer Landlock ABI than this, for tests.
    sandboxed : bool
        False leaves out the lock-down: only for an author's own code.
    secrets : sequence of Path
        What must not lie where children can read.
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
        serves: Module | Notebooks,
        *,
        landlock_cap: int | None = None,
        sandboxed: bool = True,
        secrets: Sequence[Path] = (),
        python: str = sys.executable,
    ) -> None:
        self.serves = serves
        self.landlock_cap = landlock_cap
        self.sandboxed = sandboxed
        self._secrets = tuple(secrets)
        self._python = python
        self._warm: WarmProcess | None = None
        _refuse_other_systems()
        if sandboxed:
            _refuse_without_landlock(landlock_cap)
        self.folder = RunFolder()
        try:
            self._living()
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
        self._end()
        self.folder.close()

    @property
    def pid(self) -> int:
        """The warm process's number; 0 while there is none."""
        return 0 if self._warm is None else self._warm.pid

    @property
    def threads(self) -> int:
        """How many threads the warm process has; 0 while there is none."""
        return 0 if self._warm is None else self._warm.threads

    def fork(self, bounds: Bounds, pipes: Sequence[int]) -> tuple[int, int]:
        """Fork a child; a warm process that turns out to be dead is replaced first, once.

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
            When a fresh warm process died too.
        """
        try:
            return self._living().fork(bounds, pipes)
        except SandboxError:
            self._end()
        return self._living().fork(bounds, pipes)

    def exit_of(self, pid: int) -> Exit:
        """Wait until a child that was killed or ended is reported, and return how.

        Raises
        ------
        SandboxError
            When the warm process died, with this child or before.
        """
        if self._warm is None:
            raise SandboxError("the warm process of this child is gone")
        return self._warm.exit_of(pid)

    def _living(self) -> WarmProcess:
        """Return the warm process, or a fresh one where it died."""
        if self._warm is None or not self._warm.lives:
            self._end()
            self._warm = self._started()
        return self._warm

    def _started(self) -> WarmProcess:
        command = [self._python, "-s", "-P", "-B", str(_HERE / "zygote.py")]
        arguments = [str(self.folder.path), *self.serves.arguments]
        warm = WarmProcess(command, arguments, self._environment(), self.folder.path / "zygote.log")
        try:
            if warm.threads != 1:
                raise SandboxError(
                    f"the warm process has {warm.threads} threads: its children would miss them"
                )
            if self.sandboxed:
                _refuse_readable_secrets(self._secrets, [*warm.readable, *SYSTEM_READABLE])
        except BaseException:
            warm.end()
            raise
        return warm

    def _end(self) -> None:
        warm, self._warm = self._warm, None
        if warm is not None:
            warm.end()

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
        folder = Path(base) / __name__.partition(".")[0] / "matplotlib"
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.W_OK) else None
