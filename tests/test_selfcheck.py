"""A student's own look at a notebook, with the notebook and nothing else."""

import json
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder import selfcheck
from autograder.cli import main
from autograder.demo.accidents import ACCIDENTS
from autograder.demo.overlay import overlay
from autograder.errors import AutograderError, SandboxUnavailable
from autograder.models import Limits
from autograder.sandbox import plain as plain_run
from autograder.selfcheck import SelfCheckRow
from tests.builders.sample_assignment import ID, write_sample
from tests.builders.small_course import marks

Write = Callable[[Sequence[NotebookNode]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Give a function that writes a notebook of these cells."""

    def write_notebook(cells: Sequence[NotebookNode]) -> Path:
        path = tmp_path / "mine.ipynb"
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            nbformat.write(new_notebook(cells=list(cells)), path)
        return path

    return write_notebook


@pytest.fixture
def no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the sandbox away, as on a laptop."""

    def refuse(_: object) -> None:
        raise SandboxUnavailable("not here")

    monkeypatch.setattr(selfcheck, "Zygote", refuse)


@pytest.fixture(params=["plain", pytest.param("sandbox", marks=pytest.mark.sandbox)])
def place(request: pytest.FixtureRequest) -> str:
    """Name where cells run: in a plain process, and in the sandbox."""
    if request.param == "plain":
        request.getfixturevalue("no_sandbox")
    return str(request.param)


def answer(source: str) -> NotebookNode:
    """Make an answer cell."""
    return new_code_cell(source, metadata=marks("some_answer", solution=True))


def asked(name: str, source: str) -> NotebookNode:
    """Make a released test cell."""
    return new_code_cell(source, metadata=marks(name, grade=True, locked=True, points=1))


def rows_of(path: Path) -> dict[str, str]:
    """Check a notebook; return the messages by test, and hold that only passing tests are ok."""
    rows = list(selfcheck.selfcheck(path))
    assert all(row.ok is (row.message == "passes") for row in rows)
    assert all("\n" not in row.message for row in rows)
    return {row.name: row.message for row in rows}


CELLS = [
    answer("def good(x):\n    return x"),
    answer("def stub(x):\n    raise NotImplementedError('write stub')"),
    answer("def bare():\n    raise NotImplementedError"),
    answer("def broken(x:\n    return x"),
    answer("import no_such_library\nno_such_library.go()\nleft = 1"),
    answer("def divides(x):\n    return x / 0"),
    answer("name = input('Your name: ')\n!pip install something\n%matplotlib inline"),
    asked("passes", "assert good(1) == 1\nassert name == ''"),
    asked("worded", "# A sentence.\nassert good(1) == 2, f'good(1) is\\n{good(1)}'"),
    asked(
        "wordless", "# The first holds.\nassert good(1) == 1\n\n# The second does not.\nassert good(1) == 2"
    ),
    asked("no_comment", "assert good(1) == 2"),
    asked("not_answered", "assert stub(1) == 1"),
    asked("not_answered_bare", "assert bare() == 1"),
    asked("syntax", "assert broken(1) == 1"),
    asked("library", "assert left == 1"),
    asked("raises", "x = 1\nassert divides(x) == 1"),
    asked("unknown", "assert nowhere == 1"),
    asked("later", "assert below == 1"),
    answer("below = 1"),
    asked("itself", "assert = 1"),
    answer("de mistyped(x):\n    return x"),
    asked("mistyped", "assert mistyped(1) == 1"),
    new_code_cell("def helper():\n    assert False\n\nscratch = 1 / 0"),
    new_markdown_cell("assert False"),
]
MESSAGES = {
    "passes": "passes",
    "worded": "good(1) is 1",
    "wordless": "this does not hold yet: The second does not.",
    "no_comment": "cell 11, line 1 does not hold yet: assert good(1) == 2",
    "not_answered": "not answered yet: write stub",
    "not_answered_bare": "not answered yet: bare",
    "syntax": "broken is not defined, because cell 4 failed: SyntaxError: '(' was never closed (line 1)",
    "library": "left is not defined, because cell 5 failed: NameError: "
    "name 'no_such_library' is not defined (line 2)",
    "raises": "ZeroDivisionError: division by zero (cell 6, line 2, in divides)",
    "unknown": "nowhere is not defined: no cell above defines it",
    "later": "it uses below, which only cell 19, further down, defines. The cells were run out of order: "
    "choose Restart and Run All, and move below above its first use.",
    "mistyped": "mistyped is not defined, because cell 21 failed: SyntaxError: invalid syntax (line 1)",
    "itself": "SyntaxError: invalid syntax (cell 20, line 1)",
}


def test_every_ending_is_told_in_words(write: Write, place: str) -> None:
    """Each test of a notebook full of mistakes says what is wrong and where, wherever it runs."""
    assert MESSAGES == rows_of(write(CELLS))


def test_a_hang_and_an_end_cost_themselves_only(write: Write, place: str, tmp_path: Path) -> None:
    """What hangs is stopped, what ends its process is named, and the other tests still run."""
    (tmp_path / "assignment.toml").write_text('title = "t"\n[limits]\ncell_cpu_s = 1.5\n', encoding="utf-8")
    told = rows_of(
        write(
            [
                answer("def endless():\n    while True:\n        pass"),
                answer("gone = 1\nimport os\nos._exit(3)"),
                asked("hangs", "assert endless() == 1"),
                asked("ended", "assert gone == 1"),
                asked("still", "assert callable(endless)"),
            ]
        )
    )
    assert told["hangs"].startswith("Stopped after")
    assert told["hangs"].endswith("Look for a loop that never ends.")
    assert told["ended"].startswith("gone is not defined, because cell 2 failed: ")
    assert "passes" == told["still"]


def test_hang_names_the_clock(no_sandbox: None) -> None:
    """Without a sandbox the clock ends a cell, and the cells after it see what stood before it."""
    cells = [(0, "kept = 1"), (3, "import time\ntime.sleep(60)"), (4, "assert kept == 1"), (5, "1 / 0")]
    runs = plain_run.run_plainly(cells, Limits(cell_cpu_s=1.0))
    assert ["passed", "timeout", "passed", "raised"] == [run.status for run in runs]
    assert [0, 3, 4, 5] == [run.index for run in runs]
    assert "Stopped after 2 s: this cell does not end." == runs[1].message


@pytest.mark.sandbox
def test_stubs_solutions_and_accidents(tmp_path: Path) -> None:
    """The sample as it is released fails, answered it passes, also where its marks were lost."""
    course = write_sample(tmp_path)
    assignment, reference = course.assignment(ID), course.reference(ID)
    answered = overlay(assignment, [reference.solutions_path])
    path = tmp_path / "mine.ipynb"
    told: list[list[SelfCheckRow]] = []
    for notebook in (
        assignment.notebook,
        answered,
        ACCIDENTS["saved by Colab"](answered),
        ACCIDENTS["a test cell typed anew"](answered),
    ):
        nbformat.write(notebook, path)
        told.append(list(selfcheck.selfcheck(path)))
    assert [
        SelfCheckRow(False, "q1_scale", "not answered yet: write scale"),
        SelfCheckRow(False, "q1_spread", "not answered yet: write spread"),
    ] == told[0]
    assert [SelfCheckRow(True, "q1_scale", "passes"), SelfCheckRow(True, "q1_spread", "passes")] == told[1]
    assert ["cell 3, Scaling", "cell 6, Spread"] == [row.name for row in told[2]]
    assert ["cell 3, Scaling", "q1_spread"] == [row.name for row in told[3]]
    assert all(row.ok for rows in told[1:] for row in rows)


def test_nothing_is_written(write: Write, no_sandbox: None) -> None:
    """Neither the notebook nor its folder changes, whatever the cells write beside themselves."""
    path = write([asked("q", "open('left_behind.txt', 'w').close()\nassert True")])
    before = path.read_bytes()
    assert {"q": "passes"} == rows_of(path)
    assert before == path.read_bytes()
    assert [path] == list(path.parent.iterdir())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n", "not a notebook but a picture"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"", "the file is empty"),
        (b"{", "not JSON"),
        (b"[]", "no list of cells"),
        (b"\xff\x00\x80", "not text"),
    ],
)
def test_what_is_no_notebook_is_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    """The error says which file, what it is, and ends the command with 2."""
    path = tmp_path / "mine.ipynb"
    path.write_bytes(content)
    with pytest.raises(AutograderError, match=words) as caught:
        list(selfcheck.selfcheck(path))
    assert str(path) in str(caught.value)
    assert 2 == caught.value.exit_code


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A wrong name and a folder are told apart."""
    with pytest.raises(AutograderError, match="is not there"):
        list(selfcheck.selfcheck(tmp_path / "other.ipynb"))
    with pytest.raises(AutograderError, match="is a folder; name the notebook"):
        list(selfcheck.selfcheck(tmp_path))


def test_command_ends_with_its_code(
    write: Write, no_sandbox: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 only if all pass, 1 where one does not, 2 where there is no test; JSON for other programs."""

    def run(cells: Sequence[NotebookNode], *options: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["autograder", "check", str(write(cells)), *options])
        with pytest.raises(SystemExit) as ending:
            main()
        told = capsys.readouterr()
        return int(ending.value.code or 0), told.out, told.err

    good, bad = asked("good", "assert True"), asked("bad", "assert False, 'no'")
    code, out, _ = run([good, bad], "--json")
    assert 1 == code
    assert [
        {"ok": True, "name": "good", "message": "passes"},
        {"ok": False, "name": "bad", "message": "no"},
    ] == json.loads(out)
    assert 0 == run([good])[0]
    code, out, err = run([new_code_cell("1 + 1")])
    assert (2, "", 1) == (code, out, len(err.splitlines()))
    assert "holds no visible test" in err
