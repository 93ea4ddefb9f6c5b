"""Points off for late work, by the ``late_policy`` of ``assignment.toml``, for nbgrader and for us alike."""

import math
from pathlib import Path

from nbgrader.plugins import LateSubmissionPlugin

from autograder.course import Course

_DAY_S = 24 * 60 * 60


def late_penalty(policy: str, score: float, seconds_late: float) -> float | None:
    """Return the points that lateness costs.

    Parameters
    ----------
    policy : str
        ``"none"``, or a percentage of what was earned for each started day, such as ``"10% per day"``.
    score : float
        What was earned.
    seconds_late : float
        After the due date and any extension.

    Returns
    -------
    float or None
        At most `score`, rounded to 1/100; None when lateness costs nothing.
    """
    if policy == "none" or seconds_late <= 0:
        return None
    percent = float(policy.split("%")[0])
    days = math.ceil(seconds_late / _DAY_S)
    return round(min(score, score * percent / 100 * days), 2)


class LatePolicy(LateSubmissionPlugin):  # type: ignore[misc]
    """nbgrader's way to the same penalty."""

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """Return the penalty of the assignment that is being graded."""
        preprocessor = self.parent
        course = Course(Path(preprocessor.parent.parent.coursedir.root))
        policy = course.assignment(preprocessor.assignment_id).late_policy
        return late_penalty(policy, score, total_seconds_late)
