"""Stock ``nbgrader autograde`` in one warm process, with the same checks as hidden test cells.

It does the same fits as we do. nbgrader is imported and its assignment released once, before the clock
starts; a submission then takes a kernel of its own, as always with nbgrader.
"""

import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from autograder.course.layout import Course
from autograder.notebook.cells import grade_id_of, is_graded, points_of

_TIMEOUT_S = 600


def prepare(root: Path, course: Course, assignment_id: str) -> Any:
    """Make stock nbgrader's course of the same submissions and release the assignment in it."""
    source = root / "source" / assignment_id
    source.mkdir(parents=True)
    write_stock_notebook(course, assignment_id, source)
    shutil.copytree(course.submitted, root / "submitted")
    config = Config()
    config.CourseDirectory.root = str(root)
    config.ExecutePreprocessor.timeout = config.Execute.timeout = _TIMEOUT_S
    api = NbGraderAPI(config=config)
    told(api.generate_assignment(assignment_id, force=True))
    return api


def told(result: Any) -> None:
    """End with nbgrader's log when it failed."""
    if not result["success"]:
        sys.exit(f"stock nbgrader: {result['error']}\n{result['log']}")


def write_stock_notebook(course: Course, assignment_id: str, folder: Path) -> None:
    """Put the checks behind the visible asserts of each test cell, as nbgrader's hidden tests."""
    notebook = nbformat.from_dict(course.assignment(assignment_id).notebook)
    reference = course.reference(assignment_id)
    for cell in notebook.cells:
        if is_graded(cell) and cell.cell_type == "code":
            cell.source += (
                "\n### BEGIN HIDDEN TESTS\n"
                f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
                "from in_kernel import earned\n"
                f"earned({str(reference.folder)!r}, {grade_id_of(cell)!r}, {points_of(cell)!r}, globals())\n"
                "### END HIDDEN TESTS"
            )
    nbformat.write(notebook, folder / f"{assignment_id}.ipynb")


def main() -> None:
    """Grade the student of each line of the input."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    root, ours, assignment_id = sys.argv[1:4]
    api = prepare(Path(root), Course(Path(ours)), assignment_id)
    os.chdir(root)
    for line in sys.stdin:
        started = time.monotonic()
        told(api.autograde(assignment_id, json.loads(line)["student"], force=True, create=True))
        answers.write(json.dumps({"wall_s": time.monotonic() - started}) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
