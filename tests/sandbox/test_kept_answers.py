"""The last function of an answer's name is what is called, whatever the notebook puts in its place."""

import pytest

from autograder.sandbox import Budget, Limits, Request, Session, Zygote

pytestmark = pytest.mark.sandbox

LIMITS = Limits(cell_cpu_s=2, question_cpu_s=2, memory_mb=512)


@pytest.mark.parametrize(
    "later",
    [
        "f = f(1)",
        "del f",
        "from operator import neg as f",
        "for f in [1, 2]: pass",
        "import math\nfor f in [math.cos]: pass",
        "globals()['f'] = None",
        "f = f(1)\nraise ValueError('after it')",
        "class Odd(type):\n    def __call__(self): return 1\nclass f(metaclass=Odd): pass",
    ],
)
def test_a_kept_answer_is_put_back(zygote: Zygote, later: str) -> None:
    """What was kept after its own cell is called; the other one is told."""
    cells = [(3, "def f(x):\n    return x + 1"), (5, later)]
    with Session(zygote, cells, LIMITS, keep={3: ("f",)}) as opened:
        opened.run()
        assert opened.ask(Request.call("f", 41), Budget(2)).value == 42
        assert opened.put_back() == ("f",)
        assert opened.names()["f"] == "function"


def test_the_last_kept_one_counts(zygote: Zygote) -> None:
    """Two cells that keep a name: the later one is the answer, and nothing has to be put back."""
    cells = [(0, "def f(x): return 1"), (1, "def f(x): return 2")]
    with Session(zygote, cells, LIMITS, keep={0: ("f",), 1: ("f",)}) as opened:
        assert opened.ask(Request.call("f", 0), Budget(2)).value == 2
        assert opened.put_back() == ()


@pytest.mark.parametrize("last", ["f = f(1)", "f = 6\n1 / 0"])
def test_a_value_in_the_same_cell_costs_nothing(zygote: Zygote, last: str) -> None:
    """A function is kept as soon as it is defined, also when its own cell overwrites it or stops."""
    with Session(zygote, [(0, f"def f(x): return x + 1\n{last}")], LIMITS, keep={0: ("f",)}) as opened:
        assert opened.ask(Request.call("f", 1), Budget(2)).value == 2


def test_only_what_can_be_called_is_kept(zygote: Zygote) -> None:
    """A value never counts as the answer where a function is asked for; without any function it stays."""
    with Session(zygote, [(0, "f = 3")], LIMITS, keep={0: ("f",)}) as opened:
        assert opened.names()["f"] == "value"
        assert opened.put_back() == ()


def test_kept_answers_survive_a_lost_process(zygote: Zygote) -> None:
    """In a fresh process the cells run again and the answers are put back again."""
    cells = [
        (0, "def f(x):\n    return x + 1\ndef die():\n    import os\n    os._exit(0)"),
        (1, "f = f(1)"),
    ]
    with Session(zygote, cells, LIMITS, keep={0: ("f", "die")}) as opened:
        with pytest.raises(Exception, match="ended itself"):
            opened.ask(Request.call("die"), Budget(2))
        assert opened.ask(Request.call("f", 1), Budget(2)).value == 2
        assert opened.restarts == 1


def test_line_numbers_stay(zygote: Zygote) -> None:
    """The note behind a definition moves no line."""
    with Session(zygote, [(0, "def f(x):\n    return x\n\n1 / 0")], LIMITS, keep={0: ("f",)}) as opened:
        (run,) = opened.run()
        assert "line 4" in run.message
