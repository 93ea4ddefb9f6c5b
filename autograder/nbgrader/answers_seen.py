"""Remember what a person has read, so that a regrade of the same words does not ask again."""

import json
from pathlib import Path

from autograder.course.layout import Course
from autograder.models import Record


class AnswersSeen:
    """Digests of what a student wrote for each question, now and when the gradebook was last written.

    Parameters
    ----------
    course : Course
        Whose ``records/<id>/.answers`` keeps them.
    record : Record
        Which submission; it says what was written.
    """

    def __init__(self, course: Course, record: Record) -> None:
        self._path = course.records / record.assignment / ".answers" / f"{record.student}.json"
        self._now = record.written.digests
        self._before = _read_json(self._path)

    @property
    def same(self) -> frozenset[str]:
        """The questions whose answer is the one that was there before."""
        return frozenset(name for name, digest in self._now.items() if self._before.get(name) == digest)

    @property
    def remembered(self) -> bool:
        """Whether there is nothing to remember: no answer could be read, or all are as before."""
        return not self._now or self._now == self._before

    def save(self) -> None:
        """Remember the answers of this grading."""
        if self.remembered:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".json.part")
        draft.write_text(json.dumps(self._now, indent=1, sort_keys=True), encoding="utf-8")
        draft.replace(self._path)


def _read_json(path: Path) -> dict[str, str]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
