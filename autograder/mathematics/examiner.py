"""The `mathematics` fixture: judges derivations in a process of its own that can be killed.

The warm process starts only when a check asks for it. Each submission has a fresh child of it, once it asks
what was never asked before, and its reports are remembered while it is under check, because several checks
ask about one derivation. Proofs are remembered for all submissions: the answer to a question about two
expressions is a fact of mathematics, whoever wrote them.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import Self

from autograder.mathematics.confined import EVALUATOR, SandboxProver
from autograder.mathematics.derivations import Judge, Report
from autograder.mathematics.prover import Memory
from autograder.mathematics.repairs import RepairReport
from autograder.mathematics.tasks import Task
from autograder.sandbox import Module, Zygote


class Examiner:
    """A judge of derivations for one submission after another; use as a context manager.

    Parameters
    ----------
    start : callable
        Starts the warm process that imports a module; it ends with the examiner.
    """

    def __init__(self, start: Callable[[Module], AbstractContextManager[Zygote]]) -> None:
        self._start = start
        self._zygote: Zygote | None = None
        self._whole = ExitStack()
        self._submission = ExitStack()
        self._judge: Judge | None = None
        self._memory = Memory()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.forget()
        self._whole.close()

    def forget(self) -> None:
        """Start on another submission: what was judged before is forgotten, and its process is gone."""
        self._judge = None
        self._submission.close()

    def judge(self, task: Task, lines: object) -> Report:
        """Judge a derivation; see `autograder.mathematics.derivations.judge`."""
        return self._ready().judge(task, lines)

    def judge_repair(
        self, task: Task, broken: Sequence[str], claimed: object, mended: object
    ) -> RepairReport:
        """Judge a mended derivation; see `autograder.mathematics.repairs.judge_repair`."""
        return self._ready().judge_repair(task, broken, claimed, mended)

    def _ready(self) -> Judge:
        if self._judge is None:
            if self._zygote is None:
                self._zygote = self._whole.enter_context(self._start(EVALUATOR))
            self._judge = Judge(self._submission.enter_context(SandboxProver(self._zygote, self._memory)))
        return self._judge
