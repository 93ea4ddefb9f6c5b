"""What grading a class costs now and at an earlier commit, in one run.

Both grade the same answers, each with the assignment of its own commit. Their runs alternate, so that a
machine whose speed drifts slows both; read the ratios. CPU seconds are of whole processes with all that they
started. *A submission* is the whole class less one submission, by the number of the others; *start* is what
the class costs beside that.

    .venv/bin/python benchmarks/before_after.py COMMIT [--assignment ID] [--submissions N] [--rounds N]
"""

import argparse
import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from overhead import ROOT, build_course, hand_in, run

from autograder.course.layout import Course


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("commit")
    parser.add_argument("--assignment", default="quiz6")
    parser.add_argument("--without", default="q2", help="the part left out: fits cost more than the grader")
    parser.add_argument("--submissions", type=int, default=8, help="how many right and wrong submissions")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with checkout(options.commit) as earlier, tempfile.TemporaryDirectory(prefix="before-after-") as folder:
        courses = {
            code: build_course(Path(folder) / name, options.assignment, options.without, code)
            for name, code in (("before", earlier), ("now", ROOT))
        }
        costs: dict[Path, list[tuple[float, float, float]]] = {earlier: [], ROOT: []}
        for code, course in courses.items():
            students = hand_in(course, options.assignment, options.submissions)
            cost(course, options.assignment, code, students)  # what known mistakes answer is asked here
        for _ in range(options.rounds):
            for code, course in courses.items():
                costs[code].append(cost(course, options.assignment, code, students))
        print_table(options, costs[earlier], costs[ROOT])


@contextlib.contextmanager
def checkout(commit: str) -> Iterator[Path]:
    """Check a commit out beside this one until the block ends."""
    git = shutil.which("git") or "git"
    with tempfile.TemporaryDirectory(prefix="checkout-") as folder:
        place = Path(folder) / "code"
        add = [git, "-C", str(ROOT), "worktree", "add", "--quiet", "--detach", str(place), commit]
        subprocess.run(add, check=True)  # noqa: S603 - our own repository
        try:
            yield place
        finally:
            remove = [git, "-C", str(ROOT), "worktree", "remove", "--force", str(place)]
            subprocess.run(remove, check=True)  # noqa: S603 - our own repository


def cost(course: Course, assignment_id: str, code: Path, students: list[str]) -> tuple[float, float, float]:
    """Return CPU seconds a submission, CPU seconds to start, and wall seconds of the whole class."""

    def grade(jobs: int, *only: str) -> dict[str, float]:
        shutil.rmtree(course.records / assignment_id, ignore_errors=True)
        command = [sys.executable, "-m", "autograder", "grade", assignment_id, "--jobs", str(jobs), *only]
        return run(command, course.root, code)

    one, whole, two = grade(1, "--student", students[0]), grade(1), grade(2)
    each = (whole["cpu_s"] - one["cpu_s"]) / (len(students) - 1)
    return each, one["cpu_s"] - each, two["wall_s"]


def print_table(
    options: argparse.Namespace,
    before: list[tuple[float, float, float]],
    now: list[tuple[float, float, float]],
) -> None:
    """Print medians, and ratios round by round with their spread."""
    print(
        f"\n{options.assignment} without {options.without or 'nothing'}: {options.submissions} submissions, "
        f"{options.rounds} rounds, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores"
    )
    print(f"| measured | at {options.commit[:12]} | now | now / before: median (least to most) |")
    print("|---|--:|--:|--:|")
    for place, name in enumerate(
        ("CPU s a submission", "CPU s to start", "wall s of the class, two workers")
    ):
        ratios = [b[place] / a[place] for a, b in zip(before, now, strict=True)]
        medians = [statistics.median(entry[place] for entry in entries) for entries in (before, now)]
        print(
            f"| {name} | {medians[0]:.2f} | {medians[1]:.2f} "
            f"| {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) |"
        )


if __name__ == "__main__":
    main()
