"""Making wrong solutions out of right ones."""

import ast

import pytest

from autograder.validation.mutants import mutants, reachable, sliced

SOURCE = '''
import numpy as np

LIMIT = 3


def total(x, axis=None):
    """Add 1 + 1 entries; the docstring stays."""
    if not len(x):
        raise ValueError("nothing" + "at all")
    return np.sum(x, axis=1, keepdims=True) - helper(x, 2)


def helper(x, n):
    return min(x) if n < LIMIT else -x[0]


def other(x):
    return x
'''


def descriptions(source: str, name: str) -> list[str]:
    """Return what the mutants of a name change."""
    return [mutant.description for mutant in mutants(source, {name})]


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("return a + b", "`a + b` → `a - b`"),
        ("return a * b", "`a * b` → `a / b`"),
        ("return a + b", "`a + b` → `a`"),
        ("return a < b", "`a < b` → `a <= b`"),
        ("return a == b", "`a == b` → `a != b`"),
        ("return -a", "`-a` → `a`"),
        ("return a + 1", "`1` → `2`"),
        ("return a + 1", "`1` → `0`"),
        ("return a + 0", "`0` → `1`"),
        ("return a * 5", "`5` → `-5`"),
        ("return a and b", "`a and b` → `a or b`"),
        ("return not a", "`not a` → `a`"),
        ("return f(a, b)", "`f(a, b)` → `f(b, a)`"),
        ("return min(a)", "`min` → `max`"),
        ("return a.sum()", "`a.sum` → `a.mean`"),
        ("return a.sum(axis=1)", "`a.sum(axis=1)` → `a.sum(axis=0)`"),
        ("return a.sum(axis=1)", "`a.sum(axis=1)` → `a.sum()`"),
        ("return a.sum(keepdims=True)", "`True` → `False`"),
        ("return range(a)", "`range(a)` → `range(a - 1)`"),
        ("a += b", "`a += b` → `pass`"),
        ("a[0] = b", "`a[0] = b` → `pass`"),
        ("return a if b else 0", "`a if b else 0` → `0 if b else a`"),
        ("return True", "`True` → `False`"),
        ("return 'a*(b - 1)'", "`'a*(b - 1)'` → `'a / (b - 1)'`"),
        ("return 'D(-x, x)'", "`'D(-x, x)'` → `'D(x, x)'`"),
    ],
)
def test_a_slip_is_made(line: str, change: str) -> None:
    """Each kind of slip is among the mutants."""
    source = f"def g(a, b):\n    {line}\n"
    assert any(description.endswith(f": {change}") for description in descriptions(source, "g"))


def test_every_mutant_parses_and_differs() -> None:
    """No mutant is the source or another mutant, and all are Python."""
    trees = [ast.dump(ast.parse(mutant.source)) for mutant in mutants(SOURCE, {"total", "helper", "LIMIT"})]
    assert len({*trees, ast.dump(ast.parse(SOURCE))}) == len(trees) + 1


def test_only_the_named_definitions_change() -> None:
    """Definitions that were not asked for stay."""
    rest = ast.unparse(ast.parse(SOURCE).body[-1])
    assert all(rest in mutant.source for mutant in mutants(SOURCE, {"total"}))


def test_docstrings_and_error_messages_stay() -> None:
    """A change that no check can see is not made."""
    texts = ("the docstring stays", "'nothing' + 'at all'")
    assert all(text in mutant.source for mutant in mutants(SOURCE, {"total"}) for text in texts)


def test_ids_outlive_changes_elsewhere() -> None:
    """A mutant keeps its id while its own definition is the same."""
    before = [mutant.id for mutant in mutants(SOURCE, {"helper"})]
    after = [mutant.id for mutant in mutants("\n\nNEW = 1\n" + SOURCE, {"helper"})]
    assert before == after


def test_ids_outlive_changes_of_words() -> None:
    """A mutant keeps its id when a docstring is written anew."""
    before = [mutant.id for mutant in mutants(SOURCE, {"total"})]
    after = [mutant.id for mutant in mutants(SOURCE.replace("the docstring stays", "other words"), {"total"})]
    assert before == after


@pytest.mark.parametrize("text", ["ignore", "over", "two words", "a, b", "(1", "'a*b'"])
def test_texts_that_are_no_formula_stay(text: str) -> None:
    """A word, a sentence and what is no Python are not changed."""
    assert descriptions(f"def g(a):\n    return {text!r}\n", "g") == []


def test_reachable_follows_mentions() -> None:
    """A name's helpers and constants belong to it, directly or not."""
    assert reachable(SOURCE, {"total"}) == {"total", "helper", "LIMIT"}


def test_slice_leaves_out_the_rest() -> None:
    """A slice holds what a name needs and imports, nothing else."""
    names = {getattr(node, "name", "") for node in ast.parse(sliced(SOURCE, {"total"})).body}
    assert names == {"", "total", "helper"}
