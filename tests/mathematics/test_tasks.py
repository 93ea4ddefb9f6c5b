"""Tasks: what is to be derived, in any variable and with any named functions."""

import pytest

from autograder.mathematics.derivations import judge
from autograder.mathematics.display import to_text
from autograder.mathematics.grammar import NotReadable
from autograder.mathematics.prover import LocalProver
from autograder.mathematics.tasks import Task, listed


@pytest.mark.parametrize("variable", ["x", "z", "t", "θ", "v1", "u_2"])
def test_any_letter_may_be_the_variable(variable):
    """The whole judgement, its messages and its formulas speak of the task's own variable."""
    task = Task("a power", f"(3*{variable} + 1)**2", final_variable=True, min_lines=2, variable=variable)
    prover = LocalProver()
    right = [f"D((3*{variable} + 1)**2, {variable})", f"6*(3*{variable} + 1)"]
    assert judge(task, right, prover).message == ""
    wrong = judge(task, [right[0], f"2*(3*{variable} + 1)"], prover)
    assert wrong.slip == "chain rule"
    assert f"At {variable} = 1 the one before is 24.0, this is 8.0." in wrong.equality.message
    assert f"that of 3*{variable} + 1, is forgotten" in wrong.equality.message


def test_other_letters_are_not_readable():
    """A line in another variable is not wrong but not readable, and the right letter is named."""
    task = Task("a square", "z**2", variable="z")
    with pytest.raises(NotReadable, match="the name x is not known here; known are z, D"):
        task.read("2*x")
    with pytest.raises(NotReadable, match=r"D\(expression, z\)"):
        task.read("D(z**2, x)")


def test_named_functions_may_build_on_one_another():
    """A function defined by another one is judged through both, and a slip in either is found."""
    functions = {"sigma": "1/(1 + exp(-x))", "silu": "x*sigma(x)"}
    task = Task("silu", "silu(x)", functions, ("sigma", "silu"), min_lines=3)
    lines = ["D(silu(x), x)", "D(x*sigma(x), x)", "sigma(x) + silu(x)*(1 - sigma(x))"]
    prover = LocalProver()
    assert judge(task, lines, prover).message == ""
    assert judge(task, [lines[0], "x*sigma(x)*(1 - sigma(x))"], prover).slips == ("product rule",)


def test_a_named_function_hides_a_built_in_one():
    """An author may define what a built-in name means."""
    task = Task("their log", "log(x)", {"log": "x**2"}, final_variable=True, min_lines=2)
    assert judge(task, ["D(log(x), x)", "2*x"], LocalProver()).message == ""


def test_the_definition_is_what_the_author_wrote():
    """The start is D of the definition as it stands, to be shown to a student."""
    task = Task("softplus", "log(1 + exp(t))", variable="t")
    assert to_text(task.start) == "D(log(1 + exp(t)), t)"


def test_an_unreadable_task_is_the_authors_mistake():
    """A definition outside the grammar raises where the author sees it."""
    with pytest.raises(NotReadable):
        _ = Task("bad", "x^2").start
    with pytest.raises(NotReadable):
        _ = Task("bad", "x", {"f": "g(x)"}).definitions


def test_words_are_listed_as_in_a_sentence():
    """One, two, three."""
    assert [listed(words) for words in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
