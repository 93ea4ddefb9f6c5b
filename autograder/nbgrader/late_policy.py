"""Points off for late work on nbgrader's way: what our one writer found, once more."""

from typing import Any

from nbgrader.plugins import LateSubmissionPlugin


class LatePolicy(LateSubmissionPlugin):  # type: ignore[misc]
    """nbgrader asks again for the penalty that `SaveScores` has entered a moment before."""

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """Return the penalty of the submission that is being graded, whatever nbgrader makes of its time."""
        exporter: Any = self.parent.parent
        penalty: float = exporter.penalty
        return penalty or None
