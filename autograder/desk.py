"""The `mathematics` fixture: judges derivations in a process of its own that can be killed.

The process starts only when a check asks for it, and what was judged once a submission is remembered, because
several checks ask about one derivation.
"""

from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

from autograder.mathematics.derivations import Judge
from autograder.mathematics.prover import SandboxProver
from autograder.sandbox import Zygote


class Desk:
    """A judge of derivations for one submission after another; use as a context manager.

    Parameters
    ----------
    start : callable
        Starts the warm process for a kind of work.
    """

    def __init__(self, start: Callable[[str], Zygote]) -> None:
        self._start = start
        self._stack = ExitStack()
        self._prover: SandboxProver | None = None
        self._judge: Judge | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def forget(self) -> None:
        """Start on another submission: nothing judged before counts."""
        self._judge = None

    def judge(self, *args: Any, **kwargs: Any) -> Any:
        """Judge a derivation; see `autograder.mathematics.derivations.judge`."""
        return self._ready().judge(*args, **kwargs)

    def judge_repair(self, *args: Any, **kwargs: Any) -> Any:
        """Judge a mended derivation; see `autograder.mathematics.derivations.judge_repair`."""
        return self._ready().judge_repair(*args, **kwargs)

    def _ready(self) -> Judge:
        if self._prover is None:
            zygote = self._stack.enter_context(self._start("mathematics"))
            self._prover = self._stack.enter_context(SandboxProver(zygote))
        if self._judge is None:
            self._judge = Judge(self._prover)
        return self._judge
