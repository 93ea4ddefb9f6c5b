"""Remember what a person has read, so that a regrade of the same words does not ask again."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from nbformat import NotebookNode

from autograder.course import Course
from autograder.models import Record


class Answers:
    """Digests of what a student wrote for each question, now and at the last grading.

    Parameters
    ----------
    course : Course
        Whose ``records/<id>/.answers`` keeps them.
    record : Record
        Which submission.
    question_of : mapping of str to str
        The question of each answer cell, by grade ids.
    cells : mapping of str to NotebookNode
        The submission's cells by grade id.
    """

    def __init__(
        self,
        course: Course,
        record: Record,
        question_of: Mapping[str, str],
        cells: Mapping[str, NotebookNode],
    ) -> None:
        self._path = course.records / record.assignment / ".answers" / f"{record.student}.json"
        sources: dict[str, str] = {}
        for name, question_id in question_of.items():
            sources[question_id] = sources.get(question_id, "") + (
                cells[name].source if name in cells else ""
            )
        self._now = {
            question_id: hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()
            for question_id, source in sources.items()
        }
        self._before = _read_json(self._path)

    def changed(self, question_id: str) -> bool:
        """Say whether the answer is new or other than at the last grading."""
        return self._before.get(question_id) != self._now.get(question_id)

    def save(self) -> None:
        """Remember the answers of this grading."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps(self._now, indent=1, sort_keys=True), encoding="utf-8")


def _read_json(path: Path) -> dict[str, str]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
