"""A class of forty on the quiz: one of each input that stopped or starved a class, among honest students."""

import json
import random
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.course.layout import Course
from autograder.course.validated import content_digest, mark_validated
from autograder.demo.accidents import ACCIDENTS
from autograder.demo.classroom import copy_course
from autograder.demo.overlay import overlay
from tests.attacks import fort
from tests.attacks.arena import Arena
from tests.attacks.notebook_bytes import (
    Attack,
    Desk,
    deep_attachments,
    listed_attachments,
    name_that_is_no_text,
    scrambled_tests,
    surrogate_kernel,
    tiny_tables,
)
from tests.attacks.notebook_sources import bare_carriage_return, chain_of_attributes, line_breaks, short_lines
from tests.builders.small_course import ROOT

pytestmark = [pytest.mark.sandbox, pytest.mark.slow, pytest.mark.timeout(900)]

ID = "quiz6"
SIZE = 40
HONEST_BY_NBGRADER = 6
DILIGENT = 4
"""So many honest students answer all; the others leave out what takes time, which keeps the class quick."""
LEFT_OUT = ("q1", "q2")
LIMITS = "[limits]\ncell_cpu_s = 10\nquestion_cpu_s = 20\nmemory_mb = 1024\n"
WALL_S = 15
LARGE_ANSWER = """
def report(X, y, random_state):
    return [0.5] * 10_000, [0.25] * 10_000, 1.0
"""
NAPS = """
import time
def softmax(z):
    while True:
        until = time.process_time() + 0.01
        while time.process_time() < until:
            pass
        time.sleep(0.04)
softmax_rows = sigmoid = softmax
"""
UNLINKED = """
import os, time
def softmax(z):
    kept = []
    for number in range(12):
        kept.append(os.open("gone", os.O_RDWR | os.O_CREAT))
        os.unlink("gone")
        os.write(kept[-1], bytes(7 << 20))
    time.sleep(0.3)
    return z
"""
PRINTS = """
def softmax(z):
    for number in range(2000):
        print(number)
    return z
sigmoid = tanh = softmax_rows = softmax
"""


def _code(source: str) -> Attack:
    return lambda desk: desk.write_with(source)


INPUTS: Mapping[str, Attack] = {
    "chain of attributes": chain_of_attributes,
    "deep attachments": deep_attachments,
    "listed attachments": listed_attachments,
    "kernel of half a character": surrogate_kernel,
    "file name that is no text": name_that_is_no_text,
    "bare carriage return": bare_carriage_return,
    "line breaks": line_breaks,
    "scrambled test cells": scrambled_tests,
    "short lines": short_lines,
    "tiny tables": tiny_tables,
    "large answer": _code(LARGE_ANSWER),
    "naps": _code(NAPS),
    "unlinked files": _code(UNLINKED),
    "prints": _code(PRINTS),
}
"""One of each kind of input that was found to stop or starve a class."""


def _leave_out(notebook: NotebookNode, released: NotebookNode) -> None:
    """Put the stubs of some parts back, as if nobody had begun with them."""
    for cell, stub in zip(notebook.cells, released.cells, strict=True):
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("solution") and marks["grade_id"].startswith(LEFT_OUT):
            cell.source = stub.source


class Class(Arena):
    """A course that holds the quiz, with low limits, and its class.

    Parameters
    ----------
    base : Path
        An empty folder.
    course : Course
        Where the quiz lies.
    """

    def __init__(self, base: Path, course: Course) -> None:
        self.planted = fort.Secrets()
        self.base = base
        self.home, self.tmp, self.out = base / "home", base / "tmp", base / "out"
        for folder in (self.home, self.tmp, self.out, base / "course"):
            folder.mkdir()
        self.course = copy_course(course, [ID], base / "course")
        settings = self.course.root / "assignments" / ID / "assignment.toml"
        head = settings.read_text(encoding="utf-8").split("[limits]")[0]
        wall = f"wall_s = {WALL_S}\n" if "wall_s" in fort.Limits.__struct_fields__ else ""
        settings.write_text(head + LIMITS + wall, encoding="utf-8")
        mark_validated(self.course, ID, content_digest(self.course, ID))

    def hand_in(self, honest: int, *, hostile: bool) -> None:
        """Write the class; an honest student has the same name and notebook in every class."""
        places = list(range(SIZE))
        random.Random(6).shuffle(places)
        assignment, reference = self.course.assignment(ID), self.course.reference(ID)
        known = [None, *reference.right, *reference.wrong]
        accidents = [None, *ACCIDENTS.values()]
        for number, place in enumerate(places[:honest]):
            chosen, accident = known[7 * number % len(known)], accidents[number % len(accidents)]
            sources = [reference.solutions_path, *([chosen.path] if chosen else [])]
            notebook = overlay(assignment, sources)
            if number >= DILIGENT:
                _leave_out(notebook, assignment.notebook)
            path = self._folder(place) / f"{ID}.ipynb"
            nbformat.write(accident(notebook) if accident else notebook, path)
        for place, attack in zip(places[SIZE - len(INPUTS) :], INPUTS.values(), strict=True):
            if hostile:
                attack(Desk(self._folder(place), assignment.notebook, ID))

    def _folder(self, place: int) -> Path:
        folder = self.course.submitted / f"student{place:02}" / ID
        folder.mkdir(parents=True)
        return folder

    def kept(self) -> dict[str, bytes]:
        """Return each student's grade and digests."""
        folder = self.course.records / ID
        return {path.stem: fort.grade_part(path.read_bytes()) for path in folder.glob("*.json")}

    def nbgrader(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of nbgrader's own commands in the course."""
        return subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=self.course.root,
            env=self.environment() | {"JUPYTER_CONFIG_DIR": str(self.home / ".jupyter")},
            capture_output=True,
            text=True,
            errors="replace",
            timeout=600,
            check=False,
        )


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """Grade the honest students alone."""
    alone = Class(tmp_path_factory.mktemp("quiet"), Course(ROOT))
    alone.hand_in(SIZE - len(INPUTS), hostile=False)
    run = alone.command("grade", ID)
    assert run.returncode in (0, 4), run.stderr
    return alone


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Class, subprocess.CompletedProcess[str]]:
    """Grade all forty with one command."""
    all_of_them = Class(tmp_path_factory.mktemp("class"), Course(ROOT))
    all_of_them.hand_in(SIZE - len(INPUTS), hostile=True)
    return all_of_them, all_of_them.command("grade", ID, "--json", str(all_of_them.out / "results.json"))


Graded = tuple[Class, subprocess.CompletedProcess[str]]


def test_one_command_grades_forty(graded: Graded) -> None:
    """Forty results, exit code 3 because some are not graded, and no traceback."""
    everybody, run = graded
    assert "Traceback" not in run.stderr + run.stdout
    assert run.returncode == 3, run.stderr
    results = json.loads((everybody.out / "results.json").read_bytes())["submissions"]
    assert len(results) == SIZE


def test_honest_students_notice_nothing(graded: Graded, quiet: Class) -> None:
    """Grade and digests of each honest student are the same bytes as without the others."""
    alone, everybody = quiet.kept(), graded[0].kept()
    assert len(alone) == SIZE - len(INPUTS)
    assert {student: everybody[student] for student in alone} == alone


def test_who_is_not_graded_reads_why(graded: Graded, quiet: Class) -> None:
    """Everybody else has scores, or a sentence in their place."""
    for student, kept in graded[0].kept().items():
        grade: dict[str, Any] = json.loads(kept)["grade"]
        if student not in quiet.kept() and not grade["questions"]:
            assert re.search(r"\w+ \w+ \w+", grade["message"]), student


def test_nbgraders_own_command_goes_through_them_too(tmp_path: Path, quiet: Class) -> None:
    """`nbgrader autograde` over the same inputs: everybody has a record, honest ones the same."""
    theirs = Class(tmp_path, Course(ROOT))
    theirs.hand_in(HONEST_BY_NBGRADER, hostile=True)
    assert theirs.nbgrader("generate_assignment", ID).returncode == 0
    run = theirs.nbgrader("autograde", ID)
    # nbgrader itself writes a traceback for each submission that is refused; there are no others.
    refused = re.findall(r"^\s*(?:\w+\.)*UnreadableSubmission: ", run.stderr, re.MULTILINE)
    assert run.stderr.count("Traceback (most recent call last)") == len(refused) > 0, run.stderr[-3000:]
    kept = theirs.kept()
    alone = {student: record for student, record in quiet.kept().items() if student in kept}
    assert len(alone) == HONEST_BY_NBGRADER
    assert {student: kept[student] for student in alone} == alone
    assert sorted(kept) == sorted(folder.name for folder in theirs.course.submitted.iterdir())
