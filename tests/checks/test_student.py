"""Everything a check may ask of a student's code, through the fixture: in a real process and in a fake."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from autograder.checks.student import Student
from autograder.checks.transcript import Transcript
from autograder.sandbox import Budget, CallFailed, Formula, Limits, Session, Zygote
from autograder.sandbox.fake import FakeSession

pytestmark = pytest.mark.sandbox

SOURCE = """
import numpy as np

RATE = 0.5

class Layer:
    def __init__(self, n, start=0.0):
        self.w = np.full(n, start)
        self.steps = []
        self.before = None
    def step(self, gradient, rate=RATE):
        self.w = self.w - rate * np.asarray(gradient)
        self.steps.append(rate)
        return self
    def __call__(self, x): return self.w * x
    def value(self): return "a method named value"

class Weights(list):
    def total(self): return sum(self)
class Pair(tuple):
    def total(self): return sum(self)
class row(np.ndarray):
    def __new__(cls, numbers): return np.array(numbers).view(cls)
    def total(self): return float(self.sum())
class Words(str):
    def total(self): return sum(int(digit) for digit in self if digit.isdigit())
def total_of(made): return made.total()
def make_weights(): return Weights([1, 2])
def Missing(*arguments): return None

def chain(layers, x, activation=None):
    for layer in layers: x = layer(x)
    return x if activation is None else activation(x)

def relu(x): return np.maximum(x, 0.0)
def make_adder(n):
    def add(x): return x + n
    return add
def state(): return {"layers": [Layer(1), (Layer(2),)], "n": 2}

def batches(n):
    start = 0
    while True:
        yield np.arange(start, start + n)
        start += n
def short():
    yield 1
    yield 2
def falls():
    yield 1
    raise KeyError("two")
def parameters(f):
    import inspect
    return list(inspect.signature(f).parameters)
def looks_at(f, *points):
    return [f(point) for point in points]
def slope(f, x, h=1e-5): return (f(x + h) - f(x=x - h)) / (2 * h)
def shifted(f, w):
    f(w)
    w += 1
    return f(w)
def draw(n):
    import matplotlib.pyplot as plt
    plt.plot(range(n), [k ** 2 for k in range(n)], "--", label="loss")
    plt.axhline(0)
    plt.title("Training"); plt.xlabel("epoch"); plt.ylabel("loss"); plt.legend(); plt.yscale("log")
    plt.xlim(0, 9)
def draw_axes():
    import matplotlib.pyplot as plt
    figure, axes = plt.subplots(1, 2)
    axes[0].scatter([1, 2], [3, 4], c=[0, 1], label="points")
    axes[1].bar(["a", "b"], [4, 5]); axes[1].text(0, 0, "here")
    axes[1].imshow(np.ma.array([[1, 2]], mask=[[0, 1]])); axes[1].contourf([[0, 1], [1, 0]])
    figure.suptitle("Both")
    return axes
def draw_nothing(): return 5

from matplotlib.figure import Figure
kept = Figure()
kept.add_subplot().plot([1, 2], [3, 4], label="kept")
def draw_shown():
    import matplotlib.pyplot as plt
    plt.plot([5, 6]); plt.show()
"""


@pytest.fixture(params=["process", "fake"])
def target(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Give the same namespace behind a real session and behind a fake one."""
    if request.param == "fake":
        namespace: dict[str, Any] = {"__name__": "student"}
        exec(SOURCE, namespace)
        yield FakeSession({name: value for name, value in namespace.items() if not name.startswith("_")})
    else:
        zygote: Zygote = request.getfixturevalue("zygote")
        with Session(zygote, [(0, SOURCE)], Limits()) as session:
            yield session


@pytest.fixture
def transcript() -> Transcript:
    """Give an empty transcript."""
    return Transcript("test_it")


@pytest.fixture
def student(target: Any, transcript: Transcript) -> Student:
    """Give the fixture as checks have it."""
    return Student(target, Budget(20.0), transcript)


def test_objects_have_methods_and_state(student: Student) -> None:
    """A class is called, its methods change its state, and its attributes are read and set."""
    layer = student.Layer(2, start=1.0)
    assert layer.type_name == "Layer"
    assert layer.step([1.0, 2.0], rate=1.0).value("steps") == [1.0]
    np.testing.assert_array_equal(layer.value("w"), [0.0, -1.0])
    layer.set("w", np.array([3.0, 4.0]))
    np.testing.assert_array_equal(layer(10.0), [30.0, 40.0])
    assert layer.method("value")() == "a method named value"
    with pytest.raises(CallFailed, match="the Layer has no nothing"):
        layer.value("nothing")
    with pytest.raises(CallFailed, match="the Layer has no nothing"):
        layer.nothing()


def test_objects_are_passed_back(student: Student) -> None:
    """Objects go back as themselves, alone, in lists and as attributes of each other."""
    first, second = student.Layer(1, 2.0), student.Layer(1, 3.0)
    assert student.chain([first, second], 5.0) == 30.0
    assert student.chain(layers=(first,), x=-5.0, activation=student.relu) == 0.0
    first.set("before", second)
    first.value("before").step([1.0], rate=1.0)
    np.testing.assert_array_equal(second.value("w"), [2.0])


def test_objects_in_containers_are_objects(student: Student) -> None:
    """A dict or list of objects comes back as one, however deep they stand."""
    state = student.state()
    assert state["n"] == 2
    np.testing.assert_array_equal(state["layers"][1][0].value("w"), [0.0, 0.0])


def test_functions_are_objects(student: Student) -> None:
    """A function that was returned is called, and a student's own is passed on, as is a method."""
    add = student.make_adder(3)
    assert add(4) == 7
    assert student.looks_at(add, 1, 2) == [4, 5]
    assert student.looks_at(student.function("relu"), -1.0) == [0.0]
    layer = student.Layer(1, 2.0)
    np.testing.assert_array_equal(student.looks_at(layer.method("__call__"), 3.0), [[6.0]])


@pytest.mark.parametrize("name", ["Weights", "Pair", "row", "Words"])
def test_an_object_of_a_class_stays(student: Student, name: str) -> None:
    """An instance of a list's, tuple's, array's or text's subclass stays an object with its methods."""
    made = student.function(name)([1, 2])
    assert made.total() == 3
    assert student.total_of(made) == 3


def test_what_a_function_makes_can_stay(student: Student) -> None:
    """A function's list comes back as one, and stays where that is asked for."""
    assert student.make_weights() == [1, 2]
    assert student.make_weights.new().total() == 3


def test_a_class_that_is_something_else_has_no_methods(student: Student) -> None:
    """Where a class was asked for and a function gives None, the student is told, not the grader."""
    with pytest.raises(CallFailed, match="the NoneType has no forward"):
        student.Missing(3, 2).forward([1.0])


def test_iterators_compute_what_is_taken(student: Student) -> None:
    """A generator without an end gives its first items, and nothing more is computed."""
    iterator = student.batches.iterate(2)
    assert [next(iterator).tolist() for _ in range(3)] == [[0, 1], [2, 3], [4, 5]]
    assert list(student.short.iterate()) == [1, 2]


def test_iterators_fail_when_they_fail(student: Student) -> None:
    """The items before a failure came; the failure is the student's."""
    iterator = student.falls.iterate()
    assert next(iterator) == 1
    with pytest.raises(CallFailed, match="KeyError"):
        next(iterator)
    with pytest.raises(CallFailed, match="TypeError"):
        student.relu.iterate(1.0)


def test_endless_iterators_end(student: Student, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that takes everything is not kept for ever."""
    monkeypatch.setattr("autograder.checks.student.ITEMS_MAX", 20)
    iterator = student.batches.iterate(1)
    assert [next(iterator)[0] for _ in range(20)] == list(range(20))
    with pytest.raises(CallFailed, match="no end") as caught:
        next(iterator)
    assert caught.value.status == "value"


def test_formulas_stand_in_for_functions(student: Student) -> None:
    """A check's function is computed beside the student's code, and its calls are told, in order."""
    cube = Formula("x ** 3 + sin(0 * x)", "x", name="cube")
    reply = student.slope.reply(cube, 2.0)
    assert reply.value == pytest.approx(12.0)
    assert reply.calls == {"cube": [(pytest.approx(2.00001),), (pytest.approx(1.99999),)]}
    assert cube(2.0) == 8.0
    assert student.parameters(Formula("x + rate", "x", "rate")) == ["x", "rate"]


def test_formulas_remember_what_they_were_called_with(student: Student) -> None:
    """An array that is changed later is remembered as it was."""
    reply = student.shifted.reply(Formula("dot(w, w)", "w"), np.array([1.0, 2.0]))
    assert reply.value == 13.0
    np.testing.assert_array_equal(reply.calls["f"], [[[1.0, 2.0]], [[2.0, 3.0]]])
    np.testing.assert_array_equal(reply.args[1], [2.0, 3.0])


def test_formulas_write_down_so_much_and_no_more(student: Student) -> None:
    """A function that is called with large arrays many times is answered, and the first calls are told."""
    reply = student.looks_at.reply(Formula("float(x.sum())", "x"), *[np.full(100_000, 2.0)] * 10)
    assert reply.value == [200_000.0] * 10
    assert len(reply.calls["f"]) == 6
    np.testing.assert_array_equal(reply.calls["f"][0][0], np.full(100_000, 2.0))


def test_wrongly_called_formula_is_the_students_error(student: Student) -> None:
    """Calling it with too many arguments is a TypeError, as with any function."""
    with pytest.raises(CallFailed, match="TypeError"):
        student.looks_at(Formula("x + y", "x", "y"), 1)


def test_formula_is_one_expression() -> None:
    """What is no expression is refused when it is written, before any student's code sees it."""
    for text in ("x = 1", "import os", "x)", ""):
        with pytest.raises(SyntaxError):
            Formula(text, "x")


def test_figures_are_graded_by_their_data(student: Student) -> None:
    """What pyplot draws comes back as numbers and words."""
    (figure,) = student.draw.figures(4)
    (axes,) = figure.axes
    curve, level = axes.lines
    np.testing.assert_array_equal(curve.x, [0.0, 1.0, 2.0, 3.0])
    np.testing.assert_array_equal(curve.y, [0.0, 1.0, 4.0, 9.0])
    assert (curve.label, curve.style, curve.marker, level.label) == ("loss", "--", "None", "")
    assert (axes.title, axes.xlabel, axes.ylabel, axes.legend) == ("Training", "epoch", "loss", ("loss",))
    assert (axes.xscale, axes.yscale, axes.xlim) == ("linear", "log", (0.0, 9.0))


def test_returned_axes_are_their_figure(student: Student) -> None:
    """A function that returns axes rather than nothing is graded the same; a figure counts once."""
    (figure,) = student.draw_axes.figures()
    points, others = figure.axes
    assert (figure.title, points.points[0].label) == ("Both", "points")
    np.testing.assert_array_equal(points.points[0].y, [3.0, 4.0])
    np.testing.assert_array_equal(points.points[0].values, [0.0, 1.0])
    np.testing.assert_array_equal(others.bars.height, [4.0, 5.0])
    np.testing.assert_array_equal(others.images[0], [[1.0, np.nan]])
    assert (others.texts, others.filled) == (("here",), 1)


@pytest.mark.filterwarnings("ignore:FigureCanvasAgg is non-interactive")
def test_shown_figures_count(student: Student) -> None:
    """A drawing function that ends in plt.show, as in a notebook, is graded the same."""
    (figure,) = student.draw_shown.figures()
    np.testing.assert_array_equal(figure.axes[0].lines[0].y, [5.0, 6.0])
    assert student.draw_nothing.figures() == []


def test_no_figure_is_an_empty_list(student: Student) -> None:
    """A function that draws nothing has no figures, nor those of a call before."""
    student.draw(3)
    assert student.draw_nothing.figures() == []


def test_figures_under_a_name_are_graded_too(student: Student) -> None:
    """A notebook may draw at top level and keep the figure."""
    (figure,) = student.figures("kept")
    assert figure.axes[0].lines[0].label == "kept"
    assert student.figures("RATE") == []


def test_transcript_is_plain(student: Student, transcript: Transcript) -> None:
    """Objects stand as their type's name, figures as dicts, formulas as text: so transcripts compare."""
    layer = student.Layer(1)
    layer.set("w", 1.0)
    student.chain([layer], 2.0)
    student.looks_at(Formula("x", "x"), 1)
    student.draw.figures(2)
    said = [(call.kind, call.name, call.args) for call in transcript.calls]
    assert said == [
        ("call", "Layer", (1,)),
        ("assign", "Layer.w", (1.0,)),
        ("call", "chain", (["<Layer>"], 2.0)),
        ("call", "looks_at", ("f(x) = x", 1)),
        ("call", "draw", (2,)),
    ]
    assert transcript.calls[0].outcome == "<Layer>"
    assert transcript.calls[-1].outcome[0]["axes"][0]["title"] == "Training"


Forge = Callable[[str], CallFailed]


@pytest.fixture
def forge(zygote: Zygote) -> Forge:
    """Let a student's process say what it likes where a figure, an object or a call is expected."""

    def forged(reply: str) -> CallFailed:
        source = (
            "import sys\nfrom autograder.sandbox import messages, wire\n"
            "w = sys.modules['autograder.sandbox.responder']\n"
            "def answer(self, request, body):\n"
            f"    value, after = {reply}\n"
            "    return messages.ReplyHead('ok', request.nonce), wire.encode(value), after\n"
            "w.Responder._answer = answer"
        )
        with Session(zygote, [(0, source)], Limits()) as session:
            session.run()
            with pytest.raises(CallFailed) as caught:
                Student(session, Budget(5.0), Transcript("test_it")).draw.figures()
        return caught.value

    return forged


@pytest.mark.parametrize(
    "reply",
    [
        "5, None",
        "[5], None",
        "[{}], None",
        "[{'title': 'a', 'axes': [{'title': 5}]}], None",
        "[], wire.encode([1, 2])",
        "[], wire.encode([[], {}, 5])",
        "[], wire.encode([[], {}, [[5, 5]]])",
        "[], wire.encode([[], {}, [[[], [5]]]])",
        "[], wire.encode(b'')",
    ],
)
def test_forged_replies_are_protocol_failures(forge: Forge, reply: str) -> None:
    """What is no figure and no list of calls costs the question, and nothing else."""
    assert forge(reply).status == "protocol"
