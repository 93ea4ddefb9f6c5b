"""Judging derivations in a real process that can be killed, one submission after another."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext

import pytest

from autograder.mathematics.confined import EVALUATOR, SandboxProver
from autograder.mathematics.derivations import Task
from autograder.mathematics.examiner import Examiner
from autograder.mathematics.prover import LocalProver, Memory
from autograder.sandbox import Module, Zygote

pytestmark = pytest.mark.sandbox

SIGMA = "1/(1 + exp(-x))"
TASK = Task("the derivative of sigma", SIGMA, {"sigma": SIGMA}, ("sigma",), min_lines=3)
LINES = [
    "D(1/(1 + exp(-x)), x)",
    "-(1 + exp(-x))**-2*D(1 + exp(-x), x)",
    "exp(-x)/(1 + exp(-x))**2",
    "sigma(x)*(1 - sigma(x))",
]


@pytest.fixture(scope="module")
def warm() -> Iterator[Zygote]:
    """Give a warm process with the evaluator of expressions."""
    with Zygote(EVALUATOR) as process:
        yield process


class Hall:
    """Starts warm processes for an examiner, and counts them."""

    def __init__(self, warm: Zygote) -> None:
        self._warm = warm
        self.started = 0

    def __call__(self, module: Module) -> AbstractContextManager[Zygote]:
        """Start one, in name: the tests share theirs, which no examiner may end."""
        assert module == EVALUATOR
        self.started += 1
        return nullcontext(self._warm)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("D(sigma(x), x)", "sigma(x)*sigma(-x)"),
        ("D(sigma(x), x)", "sigma(x)"),
        ("abs(x)", "sqrt(x**2)"),
        ("sqrt(-1 - x**2)", "x"),
        ("9**9**9**9", "x"),
        ("tanh(" * 38 + "x" + ")" * 38, "x"),
        ("D(" * 20 + "tanh(tanh(x))*exp(tan(x))" + ", x)" * 20, "x"),
    ],
)
def test_the_wall_changes_no_verdict(warm: Zygote, left: str, right: str) -> None:
    """What is proved behind the wall is what is proved before it, witness and reason included."""
    sides = TASK.read(left), TASK.read(right)
    with SandboxProver(warm) as confined:
        assert confined.equal(*sides, TASK.definitions) == LocalProver().equal(*sides, TASK.definitions)


def test_slips_are_found_behind_the_wall(warm: Zygote) -> None:
    """Candidates travel and positions come back."""
    target, candidates = TASK.read("2*x"), [TASK.read(text) for text in ("x", "x + x", "9**9**9", "2*x**1")]
    with SandboxProver(warm) as confined:
        assert confined.matches(target, candidates, {}) == (1, 3)


def test_a_killed_proof_is_doubt_and_the_next_one_runs(warm: Zygote) -> None:
    """A proof beyond its CPU seconds is stopped, costs itself only, and is not put again."""
    hard = TASK.read("D(" * 12 + "tanh(tanh(x))*exp(tan(x))" + ", x)" * 12)
    memory = Memory()
    with SandboxProver(warm, memory, proof_cpu_s=0.05) as confined:
        first = confined.equal(hard, TASK.read("x"), {})
        assert (first.verdict, first.reason) == ("unknown", "the proof was stopped (cpu)")
        spent = confined.cpu_s
        assert confined.equal(hard, TASK.read("x"), {}) == first
        assert confined.cpu_s == spent
        assert confined.equal(TASK.read("x"), TASK.read("x*1"), {}).verdict == "equal"
    assert len(memory) == 1


def test_no_process_starts_for_what_is_known(warm: Zygote) -> None:
    """A submission of remembered lines costs no process at all."""
    memory = Memory()
    with SandboxProver(warm, memory) as first:
        first.equal(TASK.read("x"), TASK.read("x*1"), {})
        assert first.cpu_s > 0
    with SandboxProver(warm, memory) as second:
        assert second.equal(TASK.read("x"), TASK.read("x*1"), {}).verdict == "equal"
        assert second.cpu_s == 0


def test_desk_starts_when_it_is_asked_and_once(warm: Zygote) -> None:
    """An assignment without derivations pays nothing; one with them pays for one warm process."""
    hall = Hall(warm)
    with Examiner(hall) as examiner:
        examiner.forget()
        assert hall.started == 0
        for _ in range(3):
            assert examiner.judge(TASK, LINES).message == ""
            examiner.forget()
        assert hall.started == 1


def test_desk_judges_the_same_in_any_order(warm: Zygote) -> None:
    """What was judged before a submission changes nothing of its report."""
    wrong = [*LINES[:2], "exp(-x)/(1 + exp(-x))", "1 - sigma(x)"]
    with Examiner(Hall(warm)) as examiner:
        alone = examiner.judge(TASK, wrong)
    with Examiner(Hall(warm)) as examiner:
        for lines in (LINES, ["D(sigma(x), x)", "9**9**9**9"], wrong, LINES):
            examiner.judge(TASK, lines)
            examiner.forget()
        assert examiner.judge(TASK, wrong) == alone
    assert alone.first_broken == 3


def test_desk_judges_repairs(warm: Zygote) -> None:
    """A mended line is judged at the same examiner."""
    broken = ["D(sigma(x), x)", "sigma(x)*(1 + sigma(x))", "sigma(x) + sigma(x)**2"]
    with Examiner(Hall(warm)) as examiner:
        assert examiner.judge_repair(TASK, broken, 2, "sigma(x)*(1 - sigma(x))").message == ""
