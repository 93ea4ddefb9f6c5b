"""What answering cells made stays what is called, whatever later cells bind to its name."""

import pytest

from autograder.sandbox import Budget, CallFailed, Limits, Request, Session, Zygote
from autograder.sandbox.answers import KeptAnswers

pytestmark = pytest.mark.sandbox

ANSWER = "def f(): return 'answer'"


@pytest.mark.parametrize(
    ("later", "put_back"),
    [
        ("f = 5", ("f",)),
        ("del f", ("f",)),
        ("from math import floor as f", ("f",)),
        ("class f: pass", ("f",)),
        ("for f in range(3): pass", ("f",)),
        ("class Odd:\n    def __eq__(s, o): return True\nf = Odd()", ("f",)),
        (
            "class M(type):\n    def __eq__(s, o): return True\n    __hash__ = None\nf = M('f', (), {})",
            ("f",),
        ),
        ("f = f", ()),
        ("g = 5", ()),
    ],
)
def test_kept_answers_are_called(zygote: Zygote, later: str, put_back: tuple[str, ...]) -> None:
    """Whatever stands over a function at the end, the function answers, and the name is told."""
    with Session(zygote, [(3, ANSWER), (9, later)], Limits(), keep={3: ("f", "missing")}) as opened:
        assert opened.put_back() == put_back
        assert opened.names()["f"] == "function"
        assert opened.ask(Request.call("f"), Budget(1)).value == "answer"


def test_last_kept_wins_and_values_are_not_kept(zygote: Zygote) -> None:
    """A later answering cell gives the answer, unless what it binds cannot be called."""
    cells = [(0, ANSWER), (1, "def f(): return 'second'\n1 / 0"), (2, "f = property(len)"), (3, "f = 1")]
    with Session(zygote, cells, Limits(), keep=dict.fromkeys(range(4), ("f",))) as opened:
        assert opened.ask(Request.call("f"), Budget(1)).value == "second"
        assert opened.put_back() == ("f",)


def test_kept_answers_survive_a_lost_process(zygote: Zygote) -> None:
    """Cells that run again keep again."""
    cells = [(0, ANSWER), (1, "import os\ndef die(): os._exit(1)"), (2, "f = 5")]
    with Session(zygote, cells, Limits(), keep={0: ("f",)}) as opened:
        with pytest.raises(CallFailed):
            opened.ask(Request.call("die"), Budget(1))
        assert opened.ask(Request.call("f"), Budget(1)).value == "answer"
        assert opened.restarts == 1
    with Session(zygote, [*cells, (3, "os._exit(1)")], Limits(), keep={0: ("f",)}) as opened:
        assert opened.put_back() == ("f",)


@pytest.mark.parametrize("said", ["['f', 'g', 'x y']", "['f', 'f']"])
def test_only_names_that_were_asked_for_are_told(zygote: Zygote, said: str) -> None:
    """Which names were put back is the process's word about what was asked."""
    source = (
        f"import sys\nsys.modules['autograder.sandbox.responder'].KeptAnswers.settle = lambda s, n: {said}"
    )
    with Session(zygote, [(0, source)], Limits(), keep={0: ("f", "h")}) as opened:
        assert opened.put_back() == ("f",)


def test_process_that_cannot_settle_is_asked_nothing(zygote: Zygote) -> None:
    """A process that ends or lies instead costs its student's answers, and does so once."""
    source = "import os, sys\ndef f(): return 1\n"
    source += "sys.modules['autograder.sandbox.responder'].KeptAnswers.settle = lambda s, n: {}"
    for ending, status in (("os._exit(1)", "exit"), ("5", "protocol")):
        with Session(zygote, [(0, source.format(ending))], Limits(), keep={0: ("f",)}) as opened:
            for _ in range(2):
                with pytest.raises(CallFailed) as caught:
                    opened.ask(Request.call("f"), Budget(1))
                assert caught.value.status == status
            assert (opened.put_back(), opened.restarts) == ((), 0)


def test_nothing_is_asked_of_what_is_kept() -> None:
    """Identity decides, and neither a comparison nor an attribute of the student's."""

    class Hostile:
        def __getattribute__(self, name: str) -> object:
            raise SystemExit

        def __eq__(self, other: object) -> bool:
            raise SystemExit

        __hash__ = None  # type: ignore[assignment]

        def __call__(self) -> int:
            return 1

    answers, first = KeptAnswers(), Hostile()
    namespace: dict[str, object] = {"f": first, "g": 1}
    answers.keep(namespace, ["f", "g", "h"])
    namespace["f"] = Hostile()
    assert answers.settle(namespace) == ["f"]
    assert namespace["f"] is first
    assert answers.settle(namespace) == []
