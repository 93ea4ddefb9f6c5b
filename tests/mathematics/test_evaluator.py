"""Deciding equality, against sympy, mpmath's numerical derivatives and hand-worked values."""

import subprocess
import sys

import mpmath
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from autograder.mathematics import evaluator
from autograder.mathematics.display import to_text
from autograder.mathematics.grammar import parse
from autograder.mathematics.prover import LocalProver
from autograder.mathematics.trees import (
    Application,
    Binary,
    Constant,
    Derivative,
    Negative,
    Variable,
    flat,
    number,
)

SIGMA = {"sigma": parse("1/(1 + exp(-x))")}
X = sympy.Symbol("x", real=True)


def equality(left: str, right: str):
    """Return what a fresh prover says about two texts."""
    return LocalProver().equal(parse(left, SIGMA), parse(right, SIGMA), SIGMA)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("D(sigma(x), x)", "sigma(x)*(1 - sigma(x))"),
        ("D(sigma(x), x)", "sigma(x)*sigma(-x)"),
        ("D(tanh(x), x)", "sech(x)**2"),
        ("D(tanh(x), x)", "1 - (exp(2*x) - 1)**2/(exp(2*x) + 1)**2"),
        ("tanh(x)", "2*sigma(2*x) - 1"),
        ("D(log(sigma(x)), x)", "sigma(-x)"),
        ("D(log(1 + exp(x)), x)", "sigma(x)"),
        ("D(x*sigma(x), x)", "sigma(x) + x*sigma(x) - x*sigma(x)**2"),
        ("D(atan(x), x)", "1/(1 + x**2)"),
        ("D(D(sigma(x), x), x)", "sigma(x)*(1 - sigma(x))*(1 - 2*sigma(x))"),
        ("log(sigma(x))", "-log(1 + exp(-x))"),
        ("sin(x)**2 + cos(x)**2", "1"),
        ("abs(x)", "sqrt(x**2)"),
        ("sqrt(x)**2", "x"),
        ("x**x", "exp(x*log(x))"),
        ("D(x**x, x)", "x**x*(1 + log(x))"),
        ("D(2**x, x)", "2**x*log(2)"),
        ("D(abs(x), x)", "x/abs(x)"),
        ("D(cosh(x)**2 - sinh(x)**2, x)", "0"),
        ("coth(x)*tanh(x)", "1"),
        ("e**(2*x)", "exp(x)**2"),
        ("exp(x)**1000000", "exp(1000000*x)"),
        ("x**2/x", "x"),
    ],
)
def test_equal_functions_are_equal(left, right):
    """The same function is recognised however it is written."""
    assert equality(left, right).verdict == "equal"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("x", "x + 1e-30"),
        ("x", "x + 10**-1000"),
        ("x", "x + exp(-10**6)"),
        ("sin(x)", "sin(x) + 1e-40"),
        ("sqrt(x**2)", "x"),
        ("D(tanh(x), x)", "1 - tanh(x)"),
        ("D(sigma(x), x)", "sigma(x)*(1 + sigma(x))"),
        ("x**100000", "x**100001"),
        ("(-8)**(1/3)", "-2"),
        ("1/(x - x)", "x"),
        ("x", "x*log(-1 - x**2)/log(-1 - x**2)"),
    ],
)
def test_different_functions_are_different(left, right):
    """However small the difference, and also where only a part of the line agrees."""
    assert equality(left, right).verdict == "different"


@pytest.mark.parametrize(
    ("left", "right", "witness"),
    [
        ("x**2", "2*x", ("1", "1.0", "2.0")),
        ("sqrt(x**2)", "x", ("-1", "1.0", "-1.0")),
        ("sigma(x)", "x", ("1", "0.731059", "1.0")),
        ("x", "x + 1e-8", ("1", "1.0", "1.00000001")),
        ("log(x)", "x", ("1", "0.0", "1.0")),
        ("1/(x - x)", "x", ("1", "undefined", "1.0")),
    ],
)
def test_witness_is_a_plain_point_with_both_values(left, right, witness):
    """A difference is shown at a point a student can check by hand, with enough digits to see it."""
    found = equality(left, right)
    assert (found.point, found.left, found.right) == witness


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("9**9**9**9", "x"),
        ("sqrt(-1 - x**2)", "sqrt(-1 - x**2)"),
        ("D(" * 20 + "tanh(tanh(x))*exp(tan(x))" + ", x)" * 20, "x"),
    ],
)
def test_what_cannot_be_computed_is_unknown(left, right):
    """Numbers and expressions too large to work with, and functions without values, end in doubt."""
    assert equality(left, right).verdict == "unknown"


def test_what_vanishes_at_every_plain_point_is_seen():
    """A difference made to be zero at all the points everybody knows is found at a drawn one."""
    zeros = "*".join(f"(x - {point})" for point in evaluator.POINTS)
    found = equality("sigma(x)", f"sigma(x) + sin(x)*{zeros}")
    assert found.verdict == "different"
    assert evaluator.Fraction(found.point) not in evaluator.POINTS


def test_what_is_defined_at_a_few_plain_points_only_is_unknown():
    """Agreement where somebody chose that there is anything to agree on proves nothing."""
    zeros = "*".join(f"(x - {point})**2" for point in evaluator.POINTS[:9])
    assert equality("x", f"x + sqrt(-{zeros})").verdict == "unknown"


def test_points_are_drawn_from_the_question():
    """The same question has the same points every time; another question has others."""
    assert evaluator._drawn_points("a") == evaluator._drawn_points("a")
    assert not set(evaluator._drawn_points("a")) & set(evaluator._drawn_points("b"))
    for point, (low, high) in zip(evaluator._drawn_points("a"), evaluator.DRAWN_BETWEEN, strict=True):
        assert low < point < high


@pytest.mark.parametrize(
    "text",
    [
        "exp(" * 38 + "x" + ")" * 38,
        "tanh(" * 38 + "x" + ")" * 38,
        "sqrt(" * 38 + "x" + ")" * 38,
        "sin(exp(1000000 + 0*x))",
        "sin(2**1000000 + x)",
        "(x + 1/3)**64**64",
        "x**x**x**x**x",
        "+".join(f"x**0.{n}" for n in range(10, 60)),
        "(x/3 + 1234567890123456789/7654321)**60*(x/7 + 3/1234567890123456789)**60",
    ],
)
def test_hostile_expressions_stay_within_their_work(text):
    """Whatever is asked, the work of one question is bounded, and an answer comes."""
    answer = evaluator.equal(flat(parse(text)), flat(parse(f"{text} + abs(x) - sqrt(x**2)")), {})
    assert answer["verdict"] in ("equal", "different", "unknown")
    assert answer["work"] <= evaluator._forms.MOST_WORK * 1.2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("log(x)", "log(x**2)/2"),
        ("log(-x) + 1", "1 + log(-x)"),
        ("sqrt(1 - x**2)**2", "1 - x**2"),
        ("sqrt(-x)*sqrt(-x)", "-x"),
        ("4*atan(1)", "pi"),
        ("x**(1/3)*x**(2/3)", "x"),
        ("D(log(abs(x)), x)", "1/x"),
    ],
)
def test_functions_are_compared_where_both_are_defined(left, right):
    """Domains of logarithms and roots leave enough points, the drawn ones among them."""
    assert equality(left, right).verdict == "equal"


def test_functions_defined_by_one_another_are_unknown():
    """A circle of definitions ends."""
    circle = {"f": parse("g(x)", ("g",)), "g": parse("f(x)", ("f",))}
    assert LocalProver().equal(parse("f(x)", ("f",)), parse("x"), circle).verdict == "unknown"


def test_matches_finds_the_candidates_that_are_the_same():
    """Several candidates are compared with one target at once."""
    target, candidates = parse("(x + 1)**2"), ["x**2 + 1", "x**2 + 2*x + 1", "9**9**9**9", "(1 + x)*(x + 1)"]
    assert LocalProver().matches(target, [parse(text) for text in candidates], {}) == (1, 3)


def test_evaluator_works_when_loaded_by_its_path_alone():
    """In the mathematics process there is the folder and nothing else of ours."""
    code = (
        "import importlib.util, sys\n"
        f"spec = importlib.util.spec_from_file_location('evaluator', {evaluator.__file__!r})\n"
        "module = importlib.util.module_from_spec(spec); sys.modules['evaluator'] = module\n"
        "spec.loader.exec_module(module)\n"
        "assert not any(name.startswith('autograder') for name in sys.modules)\n"
        "print(module.equal([['variable']], [['variable']], {})['verdict'])\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("equal", "")


def test_no_child_of_the_warm_process_imports_anything():
    """What a proof needs, and what numpy needs for random numbers, is there once the file was loaded."""
    code = (
        "import importlib.util, sys, numpy\n"
        f"spec = importlib.util.spec_from_file_location('evaluator', {evaluator.__file__!r})\n"
        "module = importlib.util.module_from_spec(spec); sys.modules['evaluator'] = module\n"
        "spec.loader.exec_module(module)\n"
        "before = set(sys.modules); numpy.random.seed(0)\n"
        "module.equal([['variable'], ['call', 'atan', 0]], [['variable'], ['call', 'sin', 0]], {})\n"
        "print(sorted(set(sys.modules) - before))\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


LEAVES = st.one_of(st.integers(1, 5).map(number), st.just(Variable("x")), st.just(Constant("e")))
SMOOTH = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(Negative, parts),
        st.builds(Binary, st.sampled_from(["+", "-", "*", "/"]), parts, parts),
        st.builds(Binary, st.just("**"), parts, st.integers(-2, 3).map(number)),
        st.builds(
            Application, st.sampled_from(["exp", "tanh", "sin", "cos", "atan", "sinh", "sech", "cosh"]), parts
        ),
    ),
    max_leaves=6,
)


def as_sympy(tree):
    """Return our tree as sympy reads its text: an independent reader and an independent calculus."""
    return sympy.sympify(to_text(tree), locals={"x": X, "e": sympy.E})


@settings(max_examples=60, deadline=None, derandomize=True)
@given(SMOOTH)
def test_derivatives_agree_with_sympys(tree):
    """D of any tree, evaluated by us, is the derivative that sympy finds."""
    theirs = sympy.diff(as_sympy(tree), X)
    forms = evaluator._forms.Forms({})
    node = forms.read(flat(Derivative(tree, "x")))
    ours = evaluator._intervals.Values(forms).at(node, evaluator.POINTS[8], 200)
    assume(not isinstance(ours, str))
    exact = sympy.N(theirs.subs(X, sympy.Rational(17, 13)), 40)
    assume(exact.is_real and abs(exact) < sympy.Float("1e200"))
    low, high = (mpmath.mp.make_mpf(end) for end in ours._mpi_)
    with mpmath.workdps(40):
        theirs_value = mpmath.mpf(str(exact))
        slack = mpmath.mpf(10) ** -30 * (1 + abs(theirs_value))
        assert low - slack <= theirs_value <= high + slack


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("1/(1 + exp(-x))", lambda x: 1 / (1 + mpmath.exp(-x))),
        ("tanh(x)", mpmath.tanh),
        ("log(1 + exp(x))", lambda x: mpmath.log(1 + mpmath.exp(x))),
        ("atan(x)**2", lambda x: mpmath.atan(x) ** 2),
        ("coth(x)", mpmath.coth),
        ("sech(x)", mpmath.sech),
        ("sqrt(x**2 + 1)", lambda x: mpmath.sqrt(x * x + 1)),
        ("tan(x)", mpmath.tan),
        ("x**pi", lambda x: x**mpmath.pi),
    ],
)
def test_derivatives_agree_with_centred_differences(text, function):
    """D agrees with mpmath's numerical derivative of the function itself."""
    forms = evaluator._forms.Forms({})
    node = forms.read(flat(parse(f"D({text}, x)")))
    value = evaluator._intervals.Values(forms).at(node, evaluator.POINTS[8], 120)
    with mpmath.workdps(30):
        expected = mpmath.diff(function, mpmath.mpf(17) / 13)
        assert mpmath.almosteq(mpmath.mp.make_mpf(value._mpi_[0]), expected, rel_eps=mpmath.mpf("1e-15"))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(SMOOTH, SMOOTH)
def test_verdicts_agree_with_sympys_values(left, right):
    """What is called equal has equal values by sympy's arithmetic, and what differs there is different."""
    verdict = LocalProver().equal(left, right, {}).verdict
    assume(verdict != "unknown")
    for point in (sympy.Rational(17, 13), sympy.Rational(-23, 19)):
        values = [sympy.N(as_sympy(tree).subs(X, point), 30, maxn=200) for tree in (left, right)]
        assume(all(v.is_real and v.is_finite and abs(v) < sympy.Float("1e50") for v in values))
        same = abs(values[0] - values[1]) <= sympy.Float("1e-20") * (1 + abs(values[0]))
        assert same or verdict == "different"
