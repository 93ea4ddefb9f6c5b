"""Whatever a submission's bytes do, they do it behind the fence, and the class goes on."""

import dataclasses
import json
import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course.layout import Assignment, Course
from autograder.course.variants import Variants
from autograder.errors import SandboxError, UnreadableSubmission
from autograder.sandbox import Module, Zygote
from autograder.submission import parsing
from autograder.submission import reader as reading
from autograder.submission.read import Submission, read_submission
from autograder.submission.reader import PARSER, Reader
from tests.builders.hostile_notebooks import (
    DAMAGED,
    JPEG,
    PNG,
    TOO_MUCH,
    attached,
    b64,
    cell,
    with_cells,
    worked,
)
from tests.builders.small_course import ID, make_course

pytestmark = pytest.mark.sandbox

CELL = 'VARIANT = {"factor": 1}'


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return make_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def assignment(course: Course) -> Assignment:
    return course.assignment(ID)


@pytest.fixture(scope="module")
def warm() -> Iterator[Zygote]:
    """Give the warm process of readers."""
    with Zygote(PARSER) as zygote:
        yield zygote


@pytest.fixture
def reader(warm: Zygote, assignment: Assignment) -> Iterator[Reader]:
    with Reader(warm, assignment) as reader:
        yield reader


def put(folder: Path, content: bytes, name: str = f"{ID}.ipynb") -> Path:
    (folder / name).write_bytes(content)
    return folder


def answers(submission: Submission) -> set[str]:
    """Return which of the right answers are there to run."""
    return {name for name in ("double", "half") for _, text in submission.cells if f"def {name}" in text}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_beyond_a_limit_there_is_a_sentence(reader: Reader, tmp_path: Path, name: str) -> None:
    """What is too large is refused, with how much is allowed, and the next one is read."""
    content, told = TOO_MUCH[name]
    with pytest.raises(UnreadableSubmission) as caught:
        reader.read(put(tmp_path, content), "ann")
    assert told in str(caught.value)
    assert str(caught.value).startswith(f"'{ID}.ipynb': ")
    assert "\n" not in str(caught.value)
    assert answers(reader.read(put(tmp_path, with_cells()), "ben")) == {"double", "half"}


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_costs_nothing(reader: Reader, assignment: Assignment, tmp_path: Path, name: str) -> None:
    """The answers beside what is damaged are read, and just as they are without a fence."""
    put(tmp_path, DAMAGED[name])
    submission = reader.read(tmp_path, "ann")
    assert answers(submission) == {"double", "half"}
    assert submission == read_submission(tmp_path, assignment, "ann")
    assert all("\r" not in text for _, text in submission.cells)
    json.dumps(submission.notebook, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "source",
    [
        "_x = a" + ".b" * 900,
        "x = " + "-" * 3000 + "1",
        "x = " + "(" * 300 + ")" * 300,
        "\n" * 8000,
        "if 1:\n" * 99,
    ],
)
def test_odd_python_is_read_or_refused_in_words(reader: Reader, tmp_path: Path, source: str) -> None:
    """What makes Python's own parser fail ends as that student's, not as everybody's."""
    told = ""
    try:
        assert answers(reader.read(put(tmp_path, with_cells(cell(source))), "ann")) == {"double", "half"}
    except UnreadableSubmission as error:
        told = str(error)
    assert told == "" or "hand it in again" in told
    assert answers(reader.read(put(tmp_path, with_cells()), "ben")) == {"double", "half"}


@pytest.mark.parametrize("where", ["cells", "metadata", "outputs"])
def test_millions_of_tables_are_never_built_here(reader: Reader, tmp_path: Path, where: str) -> None:
    """36 MB of small tables are refused, and cost the trusted side the file's size."""
    many = b'{"a":{}},' * (4 << 20) + b"{}"
    if where == "cells":
        content = b'{"cells": [' + many + b"]}"
    elif where == "metadata":
        content = with_cells(metadata={"x": "HERE"}).replace(b'"HERE"', b"[" + many + b"]")
    else:
        content = with_cells(cell("1", outputs="HERE")).replace(b'"HERE"', b"[" + many + b"]")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadableSubmission, match=r"at most 2000 are graded|512 MiB of memory"):
        reader.read(put(tmp_path, content), "ann")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 250 << 10
    assert answers(reader.read(put(tmp_path, with_cells()), "ben")) == {"double", "half"}


def test_thirty_megabytes_of_pictures_are_read(reader: Reader, tmp_path: Path) -> None:
    """An honest notebook with large outputs is no attack."""
    picture = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * (3 << 20)}}
    content = with_cells(*[cell("plot()", outputs=[picture])] * 10)
    assert len(content) > 30 << 20
    assert answers(reader.read(put(tmp_path, content), "ann")) == {"double", "half"}


def test_pictures_of_text_cells_stay(reader: Reader, tmp_path: Path) -> None:
    """PNG and JPEG come through the fence, also those that were pasted into the text; nothing else does."""
    pasted = b64(PNG + bytes(3000))
    content = attached(
        {
            "a.png": {"image/png": [b64(PNG)[:40] + "\n", b64(PNG)[40:]]},
            "b.jpg": {"image/jpeg": b64(JPEG)},
            "c.svg": {"image/svg+xml": "<svg/>"},
        }
    )
    table = json.loads(content)
    table["cells"].append(cell(f"before ![](data:image/png;base64,{pasted}) after", "markdown"))
    submission = reader.read(put(tmp_path, json.dumps(table).encode()), "ann")
    first, second = submission.notebook.cells[-2:]
    assert first.attachments == {"a.png": {"image/png": b64(PNG)}, "b.jpg": {"image/jpeg": b64(JPEG)}}
    assert second.source == "before ![](attachment:pasted-1.png) after"
    assert second.attachments == {"pasted-1.png": {"image/png": pasted}}
    assert [line for line in submission.repairs if "attachments that are not shown" in line]


BAD_PARSER = '''
import os, signal, time
import numpy as np

class Parser:
    """Does what the file says."""
    def __init__(self, notebook):
        self.tries = 0
    def feed(self, part):
        self.what = bytes(part).decode()
    def is_release(self):
        return False
    def read(self, numbers):
        what = self.what
        if what == "spin":
            while True: pass
        if what == "eat":
            return bytearray(1 << 40)
        if what == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        if what == "exit":
            os._exit(0)
        if what == "raise":
            raise RuntimeError("odd\\nbytes")
        if what == "line":
            os.write(4, b"x" * 100)
        if what == "junk":
            return ["", np.frombuffer(b"junk", np.uint8), None]
        if what == "liar":
            return [0, 1, 2, 3]
        return [what, None, None]
'''


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("spin", "more than 0 s of computing"),
        ("eat", "512 MiB of memory"),
        ("crash", "SIGSEGV"),
        ("exit", "ended itself"),
        ("raise", "RuntimeError: odd bytes"),
        ("line", "what is no answer"),
        ("junk", "could not be put together"),
        ("liar", "could not be put together"),
        ("a refusal", "a refusal"),
    ],
)
def test_a_reader_that_is_taken_over_costs_itself_only(
    assignment: Assignment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, told: str
) -> None:
    """Were a file to take its reader over, it could end it or lie, and the next one gets a fresh one."""
    parser = tmp_path / "parser.py"
    parser.write_text(BAD_PARSER)
    handed_in = tmp_path / "handed_in"
    handed_in.mkdir()
    monkeypatch.setattr(reading, "READ_CPU_S", 0.3)
    monkeypatch.setitem(reading._REASONS, "cpu", "reading takes more than 0 s of computing")
    with Zygote(Module(parser)) as zygote, Reader(zygote, assignment) as reader:
        with pytest.raises(UnreadableSubmission) as caught:
            reader.read(put(handed_in, what.encode()), "ann")
        assert told in str(caught.value)
        assert "\n" not in str(caught.value)
        with pytest.raises(UnreadableSubmission, match="the next"):
            reader.read(put(handed_in, b"the next"), "ben")


def test_dead_warm_process_is_replaced(warm: Zygote, assignment: Assignment, tmp_path: Path) -> None:
    """Killing the warm process, or the reader, costs nobody anything."""
    put(tmp_path, with_cells())
    with Reader(warm, assignment) as reader:
        wanted = reader.read(tmp_path, "ann")
        for _ in range(3):
            os.kill(warm.pid, signal.SIGKILL)
            assert reader.read(tmp_path, "ann") == wanted
            assert reader._session is not None
            assert reader._session._child is not None
            os.kill(reader._session._child.pid, signal.SIGKILL)
            assert reader.read(tmp_path, "ann") == wanted


def test_sandbox_that_fails_is_our_fault(assignment: Assignment, tmp_path: Path) -> None:
    """Where no reader can be had at all nobody is told that their file is bad."""
    broken = tmp_path / "parser.py"
    broken.write_text("class Parser:\n    pass\n")
    handed_in = tmp_path / "handed_in"
    handed_in.mkdir()
    with Zygote(Module(broken)) as zygote:
        zygote.landlock_cap = 0
        with Reader(zygote, assignment) as reader, pytest.raises(SandboxError, match="Landlock"):
            reader.read(put(handed_in, with_cells()), "ann")


def test_one_process_reads_many(reader: Reader, tmp_path: Path) -> None:
    """A reader is used again and again, and nothing of one submission is left to the next."""
    put(tmp_path, with_cells())
    first = reader.read(tmp_path, "ann")
    assert reader._session is not None
    pid = reader._session._child.pid  # type: ignore[union-attr]
    reader.read(put(tmp_path, with_cells(cell("other = 1"))), "ben")
    assert reader.read(put(tmp_path, with_cells()), "ann") == first
    assert reader._session._child.pid == pid  # type: ignore[union-attr]


def test_long_lives_end(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that computed for long is replaced before its own limit ends it over an honest file."""
    put(tmp_path, with_cells())
    reader.read(tmp_path, "ann")
    session = reader._session
    monkeypatch.setattr(reading, "_LONGEST_LIFE_S", 0.0)
    reader.read(tmp_path, "ann")
    assert reader._session is not session


def test_untouched_release_is_told_behind_the_fence(
    reader: Reader, assignment: Assignment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which of several notebooks counts is decided without parsing any of them here."""
    put(tmp_path, assignment.notebook_path.read_bytes())
    put(tmp_path, b"[" * 200_000, "broken.ipynb")
    put(tmp_path, with_cells(), "work.ipynb")
    for age, name in enumerate(("broken.ipynb", f"{ID}.ipynb", "work.ipynb")):
        os.utime(tmp_path / name, (1000 + age, 1000 + age))
    monkeypatch.setattr(parsing, "read_logged", lambda content: pytest.fail("parsed here"))
    submission = reader.read(tmp_path, "ann")
    assert submission.content == with_cells()
    assert "work.ipynb" in submission.flags[0]


@pytest.mark.parametrize("name", [b"\xff\xfe.ipynb", b"a\nb\x1b[31m.ipynb", "\u202egpj.ipynb".encode()])
def test_odd_file_names_are_shown_plainly(reader: Reader, tmp_path: Path, name: bytes) -> None:
    """Names that are no UTF-8, or that steer a terminal, are read and told."""
    path = os.fsencode(tmp_path) + b"/" + name
    with open(path, "wb") as file:  # noqa: PTH123  (a name of bytes)
        file.write(with_cells())
    submission = reader.read(tmp_path, "ann")
    assert answers(submission) == {"double", "half"}
    told = submission.repairs[0]
    assert "was handed in as" in told
    assert all(character.isprintable() for character in told)
    told.encode()


def varied(course: Course, assignment: Assignment) -> Variants:
    """Give the small course's assignment numbers that differ from student to student."""
    return Variants(
        course, assignment, {"factor": 1}, CELL, lambda chance: {"factor": chance.randint(2, 9**9)}, {}
    )


def test_numbers_go_through_the_fence(
    warm: Zygote, course: Course, assignment: Assignment, tmp_path: Path
) -> None:
    """Who has which numbers is told as without a fence; the draw itself stays outside."""
    master = json.loads(json.dumps(assignment.notebook))
    master["cells"].insert(0, cell(CELL, id="numbers", outputs=[], execution_count=None))
    notebook = type(assignment.notebook)
    varying = dataclasses.replace(assignment, notebook=_nodes(master, notebook))
    variants = varied(course, varying)
    (course.submitted / "ben" / ID).mkdir(parents=True)
    own, foreign = variants.own("ann"), variants.own("ben")
    sources = {
        f"VARIANT = {own}": (own, "", ""),
        CELL: ({"factor": 1}, "", ""),
        f"a = 1\rVARIANT = {foreign}\rb = 2": ({"factor": 1}, "not yours", "the numbers of ben, not of ann"),
        "VARIANT = {'factor': " + "9" * 4000 + "}": ({"factor": 1}, "was edited", ""),
        "VARIANT = {'factor': " + "[" * 60 + "]" * 60 + "}": ({"factor": 1}, "was edited", ""),
        "VARIANT = dict(factor=7)": ({"factor": 1}, "was edited", ""),
        "pass": ({"factor": 1}, "was missing", ""),
    }
    with Reader(warm, varying, variants) as reader:
        for source, (variant, told, flagged) in sources.items():
            table = worked()
            table["cells"].insert(0, cell(source))
            submission = reader.read(put(tmp_path, json.dumps(table).encode()), "ann")
            assert submission.variant == variant, source
            assert submission == read_submission(tmp_path, varying, "ann", variants)
            assert told in " ".join(submission.repairs)
            assert flagged in " ".join(submission.flags)
            assert [text for _, text in submission.cells if f"VARIANT = {variant}" in text]


def _nodes(value: object, kind: type) -> object:
    if isinstance(value, dict):
        return kind({key: _nodes(entry, kind) for key, entry in value.items()})
    return [_nodes(entry, kind) for entry in value] if isinstance(value, list) else value
