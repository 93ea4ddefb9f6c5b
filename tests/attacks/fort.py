"""The course that is attacked: one small assignment with low limits, and something secret in every corner.

Its checks ask in every way in which a check can ask: numbers, arrays, arguments after the call, objects that
stay in the sandbox, endless iterators, constants, and numbers of each student's own.
"""

import json
import secrets
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.course.layout import Course
from autograder.course.validated import content_digest, mark_validated
from autograder.models import Limits
from tests.builders.small_course import ROOT, marks

ID = "fort"
POINTS = {"q1_double": 4.0, "q2_bank": 4.0, "q3_own": 2.0}
WALL_S = 5

SETTINGS = """\
title = "A fort"
[parts]
q1 = "Twice"
q2 = "A bank"
q3 = "Own numbers"
[limits]
cell_cpu_s = 0.6
question_cpu_s = 0.6
memory_mb = 256
output_kb = 64
scratch_mb = 4
"""
DOUBLE = '''def double(x):
    """Return twice x, a number or an array; x itself stays as it is."""
    return 2 * x
'''
BANK = '''class Account:
    """An account that starts with a sum; `pay(x)` adds x to its `total` and returns it."""

    def __init__(self, start):
        self.total = start

    def pay(self, x):
        self.total = self.total + x
        return self.total


def powers():
    """Yield 1, 2, 4, 8 and so on without end."""
    power = 1
    while True:
        yield power
        power *= 2
'''
OWN = '''def weighed():
    """Return the sum of a * b over the pairs of VARIANT."""
    return sum(a * b for a, b in zip(VARIANT["a"], VARIANT["b"]))


# The squares of 0, 1, 2 and 3.
TABLE = {0: 0, 1: 1, 2: 4, 3: 9}
'''
STUBS = {
    "q1_double": 'def double(x):\n    raise NotImplementedError("write me")\n',
    "q2_bank": (
        'class Account:\n    def __init__(self, start):\n        raise NotImplementedError("write me")\n\n\n'
        'def powers():\n    raise NotImplementedError("write me")\n'
    ),
    "q3_own": 'def weighed():\n    raise NotImplementedError("write me")\n\n\nTABLE = None\n',
}
HONEST = {"q1_double": DOUBLE, "q2_bank": BANK, "q3_own": OWN}
ASSERTS = {
    "q1_double": "# double(x) is twice x.\nassert double(1) == 2",
    "q2_bank": "# pay adds to the total.\nassert Account(1).pay(2) == 3",
    "q3_own": "# TABLE holds squares.\nassert TABLE[3] == 9",
}
NUMBERS = 'VARIANT = {"a": [1, 2, 3], "b": [4, 5, 6]}'
VARIANTS = '''"""Every student's own numbers."""

BOUNDS = {"a": (1, 99), "b": (1, 99)}


def draw(chance):
    """Draw one student's numbers."""
    return {name: [chance.randint(1, 99) for _ in range(3)] for name in ("a", "b")}
'''
CHECKS = '''"""Checks."""

import numpy as np
import pytest

from autograder.checks import boolean, entries, floats, integer, number, vector

HIDDEN = @HIDDEN@


@pytest.mark.check("q1_double")
def test_numbers(student):
    """double(x) is twice x."""
    for x in (3.0, -1.5, 0.0, 1e6):
        assert number(student.double(x)) == 2 * x


@pytest.mark.check("q1_double", secret=True)
def test_hidden_number(student):
    """double(x) is twice x wherever x lies."""
    assert number(student.double(HIDDEN)) == 2 * HIDDEN


@pytest.mark.check("q1_double")
def test_arrays(student):
    """double(x) is twice x, entry by entry, and x stays as it is."""
    x = np.array([[1.0, -2.0], [0.5, 4.0]])
    reply = student.double.reply(x)
    assert np.allclose(floats(reply.value, (2, 2)), 2 * x)
    assert np.array_equal(floats(reply.args[0]), x)
    assert reply.warnings == []


@pytest.mark.check("q1_double")
def test_lengths(student):
    """double of a vector of n entries has n entries."""
    for n in (1, 2, 7):
        assert np.allclose(vector(student.double(np.arange(n) + 1.0), n), 2 * (np.arange(n) + 1.0))


@pytest.mark.check("q2_bank", weight=2)
def test_account(student):
    """pay adds to the total and returns it."""
    account = student.Account(10)
    assert integer(account.pay(5)) == 15
    assert integer(account.value("total")) == 15
    account.set("total", 100)
    assert integer(account.pay(1)) == 101


@pytest.mark.check("q2_bank")
def test_accounts_are_apart(student):
    """Two accounts do not share a total."""
    first, second = student.Account(1), student.Account(2)
    first.pay(5)
    assert integer(second.value("total")) == 2
    assert not boolean(number(first.value("total")) == 1)


@pytest.mark.check("q2_bank")
def test_powers(student):
    """powers yields the powers of two."""
    for wanted, found in zip((1, 2, 4, 8, 16), student.powers.iterate()):
        assert integer(found) == wanted


@pytest.mark.check("q3_own")
def test_own_numbers(student, variant):
    """weighed() is the sum of the products."""
    assert integer(student.weighed()) == sum(a * b for a, b in zip(variant["a"], variant["b"]))


@pytest.mark.check("q3_own")
def test_table(student):
    """TABLE holds the squares."""
    table = entries(student.value("TABLE"), "TABLE")
    assert [integer(table.get(n)) for n in range(4)] == [0, 1, 4, 9]
'''
WRONG = '''"""The argument comes back as it is."""

QUESTION = "q1_double"


def double(x):
    return x
'''


@dataclass(frozen=True)
class Secrets:
    """What must come out nowhere: a word for each place, different each time, and a hidden input.

    Attributes
    ----------
    reference, neighbour, environment, records, home, scratch : str
        The word in each place.
    hidden : float
        An input of a check that is marked as secret.
    token : str
        Part of the name of every file that an attack tries to leave.
    """

    reference: str = field(default_factory=lambda: _word("REFERENCE"))
    neighbour: str = field(default_factory=lambda: _word("NEIGHBOUR"))
    environment: str = field(default_factory=lambda: _word("ENVIRONMENT"))
    records: str = field(default_factory=lambda: _word("RECORDS"))
    home: str = field(default_factory=lambda: _word("HOME"))
    scratch: str = field(default_factory=lambda: _word("SCRATCH"))
    hidden: float = field(default_factory=lambda: 70_000 + secrets.randbelow(10**6) / 64)
    token: str = field(default_factory=lambda: f"escaped-{secrets.token_hex(6)}")

    def words(self) -> list[str]:
        """Return everything that must come out nowhere, as text."""
        names = ("reference", "neighbour", "environment", "records", "home", "scratch")
        return [*(getattr(self, name) for name in names), repr(self.hidden)]


def _word(place: str) -> str:
    return f"MARKED-{place}-{secrets.token_hex(8)}"


def master(answers: dict[str, str] | None = None, extra: list[str] | None = None) -> NotebookNode:
    """Make the assignment's notebook, or a student's by other answers and further cells."""
    cells = [new_markdown_cell("# A fort"), new_code_cell(NUMBERS)]
    for question, points in POINTS.items():
        source = (answers or {}).get(question, STUBS[question])
        cells += [
            new_markdown_cell(f"# {question}", metadata=marks(f"{question}_text", locked=True)),
            new_code_cell(source, metadata=marks(f"{question}_answer", solution=True)),
            new_code_cell(
                ASSERTS[question], metadata=marks(question, grade=True, locked=True, points=points)
            ),
        ]
    cells += [new_code_cell(source) for source in extra or ()]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    notebook = new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return notebook


def make_fort(root: Path, planted: Secrets) -> Course:
    """Write the course's folders, with something secret in each that students do not get."""
    public, secret = root / "assignments" / ID, root / "reference" / ID
    for folder in (public, secret / "checks", secret / "wrong", root / "records"):
        folder.mkdir(parents=True)
    extra = f"wall_s = {WALL_S}\n" if "wall_s" in Limits.__struct_fields__ else ""
    (public / "assignment.toml").write_text(SETTINGS + extra, encoding="utf-8")
    nbformat.write(master(), public / f"{ID}.ipynb")
    mark = f"# {planted.reference}\n"
    solutions = f'"""Solutions."""\n\n{mark}\nSECRET = "{planted.reference}"\n\n' + "\n\n".join(
        HONEST.values()
    )
    (secret / "solutions.py").write_text(solutions, encoding="utf-8")
    checks = CHECKS.replace("@HIDDEN@", repr(planted.hidden)) + mark
    (secret / "checks" / "test_fort.py").write_text(checks, encoding="utf-8")
    (secret / "wrong" / "q1_as_it_is.py").write_text(WRONG + mark, encoding="utf-8")
    (secret / "variants.py").write_text(VARIANTS + mark, encoding="utf-8")
    (root / "records" / "notes.txt").write_text(planted.records, encoding="utf-8")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    course = Course(root)
    mark_validated(course, ID, content_digest(course, ID))
    return course


INNOCENTS = ("ann", "ben", "forge-honest", "notebook-honest", "persist-honest", "zoe")
"""Honest students, whose names lie among the attackers'."""


def innocent(name: str, planted: Secrets) -> NotebookNode:
    """Make an honest submission: all right, half right, or wrong in a known way; each with a word in it."""
    answers = dict(HONEST)
    if name == "ben":
        answers["q1_double"] = "def double(x):\n    return x\n"
    if name == "zoe":
        answers["q2_bank"] = STUBS["q2_bank"]
    sources = [
        "import os, random\nimport numpy as np\nfiles = os.listdir('.')\n"
        "print(files, random.random(), np.random.rand(), np.sqrt(2.0), len(os.environ), abs(-1))",
        f"note = '{planted.neighbour}'",
    ]
    return master(answers, sources)


def hand_in(course: Course, student: str, notebook: NotebookNode) -> None:
    """Write a submission."""
    folder = course.submitted / student / ID
    folder.mkdir(parents=True)
    (folder / f"{ID}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def grade_part(record: bytes) -> bytes:
    """Return what must be the same on any day of a record: the grade and the digests."""
    table = msgspec.json.decode(record)
    return msgspec.json.encode({"grade": table["grade"], "digests": table["digests"]})
