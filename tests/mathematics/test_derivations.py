"""Judging derivations line by line: right ones in many forms, slips by name, and what is no derivation."""

import numpy as np
import pytest

from autograder.mathematics.derivations import Judge, Task, judge
from autograder.mathematics.prover import Equality, LocalProver
from autograder.mathematics.steps import MOST_EXPLAINED, MOST_LINES, MOST_STEPS

SIGMA_TEXT = "1/(1 + exp(-x))"
SIGMA = Task("the derivative of sigma", SIGMA_TEXT, {"sigma": SIGMA_TEXT}, ("sigma",), min_lines=4)
UP, DOWN = "(exp(z) - exp(-z))", "(exp(z) + exp(-z))"
TANH_BY_QUOTIENT = Task(
    "the derivative of tanh, by the quotient rule", f"{UP}/{DOWN}", {}, ("tanh",), variable="z"
)
TANH_BY_SIGMA = Task(
    "the derivative of tanh, through sigma", "2*sigma(2*x) - 1", {"sigma": SIGMA_TEXT}, ("tanh",), min_lines=3
)
SOFTPLUS = Task(
    "the derivative of softplus", "log(1 + exp(t))", {"sigma": "1/(1 + exp(-t))"}, ("sigma",), variable="t"
)
ARCTAN = Task("the derivative of arctan", "atan(x)", final_variable=True, min_lines=3)
SWISH = Task("the derivative of x*sigma(x)", "x*sigma(x)", {"sigma": SIGMA_TEXT}, ("sigma",), True, 3)

SIGMA_LINES = [
    "D(1/(1 + exp(-x)), x)",
    "D((1 + exp(-x))**-1, x)",
    "-(1 + exp(-x))**-2*(-exp(-x))",
    "exp(-x)/(1 + exp(-x))**2",
    "1/(1 + exp(-x))*(1 - 1/(1 + exp(-x)))",
    "sigma(x)*(1 - sigma(x))",
]

RIGHT = {
    "sigma by the power rule": (SIGMA, SIGMA_LINES),
    "sigma by the quotient rule": (
        SIGMA,
        [
            "D(sigma(x), x)",
            "(D(1, x)*(1 + exp(-x)) - 1*D(1 + exp(-x), x))/(1 + exp(-x))**2",
            "(0*(1 + exp(-x)) - (0 - exp(-x)))/(1 + exp(-x))**2",
            "exp(-x)/(1 + exp(-x))**2",
            "sigma(x)*sigma(-x)",
        ],
    ),
    "sigma in e's and NumPy's spelling": (
        SIGMA,
        [
            "D(1/(1+np.exp(-x)), x)",
            "D((1+e**(−x))**(-1), x)",
            "= (1+e**-x)**-2 * math.exp(-x)",
            "= σ(x)**2 * exp(-x)   # nearly there",
            "",
            "= sigmoid(x) - sigmoid(x)**2",
        ],
    ),
    "sigma with several steps on a line": (
        SIGMA,
        ["D(sigma(x), x) = D(1/(1 + exp(-x)), x)", "= exp(-x)/(1 + exp(-x))**2 =", "sigma(x)*(1 - sigma(x))"],
    ),
    "tanh by the quotient rule, as on the slide": (
        TANH_BY_QUOTIENT,
        [
            f"D({UP}/{DOWN}, z)",
            f"{DOWN}/{DOWN}**2*D({UP}, z) - {UP}/{DOWN}**2*D({DOWN}, z)",
            f"{DOWN}*{DOWN}/{DOWN}**2 - {UP}*{UP}/{DOWN}**2",
            f"({DOWN}**2 - {UP}**2)/{DOWN}**2",
            f"1 - ({UP}/{DOWN})**2",
            "1 - tanh(z)**2",
        ],
    ),
    "tanh through sigma, as on the slide": (
        TANH_BY_SIGMA,
        [
            "D(2*sigma(2*x) - 1, x)",
            "2*sigma(2*x)*(2 - 2*sigma(2*x))",
            "(tanh(x) + 1)*(1 - tanh(x))",
            "1 - tanh(x)**2",
        ],
    ),
    "softplus": (
        SOFTPLUS,
        [
            "D(log(1 + exp(t)), t)",
            "1/(1 + exp(t))*D(1 + exp(t), t)",
            "exp(t)/(1 + exp(t))",
            "1/(exp(-t) + 1)",
            "sigma(t)",
        ],
    ),
    "arctan by the inverse function": (
        ARCTAN,
        [
            "D(arctan(x), x)",
            "1/(1 + tan(arctan(x))**2)",
            "1/(1 + x**2)",
        ],
    ),
    "arctan with a cosine": (
        ARCTAN,
        ["D(atan(x), x)", "cos(atan(x))**2", "1/(1 + tan(atan(x))**2)", "1/(x*x + 1)"],
    ),
    "swish by the product rule": (
        SWISH,
        [
            "D(x*sigma(x), x)",
            "D(x, x)*sigma(x) + x*D(sigma(x), x)",
            "sigma(x) + x*sigma(x)*(1 - sigma(x))",
        ],
    ),
}


@pytest.fixture(scope="module")
def prover() -> LocalProver:
    """Give one prover to many judgements."""
    return LocalProver()


@pytest.mark.parametrize("name", RIGHT)
def test_right_derivations_hold_in_every_aspect(name, prover):
    """A right derivation loses nothing, whichever route it takes and however it is spelled."""
    task, lines = RIGHT[name]
    report = judge(task, lines, prover)
    assert (report.message, report.first_broken) == ("", None)
    assert [row.ok for row in report.exhibit.rows[1:]] == [True] * (len(report.exhibit.rows) - 1)
    assert all(row.expressions for row in report.exhibit.rows)


@pytest.mark.parametrize("name", RIGHT)
@pytest.mark.parametrize(
    "container", [tuple, "\n".join, lambda lines: np.array(lines)], ids=["tuple", "text", "array"]
)
def test_containers_make_no_difference(name, container, prover):
    """A tuple, an array, or one text with line breaks is as good as a list."""
    task, lines = RIGHT[name]
    assert judge(task, container(lines), prover).message == ""


SLIPS = {
    "sigma: inner derivative forgotten": (
        SIGMA, ["D((1 + exp(-x))**-1, x)", "-(1 + exp(-x))**-2", "-sigma(x)**2"], 2, "chain rule",
    ),
    "sigma: sign of -x forgotten": (
        SIGMA, [*SIGMA_LINES[:2], "-(1 + exp(-x))**-2*exp(-x)", "-sigma(x)*(1 - sigma(x))"], 3, "chain rule",
    ),
    "sigma: exponent not lowered": (
        SIGMA, [*SIGMA_LINES[:2], "-(1 + exp(-x))**-1*(-exp(-x))", "1 - sigma(x)"], 3, "power rule",
    ),
    "sigma: factor lost": (
        SIGMA, [*SIGMA_LINES[:2], "(1 + exp(-x))**-2*(-exp(-x))"], 3, "power rule",
    ),
    "sigma: denominator not squared": (
        SIGMA, ["D(1/(1 + exp(-x)), x)", "exp(-x)/(1 + exp(-x))", "1 - sigma(x)"], 2, "quotient rule",
    ),
    "sigma: a wrong rule from memory": (
        SIGMA, ["D(sigma(x), x)", "sigma(x)*(1 + sigma(x))"], 2, "derivative of a function",
    ),
    "tanh: terms of the numerator swapped": (
        TANH_BY_QUOTIENT, [f"D({UP}/{DOWN}, z)", f"({UP}*{UP} - {DOWN}*{DOWN})/{DOWN}**2"], 2,
        "quotient rule",
    ),
    "tanh: terms of the numerator added": (
        TANH_BY_QUOTIENT, [f"D({UP}/{DOWN}, z)", f"({DOWN}*{DOWN} + {UP}*{UP})/{DOWN}**2"], 2,
        "quotient rule",
    ),
    "tanh: derivatives divided": (
        TANH_BY_QUOTIENT, [f"D({UP}/{DOWN}, z)", f"{DOWN}/{UP}", "1/tanh(z)"], 2, "quotient rule",
    ),
    "tanh: square of the denominator lost": (
        TANH_BY_QUOTIENT, [f"D({UP}/{DOWN}, z)", f"({DOWN}**2 - {UP}**2)/{DOWN}"], 2, "quotient rule",
    ),
    "tanh: exp(-z) without its minus": (
        TANH_BY_QUOTIENT, [f"D({UP}/{DOWN}, z)", f"({UP}*{DOWN} - {UP}*{UP})/{DOWN}**2"], 2, "chain rule",
    ),
    "tanh through sigma: inner 2 forgotten": (
        TANH_BY_SIGMA, ["D(2*sigma(2*x) - 1, x)", "2*sigma(2*x)*(1 - sigma(2*x))"], 2, "chain rule",
    ),
    "tanh through sigma: outer 2 lost": (
        TANH_BY_SIGMA, ["2*D(sigma(2*x), x)", "2*sigma(2*x)*(1 - sigma(2*x))"], 2, "chain rule",
    ),
    "tanh through sigma: derivative of the constant": (
        TANH_BY_SIGMA, ["D(2*sigma(2*x) - 1, x)", "4*sigma(2*x)*(1 - sigma(2*x)) - 1"], 2,
        "derivative of a constant",
    ),
    "softplus: inner derivative forgotten": (
        SOFTPLUS, ["D(log(1 + exp(t)), t)", "1/(1 + exp(t))", "1 - sigma(t)"], 2, "chain rule",
    ),
    "softplus: derivative of the 1": (
        SOFTPLUS, ["D(log(1 + exp(t)), t)", "(1 + exp(t))/(1 + exp(t))"], 2, "derivative of a constant",
    ),
    "softplus: exp as a power": (
        SOFTPLUS, ["D(log(1 + exp(t)), t)", "1/(1 + exp(t))*t*exp(t - 1)"], 2, "power rule",
    ),
    "arctan: a wrong sign": (
        ARCTAN, ["D(atan(x), x)", "1/(1 - x**2)"], 2, "derivative of a function",
    ),
    "arctan: the arcsine's root": (
        ARCTAN, ["D(atan(x), x)", "1/sqrt(1 - x**2)"], 2, "derivative of a function",
    ),
    "swish: the derivatives multiplied": (
        SWISH, ["D(x*sigma(x), x)", "1*sigma(x)*(1 - sigma(x))"], 2, "product rule",
    ),
    "swish: a term missing": (
        SWISH, ["D(x*sigma(x), x)", "x*sigma(x)*(1 - sigma(x))"], 2, "product rule",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_slips_are_named_at_their_line(name, prover):
    """The first false line is found, the slip that leads to it is named, and a point shows the difference."""
    task, lines, line, rule = SLIPS[name]
    report = judge(task, lines, prover)
    assert (report.first_broken, report.equality.verdict) == (line, "fails")
    assert rule in report.slips
    assert f"Line {line} does not equal" in report.equality.message
    assert f" At {task.variable} = " in report.equality.message
    assert report.exhibit.rows[line - 1].ok is False
    assert report.derivative_removed.verdict == "fails"


def test_witness_is_the_truth_at_that_point(prover):
    """What the message says about the point can be checked by hand: sigma'(1) is 0.196612."""
    report = judge(SIGMA, ["D(sigma(x), x)", "sigma(x)"], prover)
    assert "At x = 1 the one before is 0.196612, this is 0.731059." in report.equality.message


def test_one_false_line_costs_the_steps_after_it_nothing(prover):
    """Only the line that breaks is false; what follows rightly from it is not called false."""
    task, lines, *_ = SLIPS["sigma: sign of -x forgotten"]
    report = judge(task, lines, prover)
    assert [row.ok for row in report.exhibit.rows] == [None, True, False, True]
    assert report.answer.verdict == "fails"


def test_a_wrong_start_is_shown_at_its_line(prover):
    """A first line that is not D of the function carries its own note, and does not make others false."""
    rows = judge(SIGMA, SIGMA_LINES[2:], prover).exhibit.rows
    assert [row.ok for row in rows] == [False, True, True, True]
    assert rows[0].note.startswith("Line 1 has no D: line 1 should be D of the function itself")


@pytest.mark.parametrize(
    ("lines", "aspects"),
    [
        (SIGMA_LINES[:1] + SIGMA_LINES[-1:], {"steps_shown"}),
        ([*SIGMA_LINES, SIGMA_LINES[-1]], {"steps_shown"}),
        ([*SIGMA_LINES[:-1], "(sigma(x))*(1 - sigma(x))", "sigma(x)*(1-sigma(x))"], {"steps_shown"}),
        (SIGMA_LINES[1:], set()),
        (SIGMA_LINES[2:], {"first_line", "derivative_removed"}),
        (["exp(-x)*D(x, x)/(1 + exp(-x))**2", *SIGMA_LINES[3:]], {"first_line"}),
        (["D(tanh(x), x)", *SIGMA_LINES[1:]], {"first_line", "equality"}),
        (SIGMA_LINES[:-1], {"final_form"}),
        (
            [*SIGMA_LINES[:2], "D(sigma(x), x)", "D(1/(1 + exp(-x)), x)"],
            {"derivative_removed", "final_form", "answer"},
        ),
        ([*SIGMA_LINES[:-1], "sigma(x)*(1 + sigma(x))"], {"equality", "answer"}),
        ([*SIGMA_LINES[:-1], "sigma(x)*(1 - sigma(x)) + 0*x"], {"final_form"}),
        ([*SIGMA_LINES[:-1], "sigma(x)*(1 - sigma(log(exp(x))))"], {"final_form"}),
        ([*SIGMA_LINES[:-1], "sigma(x)*(1 - sigma(x))*e/e"], {"final_form"}),
        ([*SIGMA_LINES[:-1], "sigma(x)*(2 - sigma(x) - sigma(0)*2)"], set()),
        (["D(1/(1+e**-x), x)", *SIGMA_LINES[1:]], set()),
    ],
)  # fmt: skip
def test_each_aspect_fails_by_itself(lines, aspects, prover):
    """What is wrong with one thing asked costs nothing of the others."""
    report = judge(SIGMA, lines, prover)
    assert {name for name, aspect in report.aspects.items() if not aspect} == aspects, report.message


@pytest.mark.parametrize(
    "last",
    [
        "sigma(x) - sigma(x)**2", "sigma(x)*sigma(-x)", "(1 - sigma(-x))*sigma(-x)", "-(sigma(x)-1)*sigma(x)",
        "0.25 - (sigma(x) - 0.5)**2", "sigma(x)**2*(1/sigma(x) - 1)", "sigma(x)/(1 + sigma(x)/sigma(-x))",
    ],
)  # fmt: skip
def test_last_line_may_have_any_equal_form(last, prover):
    """The end is judged by what it is, in sigma alone, not by how it looks."""
    assert judge(SIGMA, [*SIGMA_LINES[:-1], last], prover).message == ""


def test_not_readable_is_told_apart_from_wrong(prover):
    """An unreadable line says so, is never called false, and leaves the readable lines judged."""
    lines = [*SIGMA_LINES[:3], "exp(-x)/(1 + exp(-x))^2", *SIGMA_LINES[4:]]
    report = judge(SIGMA, lines, prover)
    assert report.readable.message == report.equality.message
    assert (
        "Line 4 is not readable: ^ cannot be read: write ** for a power (column 22)."
        in report.readable.message
    )
    assert (report.first_broken, report.exhibit.rows[3].ok, report.exhibit.rows[3].expressions) == (
        None,
        None,
        (),
    )
    assert [
        bool(report.aspects[name]) for name in ("first_line", "derivative_removed", "final_form", "answer")
    ] == [True] * 4


def test_a_false_line_is_told_before_an_unreadable_one(prover):
    """Where both happen, the broken step is what the equality check speaks of."""
    report = judge(SIGMA, ["D(sigma(x), x)", "sigma(x)", "x^2"], prover)
    assert (report.first_broken, report.readable.verdict) == (2, "fails")
    assert report.equality.message.startswith("Line 2 does not equal")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (None, "nothing (None)"),
        ([], "no lines yet"),
        (["", "  ", "# later"], "no lines yet"),
        (3, "of type int"),
        ({"a": 1}, "of type dict"),
        (["x", 3], "line 2 is of type int"),
        ([["x"]], "line 1 is of type list"),
        ([1.0, 2.0], "line 1 is of type float"),
        ([None], "line 1 is of type NoneType"),
        ([b"x"], "line 1 is of type bytes"),
        (np.zeros(3), "line 1 is of type float"),
        (np.zeros((2, 2)), "of type ndarray"),
        (["x"] * 10_000, f"more than {MOST_LINES} lines"),
        ("x\n" * 10_000, f"more than {MOST_LINES} lines"),
    ],
)
def test_what_is_no_derivation_is_not_readable(lines, reason, prover):
    """Whatever else was handed in is named for what it is, in every aspect."""
    report = judge(SIGMA, lines, prover)
    assert all(reason in aspect.message for aspect in report.aspects.values())
    assert (report.first_broken, report.exhibit.rows) == (None, ())


HOSTILE = [
    "x" * 100_000, "(" * 990, "9**9**9**9", "1e400", "nan", "1j", "x.__class__", "__import__('os')",
    "lambda: x", "[x for x in x]", "'a'*10**9", "exp(" * 38 + "x" + ")" * 38, "tanh(" * 38 + "x" + ")" * 38,
    "\ud800", "\0", "<script>alert(1)</script>", "x=" * 400 + "x", "0/0", "log(-1 - x**2)", "sqrt(-1)*x",
    "1/(x - x)", "９＋１", "sigma" * 150, "D(" * 30 + "sigma(x*x)" + ", x)" * 30, "x**x**x**x",
    "sin(10**10**4)",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_lines_end_in_a_verdict(text, prover):
    """Whatever a line holds, the judgement ends, in words, and never in full marks."""
    report = judge(SIGMA, ["D(sigma(x), x)", text, "sigma(x)*(1 - sigma(x))"], prover)
    assert not report.equality
    assert report.equality.message
    assert report.answer


def test_what_cannot_be_decided_waits_for_a_person(prover):
    """Doubt is neither false nor proved."""
    report = judge(SIGMA, ["D(sigma(x), x)", "9**9**9**9", "sigma(x)*(1 - sigma(x))"], prover)
    assert (report.equality.verdict, report.first_broken) == ("unknown", None)
    assert report.exhibit.rows[1].ok is None


def test_chains_cannot_multiply_the_work(prover):
    """Sixty expressions are read, however few lines hold them."""
    report = judge(SIGMA, ["=".join(["x"] * 40)] * 2, prover)
    assert f"more than the {MOST_STEPS} expressions" in report.readable.message


def test_messages_stay_short(prover):
    """Sixty unreadable lines are told by the first few and a count."""
    report = judge(SIGMA, [f"x^{n}" for n in range(60)], prover)
    assert report.readable.message.endswith(" And 57 more.")


class CountingProver(LocalProver):
    """Counts how often slips are looked for."""

    def __init__(self) -> None:
        super().__init__()
        self.searches = 0

    def matches(self, target, candidates, definitions):
        """Count, then decide."""
        self.searches += len(candidates) > 1
        return super().matches(target, candidates, definitions)


def test_slips_are_looked_for_in_the_first_false_lines_only():
    """A page of false lines costs no more searches than a few."""
    counting = CountingProver()
    judge(SIGMA, [f"D(x**{n}, x)" for n in range(2, 40)], counting)
    assert counting.searches == MOST_EXPLAINED


class NoProver:
    """A prover that decides nothing."""

    def equal(self, left, right, definitions):
        """Leave it open."""
        return Equality("unknown", reason="the proof was stopped (cpu)")

    def matches(self, target, candidates, definitions):
        """Leave it open."""
        return ()


def test_a_stopped_proof_fails_nothing():
    """Where every proof was stopped, everything that needs one is unknown, with the reason."""
    report = judge(SIGMA, SIGMA_LINES, NoProver())
    verdicts = {name: aspect.verdict for name, aspect in report.aspects.items()}
    assert verdicts == {
        "readable": "holds", "first_line": "unknown", "equality": "unknown", "derivative_removed": "unknown",
        "final_form": "holds", "answer": "unknown", "steps_shown": "holds",
    }  # fmt: skip
    assert "(cpu)" in report.equality.message


def test_judge_remembers_reports_by_what_they_say():
    """The same lines are judged once, whatever holds them; other lines and other tasks anew."""
    judged = Judge(LocalProver())
    first = judged.judge(SIGMA, SIGMA_LINES)
    assert judged.judge(SIGMA, "\n".join(SIGMA_LINES)) is first
    assert judged.judge(SIGMA, SIGMA_LINES[:-1]) is not first
    assert judged.judge(SWISH, SIGMA_LINES) is not first
    assert judged.judge(SIGMA, None) == judge(SIGMA, None, LocalProver())


def test_aspects_tell_what_holds_what_fails_and_what_nobody_knows(prover):
    """Each with its words."""
    report = judge(SIGMA, ["D(sigma(x), x)", "9**9**9**9", "sigma(x)*(1 - sigma(x))"], prover)
    assert (report.answer.verdict, report.answer.message) == ("holds", "")
    assert report.equality.verdict == "unknown"
    assert report.steps_shown.verdict == "fails"
    assert report.steps_shown.message.startswith("There are 3 lines")


@pytest.mark.parametrize(
    ("task", "rule"),
    [
        (SIGMA, "The last line holds numbers and sigma(x) alone: no D, and no other function."),
        (ARCTAN, "The last line holds numbers and x alone: no D, and no other function."),
        (SWISH, "The last line holds numbers, sigma(x) and x alone: no D, and no other function."),
        (TANH_BY_QUOTIENT, "The last line holds numbers and tanh(z) alone: no D, and no other function."),
    ],
)
def test_rules_can_be_printed(task, rule):
    """What is asked of the end is one sentence, and the same as what is checked."""
    assert task.final_rule == rule


def test_steps_rule_can_be_printed():
    """So is what "steps shown" means."""
    assert SIGMA.steps_rule == "At least 4 lines, and no line repeats the one before it."
