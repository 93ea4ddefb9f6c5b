"""What grading costs on top of the students' own computing, and against stock ``nbgrader autograde``.

Three sides take each submission in turn, each in a warm process of its own, round after round:

- *own*: the student's cells (figures drawn) and every call, method, attribute and item that the checks ask
  for, replayed in one plain process (`own_computing.py`): the least that can be called the student's;
- *ours*: reading, running, checking, naming mistakes and writing record, executed notebook and gradebook
  (`warm_grader.py`): CPU of the trusted process, the warm processes and every child;
- *stock*: ``nbgrader autograde`` with the same checks as hidden test cells (`stock_grading.py`), one
  submission a round.

With ``--against COMMIT`` that commit's grader is a fourth side of the same rounds. What was proved for an
earlier round is forgotten before each. Run it with ``.venv/bin/python benchmarks/overhead.py --help``.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from made_course import ROOT, build_course, checkout, found_assignments, hand_in
from ratios import spread
from tables import Rounds, print_tables

HERE = Path(__file__).parent
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
WORKERS = 2


class Side:
    """A warm process that takes one order a line and answers one line.

    Parameters
    ----------
    program : str
        A file beside this one.
    arguments : sequence of object
        Of the program.
    code : Path
        The commit that it imports.
    """

    def __init__(self, program: str, *arguments: object, code: Path = ROOT) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own programs
            [sys.executable, str(HERE / program), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **_ONE_THREAD, "PATH": _PATH, "PYTHONPATH": str(code)},
            text=True,
        )

    def __enter__(self) -> "Side":
        return self

    def __exit__(self, *error: object) -> None:
        self._process.communicate()

    def hear(self) -> dict[str, Any]:
        """Return the next answer."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"{self._process.args} ended")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def ask(self, **order: object) -> dict[str, Any]:
        """Give an order and return its answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return self.hear()


@dataclass
class Measure:
    """All sides of one assignment.

    Attributes
    ----------
    jobs : dict
        For each commit's name (``now``, ``before``), student and path.
    right, failing : set of str
        Students by what became of them.
    """

    own: Side
    graders: dict[str, Side]
    stock: Side | None
    asked: Path
    jobs: dict[str, list[tuple[str, str]]]
    rounds: Rounds = field(default_factory=Rounds)

    def warm_up(self) -> None:
        """Grade everything once, so that known answers are asked, and record what own computing replays."""
        for name, grader in self.graders.items():
            self.rounds.start_s[name] = grader.hear()["start_cpu_s"]
            for student, path in self.jobs[name]:
                order = {"path": path, "student": student, "into": str(self._file(student))}
                answer = grader.ask(do="record" if name == "now" else "grade", **order)
                if name == "now":
                    self.rounds.failing |= {student} if answer["lost"] else set()
            grader.ask(do="class", jobs=self.jobs[name], workers=WORKERS)
        for student, _ in self.jobs["now"]:
            for odd in self.own.ask(**{"from": str(self._file(student))})["odd"][:3]:
                print(f"{student}: {odd}", file=sys.stderr)

    def round(self, number: int) -> None:
        """Have every side take every submission once, and stock one."""
        figures: dict[str, dict[str, dict[str, Any]]] = {}
        for grader in self.graders.values():
            grader.ask(do="round")
        for place, (student, _) in enumerate(self.jobs["now"]):
            figures[student] = {"own": self.own.ask(**{"from": str(self._file(student))})}
            for name in sorted(self.graders, reverse=bool((number + place) % 2)):
                path = dict(self.jobs[name])[student]
                figures[student][name] = self.graders[name].ask(do="grade", student=student, path=path)
        walls = {
            name: grader.ask(do="class", jobs=self.jobs[name], workers=WORKERS)["wall_s"]
            for name, grader in self.graders.items()
        }
        if self.stock is not None:
            student = self.jobs["now"][number % len(figures)][0]
            walls["stock"] = self.stock.ask(student=student)["wall_s"]
        self.rounds.add(figures, walls)

    def _file(self, student: str) -> Path:
        return self.asked / f"{student}.asks"


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("assignments", nargs="*", help="all that are found, without it")
    parser.add_argument("--without", default="", help="a part that is left out, such as q2")
    parser.add_argument("--against", metavar="COMMIT", help="measure this commit in the same rounds")
    parser.add_argument("--submissions", type=int, default=6, help="right and wrong in turn")
    parser.add_argument("--rounds", type=int, default=40, help="the most; they end when the spread is small")
    parser.add_argument("--spread", type=float, default=0.05, help="wanted of ours/own")
    parser.add_argument("--no-stock", action="store_true", help="leave stock nbgrader out")
    options = parser.parse_args()
    measured: dict[str, Rounds] = {}
    with contextlib.ExitStack() as stack:
        codes = {"now": ROOT}
        if options.against:
            codes["before"] = stack.enter_context(checkout(options.against))
        for assignment_id in options.assignments or found_assignments():
            with sides(assignment_id, codes, options) as measure:
                measure.warm_up()
                for number in range(options.rounds):
                    measure.round(number)
                    if spread(measure.rounds.ours_to_own()) < options.spread:
                        break
                measured[assignment_id] = measure.rounds
    print_tables(measured, options)


@contextlib.contextmanager
def sides(assignment_id: str, codes: dict[str, Path], options: argparse.Namespace) -> Iterator[Measure]:
    """Start all sides of an assignment, and end them."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="overhead-")))
        graders: dict[str, Side] = {}
        jobs: dict[str, list[tuple[str, str]]] = {}
        for name, code in codes.items():
            course = build_course(folder / name, assignment_id, options.without, code)
            students = hand_in(course, assignment_id, options.submissions)
            jobs[name] = [(student, str(course.submitted / student / assignment_id)) for student in students]
            graders[name] = stack.enter_context(Side("warm_grader.py", course.root, assignment_id, code=code))
        stock = None
        if not options.no_stock:
            stock = stack.enter_context(
                Side("stock_grading.py", folder / "stock", folder / "now", assignment_id)
            )
        own = stack.enter_context(Side("own_computing.py", folder))
        yield Measure(own, graders, stock, folder, jobs)


if __name__ == "__main__":
    main()
