"""Find and read what a course holds: the public half of each assignment, and its secret reference.

An assignment is two folders of one id: ``assignments/<id>`` (what a student gets) and ``reference/<id>``
(solutions, checks, known right and wrong submissions). This module reads both and proves only their form;
nothing of either is executed here.
"""

import ast
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from autograder.course.digests import digest_of_files
from autograder.course.settings import Settings, deciding, read_settings
from autograder.errors import BadAssignment, MissingReference, UnknownAssignment
from autograder.models import Question
from autograder.notebook.cells import grade_id_of, is_answer, is_graded, is_solution, metadata_of, points_of
from autograder.notebook.definitions import stub_names

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")


@dataclass(frozen=True)
class Assignment:
    """The public half of one assignment.

    Attributes
    ----------
    id : str
        Name of both its folders, an identifier.
    folder : Path
        ``assignments/<id>``.
    settings : Settings
        What its assignment.toml says.
    notebook : NotebookNode
        The master notebook; treat as read-only.
    questions : tuple of Question
        Its graded questions in the notebook's order.
    digest : str
        Of what was read and decides a score: the notebook, and the settings less title, date and late policy.
    """

    id: str
    folder: Path
    settings: Settings
    notebook: NotebookNode = field(repr=False)
    questions: tuple[Question, ...]
    digest: str = ""

    @property
    def notebook_path(self) -> Path:
        """The master notebook's file."""
        return self.folder / f"{self.id}.ipynb"

    def question(self, question_id: str) -> Question:
        """Return the question of that id; KeyError when there is none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)


@dataclass(frozen=True)
class KnownSubmission:
    """A known submission kept beside an assignment: an overlay of its solutions.

    Attributes
    ----------
    name : str
        Stem of its file, such as ``q4_axis_zero``.
    path : Path
        The file.
    sentence : str
        First paragraph of its docstring: the mistake in words for a student, or the style of a right answer.
    question : str
        The question a wrong submission loses; '' for a right one.
    same_as : tuple of str
        Other wrong submissions of the same question that behave alike on purpose.
    """

    name: str
    path: Path
    sentence: str
    question: str = ""
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reference:
    """The secret half of one assignment; never released, never in a sandbox."""

    id: str
    folder: Path
    right: tuple[KnownSubmission, ...]
    wrong: tuple[KnownSubmission, ...]

    @property
    def solutions_path(self) -> Path:
        """The file of solutions: one public name a stub."""
        return self.folder / "solutions.py"

    @property
    def checks_dir(self) -> Path:
        """The folder of pytest checks that score."""
        return self.folder / "checks"

    @property
    def cases_dir(self) -> Path:
        """The folder of frozen inputs."""
        return self.folder / "cases"

    @cached_property
    def checks_digest(self) -> str:
        """Digest of everything that decides a score: checks, frozen cases, solutions, wrong submissions."""
        return digest_of_files(
            self.folder,
            [path for path in (self.solutions_path, self.folder / "variants.py") if path.is_file()]
            + [
                path
                for folder in (self.checks_dir, self.cases_dir, self.folder / "wrong")
                for path in folder.rglob("*")
                if path.suffix in {".py", ".json", ".toml"}
            ],
        )


class Course:
    """A course folder: ``assignments/`` and ``reference/``, and the steps that grading writes.

    Parameters
    ----------
    root : Path
        The folder that holds ``assignments/``.
    halves : Path, optional
        Where ``assignments/`` and ``reference/`` are read instead: a copy that a batch made for itself.

    Raises
    ------
    UnknownAssignment
        When the folder holds no ``assignments/``.
    """

    def __init__(self, root: Path, halves: Path | None = None) -> None:
        self.root = Path(root).resolve()
        self.halves = self.root if halves is None else Path(halves).resolve()
        self._read: dict[str, tuple[bytes, Assignment]] = {}
        if not (self.root / "assignments").is_dir():
            raise UnknownAssignment(
                f"{self.root} is not a course: it has no folder assignments/; run this in the course's folder"
            )

    @property
    def release(self) -> Path:
        """What students are given."""
        return self.root / "release"

    @property
    def submitted(self) -> Path:
        """What students handed in: ``submitted/<student>/<id>/``."""
        return self.root / "submitted"

    @property
    def autograded(self) -> Path:
        """The executed notebooks."""
        return self.root / "autograded"

    @property
    def feedback(self) -> Path:
        """The pages students read."""
        return self.root / "feedback"

    @property
    def records(self) -> Path:
        """The results: ``records/<id>/<student>.json``."""
        return self.root / "records"

    def assignments(self) -> tuple[str, ...]:
        """Return the ids of all assignments, sorted."""
        return tuple(
            sorted(path.parent.name for path in (self.halves / "assignments").glob("*/assignment.toml"))
        )

    def assignment(self, assignment_id: str) -> Assignment:
        """Read the public half of an assignment; parse and prove it again only when it is another one.

        Raises
        ------
        UnknownAssignment
            When there is no such folder.
        BadAssignment
            When its files break a rule.
        """
        folder = self.halves / "assignments" / assignment_id
        if not _ID.match(assignment_id) or not (folder / "assignment.toml").is_file():
            known = ", ".join(self.assignments()) or "none"
            raise UnknownAssignment(
                f"there is no assignment '{assignment_id}' in {self.root}; there is: {known}"
            )
        settings = read_settings(folder / "assignment.toml")
        content = _content(folder / f"{assignment_id}.ipynb")
        before = self._read.get(assignment_id)
        if before is not None and before[0] == content and before[1].settings == settings:
            return before[1]
        notebook = _parsed(content, folder / f"{assignment_id}.ipynb")
        questions = tuple(_questions(notebook, folder / f"{assignment_id}.ipynb"))
        for question in questions:
            if question.part not in settings.parts:
                raise BadAssignment(
                    f"{folder / 'assignment.toml'}: question {question.id} has no title for its part; "
                    f"add {question.part} = '…' under [parts]"
                )
        asked = {question.id for question in questions}
        for row, covering in settings.lecture_rows.items():
            if not covering or not asked.issuperset(covering):
                named = ", ".join(covering) or "nothing"
                raise BadAssignment(
                    f"{folder / 'assignment.toml'}: lecture_rows.{row} names {named}; "
                    "name questions of the notebook"
                )
        digest = hashlib.sha256(hashlib.sha256(content).digest() + deciding(settings)).hexdigest()
        assignment = Assignment(assignment_id, folder, settings, notebook, questions, digest)
        self._read[assignment_id] = content, assignment
        return assignment

    def reference(self, assignment_id: str) -> Reference:
        """Read the secret half of an assignment.

        Raises
        ------
        MissingReference
            When the folder, its solutions or its checks are not there, or a known submission is malformed.
        """
        folder = self.halves / "reference" / assignment_id
        for needed in (folder, folder / "solutions.py", folder / "checks"):
            if not needed.exists():
                raise MissingReference(
                    f"{needed} is not there: '{assignment_id}' cannot be graded without it"
                )
        return Reference(
            assignment_id,
            folder,
            right=tuple(_known(folder / "right", asks_question=False)),
            wrong=tuple(_known(folder / "wrong", asks_question=True)),
        )


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise BadAssignment(f"{path} is not there: an assignment's notebook has its folder's name")
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadAssignment(f"{path} is not a notebook: {error}") from error


def _parsed(content: bytes, path: Path) -> NotebookNode:
    try:
        notebook: NotebookNode = nbformat.reads(content.decode("utf-8"), as_version=4)
    except Exception as error:  # nbformat raises what its parsers raise
        raise BadAssignment(f"{path} is not a notebook: {error}") from error
    return notebook


def _questions(notebook: NotebookNode, path: Path) -> Iterator[Question]:
    """Walk the master's cells; names of answer cells belong to the next grade cell."""
    seen: set[str] = set()
    names: list[str] = []
    title = ""
    for cell in notebook.cells:
        heading = (
            re.search(r"^#+\s+(.+)$", cell.source, re.MULTILINE) if cell.cell_type == "markdown" else None
        )
        title = heading.group(1).strip() if heading else title
        if not metadata_of(cell):
            continue
        grade_id = grade_id_of(cell)
        if grade_id in seen:
            raise BadAssignment(f"{path}: two cells have the grade_id '{grade_id}'; every id stands once")
        seen.add(grade_id)
        if is_answer(cell):
            names += stub_names(cell.source)
        if is_graded(cell):
            if not _ID.match(grade_id):
                raise BadAssignment(
                    f"{path}: the grade_id '{grade_id}' is not an identifier, such as q1_gates"
                )
            yield Question(grade_id, points_of(cell), tuple(names), title, manual=is_solution(cell))
            names = []


def _known(folder: Path, *, asks_question: bool) -> Iterator[KnownSubmission]:
    for path in sorted(folder.glob("*.py")):
        try:
            module = ast.parse(path.read_text(encoding="utf-8"))
        except (SyntaxError, UnicodeDecodeError) as error:
            raise MissingReference(f"{path} is not Python: {error}") from error
        doc = ast.get_docstring(module)
        if not doc:
            raise MissingReference(f"{path} has no docstring: its first line tells what the submission is")
        constants = {
            node.targets[0].id: ast.literal_eval(node.value)
            for node in module.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id in {"QUESTION", "SAME_AS"}
        }
        question = str(constants.get("QUESTION", ""))
        if asks_question and not question:
            raise MissingReference(
                f"{path} names no question: write QUESTION = '…', the question it must lose"
            )
        sentence = " ".join(doc.split("\n\n")[0].split())
        yield KnownSubmission(path.stem, path, sentence, question, tuple(constants.get("SAME_AS", ())))
