"""What grading costs on top of the students' own computing, and against stock ``nbgrader autograde``.

One run measures three things side by side on the same submissions and prints ratios:

- *own*: the CPU seconds of the students' cells and of every call the checks make, in a warm process without
  any sandbox, nbclient or pytest around them;
- *ours*: ``autograder grade`` as a whole process, the start subtracted by grading one submission apart;
- *stock*: ``nbgrader autograde`` with its own preprocessors and the same checks as hidden test cells, so
  that each does the same number of fits.

It is measured on the whole assignment, and again with some parts left out (``--without q2``). Machines are
noisy: read the ratios, not the seconds.

Run it with ``.venv/bin/python benchmarks/overhead.py --help``.
"""

import argparse
import contextlib
import io
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import nbformat
from IPython.core.pylabtools import print_figure

from autograder.checks.runner import Runner
from autograder.checks.transcript import Call
from autograder.course.layout import Course
from autograder.demo.overlay import overlay
from autograder.notebook.cells import grade_id_of, is_graded, points_of
from autograder.submission.read import read_submission

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
}


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("assignment", nargs="?", default="quiz6")
    parser.add_argument("--submissions", type=int, default=8, help="how many right and wrong submissions")
    parser.add_argument("--stock", type=int, default=3, help="how many of them stock nbgrader grades")
    parser.add_argument("--without", default="q2", help="the part left out in the second table")
    options = parser.parse_args()
    if os.environ.get("OMP_NUM_THREADS") != "1":  # as in the sandbox; read when NumPy is loaded
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **_ONE_THREAD})  # noqa: S606
    for without in ("", options.without):
        with tempfile.TemporaryDirectory(prefix="overhead-") as folder:
            course = build_course(Path(folder) / "ours", options.assignment, without)
            students = hand_in(course, options.assignment, options.submissions)
            own = measure_own(course, options.assignment, students)
            ours = measure_ours(course, options.assignment, students)
            stock = measure_stock(
                Path(folder) / "stock", course, options.assignment, students[: options.stock]
            )
        print_table(f"{options.assignment}{f' without {without}' if without else ''}", own, ours, stock)


def build_course(root: Path, assignment_id: str, without: str, origin: Path = ROOT) -> Course:
    """Copy the assignment into a course of its own, leaving out the questions of one part."""
    for half in ("assignments", "reference"):
        shutil.copytree(origin / half / assignment_id, root / half / assignment_id)
    shutil.copy(origin / "nbgrader_config.py", root)
    if without:
        path = root / "assignments" / assignment_id / f"{assignment_id}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        notebook.cells = [cell for cell in notebook.cells if not grade_id_of(cell).startswith(f"{without}_")]
        nbformat.write(notebook, path)
        settings = path.with_name("assignment.toml")
        settings.write_text(re.sub(r"\[lecture_rows\].*?(?=\n\[)", "", settings.read_text(), flags=re.DOTALL))
        for folder in ("checks", "right", "wrong"):
            for file in (root / "reference" / assignment_id / folder).glob(f"*{without}_*.py"):
                file.unlink()
    return Course(root)


def hand_in(course: Course, assignment_id: str, count: int) -> list[str]:
    """Hand in right and wrong answers in turn, a fixed choice."""
    reference = course.reference(assignment_id)
    known = [
        known
        for pair in zip(shuffled(reference.right), shuffled(reference.wrong), strict=False)
        for known in pair
    ]
    students = []
    for number, answer in enumerate(known[:count]):
        student = f"student{number:02d}"
        folder = course.submitted / student / assignment_id
        folder.mkdir(parents=True)
        notebook = overlay(course.assignment(assignment_id), [reference.solutions_path, answer.path])
        nbformat.write(notebook, folder / f"{assignment_id}.ipynb")
        students.append(student)
    return students


def shuffled(items: Sequence[Any]) -> list[Any]:
    """Return the items in a fixed random order."""
    return random.Random(6).sample(list(items), len(items))  # noqa: S311 - a fixed choice, not a secret


def measure_own(course: Course, assignment_id: str, students: Sequence[str]) -> list[float]:
    """Return each submission's own CPU seconds, in a fork of this warm process."""
    seconds = []
    with Runner(course, assignment_id) as runner:
        for student in students:
            path = course.submitted / student / assignment_id / f"{assignment_id}.ipynb"
            sources = [source for _, source in read_submission(path, runner.assignment, student).cells]
            calls = runner.run_sources(sources).calls
            seconds.append(replay(sources, calls))
    return seconds


def replay(sources: Sequence[str], calls: Sequence[Call]) -> float:
    """Run cells and calls in a forked child and return its CPU seconds."""
    child = os.fork()
    if child == 0:
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                run_plainly(sources, calls)
        finally:
            os._exit(0)
    usage = os.wait4(child, 0)[2]
    return usage.ru_utime + usage.ru_stime


def run_plainly(sources: Sequence[str], calls: Sequence[Call]) -> None:
    """Run cells and calls with nothing around them."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    objects: dict[str, Any] = {}
    for source in sources:
        with contextlib.suppress(Exception):
            exec(compile(source, "<cell>", "exec"), namespace)  # noqa: S102 - our own known submissions
        for number in plt.get_fignums():  # drawn as a notebook draws them
            print_figure(plt.figure(number), fmt="png", base64=True)
        plt.close("all")
    for call in calls:
        with contextlib.suppress(Exception):
            if call.kind == "call":
                value = namespace[call.name](*call.args, **call.kwargs)
                objects[f"<{type(value).__name__}>"] = value
            elif call.kind == "method":
                kind, member = call.name.split(".", 1)
                getattr(objects[f"<{kind}>"], member)(*call.args, **call.kwargs)


def measure_ours(course: Course, assignment_id: str, students: Sequence[str]) -> dict[str, float]:
    """Return CPU a submission with one worker, and wall seconds a submission on two cores.

    What known mistakes answer is asked once a state of the checks, so a first grading warms that up.
    """

    def grade(jobs: int, *only: str) -> dict[str, float]:
        shutil.rmtree(course.records / assignment_id, ignore_errors=True)
        return run([BIN / "autograder", "grade", assignment_id, "--jobs", str(jobs), *only], course.root)

    grade(2)
    first, whole = grade(1, "--student", students[0]), grade(1)
    two_first, two = grade(2, "--student", students[0]), grade(2)
    more = len(students) - 1
    return {
        "cpu_s": (whole["cpu_s"] - first["cpu_s"]) / more,
        "wall_s": (two["wall_s"] - two_first["wall_s"]) / more,
        "whole_wall_s": two["wall_s"] / len(students),
    }


def measure_stock(
    root: Path, course: Course, assignment_id: str, students: Sequence[str]
) -> dict[str, float]:
    """Return CPU and wall seconds a submission of stock nbgrader, with the same checks as hidden tests."""
    source = root / "source" / assignment_id
    source.mkdir(parents=True)
    write_stock_notebook(course, assignment_id, source)
    (root / "nbgrader_config.py").write_text(
        "c = get_config()\nc.ExecutePreprocessor.timeout = 600\nc.Execute.timeout = 600\n"
    )
    run([BIN / "nbgrader", "generate_assignment", assignment_id], root)
    for student in students:
        folder = root / "submitted" / student / assignment_id
        folder.mkdir(parents=True)
        shutil.copy(course.submitted / student / assignment_id / f"{assignment_id}.ipynb", folder)
    first = run([BIN / "nbgrader", "autograde", assignment_id, "--student", students[0]], root)
    shutil.rmtree(root / "autograded")
    whole = run([BIN / "nbgrader", "autograde", assignment_id], root)
    more = len(students) - 1
    return {
        "cpu_s": (whole["cpu_s"] - first["cpu_s"]) / more,
        "wall_s": (whole["wall_s"] - first["wall_s"]) / more,
        "whole_wall_s": whole["wall_s"] / len(students),
    }


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


def run(command: Sequence[str | Path], folder: Path, code: Path | None = None) -> dict[str, float]:
    """Run a command as a whole process and return its CPU and wall seconds, children included.

    With `code` it runs the engine of another checkout.
    """
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **_ONE_THREAD}
    if code is not None:
        environment["PYTHONPATH"] = str(code)
    done = subprocess.run(  # noqa: S603 - our own commands
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 3, 4):
        sys.exit(f"{' '.join(map(str, command))} exited {done.returncode}:\n{done.stdout}\n{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu_s": cpu_s, "wall_s": time.monotonic() - started}


def print_table(title: str, own: Sequence[float], ours: dict[str, float], stock: dict[str, float]) -> None:
    """Print seconds and the ratios that matter."""
    mean = statistics.mean(own)
    allowed = 1.10 * mean + 0.120
    print(f"\n{title}: {len(own)} submissions, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    print("| measured | a submission |")
    print("|---|---|")
    print(f"| own computing, CPU s (median {statistics.median(own):.3f}) | {mean:.3f} |")
    print(f"| ours, CPU s | {ours['cpu_s']:.3f} |")
    print(f"| ours / (1.10 x own + 0.120 s) | {ours['cpu_s'] / allowed:.2f} |")
    print(f"| ours, wall s with two workers, start apart | {ours['wall_s']:.3f} |")
    print(f"| stock nbgrader autograde, CPU s | {stock['cpu_s']:.2f} |")
    print(f"| stock nbgrader autograde, wall s | {stock['wall_s']:.2f} |")
    print(f"| stock wall / ours wall | {stock['wall_s'] / ours['wall_s']:.1f} |")
    print(f"| stock CPU / ours CPU | {stock['cpu_s'] / ours['cpu_s']:.1f} |")


if __name__ == "__main__":
    main()
