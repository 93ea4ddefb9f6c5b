"""What a prover remembers, what it refuses to believe, and where it stops."""

from typing import Any

import pytest

from autograder.mathematics import prover as module
from autograder.mathematics.grammar import parse
from autograder.mathematics.prover import LocalProver, Memory, Stopped
from autograder.mathematics.trees import Application, Tree

SIGMA = {"sigma": parse("1/(1 + exp(-x))")}
OTHER = {"sigma": parse("exp(x)")}
GOOD = {"verdict": "equal", "point": "", "left": "", "right": "", "reason": "told", "work": 7}


def read(text: str) -> Tree:
    """Read with sigma known."""
    return parse(text, ("sigma",))


class Scripted(LocalProver):
    """Answers what it is told to, and counts how often it is asked."""

    def __init__(self, answer: Any, memory: Memory | None = None) -> None:
        super().__init__(memory)
        self.answer = answer
        self.asked = 0

    def _ask(self, question: str) -> Any:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_a_question_is_asked_once():
    """The same question has its answer from memory, however it is spaced and bracketed."""
    prover = Scripted(GOOD)
    for text in ("x + 1", "x+1", "(x) + (1)"):
        assert prover.equal(read(text), read("x"), SIGMA).verdict == "equal"
    assert prover.asked == 1


def test_names_of_functions_belong_to_a_question():
    """Two questions differ also when a named function is called something else."""
    prover, named = Scripted(GOOD), ("f", "g", 'f": [], "g')
    for name in named:
        prover.equal(Application(name, read("x")), read("x"), {name: read("x")})
    assert prover.asked == len(named)


@pytest.mark.parametrize(
    ("left", "right", "definitions"),
    [("x", "x + 1", SIGMA), ("x + 1", "x", OTHER), ("x + 1", "x", {}), ("1 + x", "x", SIGMA)],
)
def test_another_question_is_asked_anew(left, right, definitions):
    """Sides, their order, and definitions all belong to a question."""
    prover = Scripted(GOOD)
    prover.equal(read("x + 1"), read("x"), SIGMA)
    prover.equal(read(left), read(right), definitions)
    assert prover.asked == 2


def test_a_memory_serves_several_provers():
    """What one submission's prover found, the next one's knows, and it counts the same work."""
    memory = Memory()
    first, second = LocalProver(memory), Scripted(Stopped("must not be asked"), memory)
    found = first.equal(read("D(sigma(x), x)"), read("sigma(x)*sigma(-x)"), SIGMA)
    assert second.equal(read("D(sigma(x), x)"), read("sigma(x)*sigma(-x)"), SIGMA) == found
    places = first.matches(read("x"), [read("x*1"), read("2")], SIGMA)
    assert second.matches(read("x"), [read("x*1"), read("2")], SIGMA) == places == (0,)
    assert (second.asked, second.work) == (0, first.work)


def test_a_memory_is_bounded(monkeypatch):
    """The oldest answer is dropped, so that no class fills the machine."""
    monkeypatch.setattr(module, "MOST_REMEMBERED", 3)
    memory = Memory()
    for place in range(10):
        memory.keep(str(place), place)
    assert (len(memory), memory.get("6"), memory.get("7"), memory.get("9")) == (3, None, 7, 9)


def test_a_stopped_proof_is_not_remembered_for_others():
    """Being stopped depends on the machine, so the next submission asks again; the same one does not."""
    memory = Memory()
    prover = Scripted(Stopped("the proof was stopped (cpu)"), memory)
    verdicts = [prover.equal(read("x"), read("x*1"), {}) for _ in range(3)]
    assert {(found.verdict, found.reason) for found in verdicts} == {
        ("unknown", "the proof was stopped (cpu)")
    }
    assert (prover.asked, len(memory)) == (1, 0)
    assert LocalProver(memory).equal(read("x"), read("x*1"), {}).verdict == "equal"


@pytest.mark.parametrize(
    "answer",
    [
        None,
        "equal",
        [],
        {},
        {**GOOD, "verdict": "probably"},
        {**GOOD, "verdict": True},
        {**GOOD, "point": 3},
        {**GOOD, "work": -1},
        {**GOOD, "work": True},
        {key: value for key, value in GOOD.items() if key != "work"},
    ],
)
def test_a_damaged_answer_is_no_answer(answer):
    """Only an answer of the exact form is believed; all else is left to a person and not remembered."""
    memory = Memory()
    found = Scripted(answer, memory).equal(read("x"), read("x"), {})
    assert (found.verdict, found.reason, len(memory)) == ("unknown", "the proof gave no answer", 0)


def test_long_texts_of_an_answer_are_cut():
    """A damaged process cannot flood feedback."""
    found = Scripted({**GOOD, "verdict": "different", "left": "9" * 10**6}).equal(read("x"), read("1"), {})
    assert len(found.left) == 200


@pytest.mark.parametrize(
    "answer", [None, [0], {"positions": 0, "work": 1}, {"positions": [-1], "work": 1}, {"positions": [0]},
               {"positions": [True], "work": 1}, {"positions": ["0"], "work": 1}],
)  # fmt: skip
def test_damaged_positions_match_nothing(answer):
    """Nothing is named on the word of an answer of another form."""
    assert Scripted(answer).matches(read("x"), [read("x")], {}) == ()


def test_positions_beyond_the_candidates_match_nothing():
    """A position that no candidate has is dropped."""
    assert Scripted({"positions": [0, 7], "work": 1}).matches(read("x"), [read("x")], {}) == (0,)


def test_all_work_together_is_bounded(monkeypatch):
    """A page of hard lines ends in doubt, remembered or not, at the same line every time."""
    lines = [f"sin({n}*x)**2 + cos({n}*x)**2" for n in range(1, 9)]
    memory, ends = Memory(), []
    monkeypatch.setattr(module, "MOST_WORK", 150_000)
    for _ in range(2):
        prover = LocalProver(memory)
        ends.append([prover.equal(read(line), read("1"), {}).verdict for line in lines])
    assert ends[0] == ends[1]
    assert (ends[0][0], ends[0][-1]) == ("equal", "unknown")


@pytest.mark.parametrize("error", [ZeroDivisionError, RecursionError, MemoryError, ValueError])
def test_an_evaluator_that_breaks_leaves_doubt(error, monkeypatch):
    """Whatever goes wrong inside a proof, the verdict is left to a person."""
    from autograder.mathematics import evaluator

    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(evaluator, "equal", broken)
    found = LocalProver().equal(read("x"), read("x"), {})
    assert (found.verdict, found.reason) == ("unknown", f"the proof failed: {error.__name__}")
