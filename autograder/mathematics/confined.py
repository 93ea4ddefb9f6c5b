"""Proving where a proof can be killed: in a locked-down process that runs no student's code.

What travels there is a text that lists a tree's nodes, out of a closed grammar; what comes back is a verdict
about numbers, read as something that may be damaged.
"""

import math
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from autograder.mathematics.prover import LocalProver, Memory, Stopped
from autograder.models import Limits
from autograder.sandbox import Budget, CallFailed, Module, Request, Session, Zygote

EVALUATOR = Module(Path(__file__).with_name("evaluator.py"))
"""What the warm process of proofs imports."""
PROOF_CPU_S = 8.0
"""A backstop: the evaluator counts its own steps and gives up after two seconds or so."""
MEMORY_MB = 512


class SandboxProver(LocalProver):
    """Proves in a locked-down process; a proof that has to be killed ends as "unknown".

    Use as a context manager. The process starts with the first question that is not remembered.

    Parameters
    ----------
    zygote : Zygote
        The warm process, started with `EVALUATOR`.
    memory : Memory, optional
        What was answered before.
    proof_cpu_s : float
        CPU seconds one proof may take.
    """

    def __init__(
        self, zygote: Zygote, memory: Memory | None = None, proof_cpu_s: float = PROOF_CPU_S
    ) -> None:
        super().__init__(memory)
        self._session = Session(zygote, (), Limits(memory_mb=MEMORY_MB, wall_s=math.inf))
        self._proof_cpu_s = proof_cpu_s

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    @property
    def cpu_s(self) -> float:
        """CPU seconds of the process so far; 0 while nothing had to be proved."""
        return self._session.cpu_s

    def _ask(self, question: str) -> Any:
        try:
            return self._session.ask(Request.call("answer", question), Budget(self._proof_cpu_s)).value
        except CallFailed as failure:
            raise Stopped(f"the proof was stopped ({failure.status})") from None
