"""One warm grader of any commit, driven line by line: the only file here that knows how a commit grades.

It is started with the commit's folder first on ``PYTHONPATH`` and answers JSON lines. What stays the same
from commit to commit is asked for; what does not is in an adapter, chosen by what can be imported.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
from cpu_of_tree import CpuOfTree

STEPS = ("read", "run", "checks", "diagnosis", "write")


class Steps:
    """Adds up CPU seconds by step; what belongs to no other is writing: scores, the record, the books.

    Parameters
    ----------
    clock : CpuOfTree
        What is read at each border.
    """

    def __init__(self, clock: CpuOfTree) -> None:
        self._clock = clock
        self.begin()

    def begin(self) -> None:
        """Start a submission."""
        self._step = "write"
        self.tree_s = dict.fromkeys(STEPS, 0.0)
        self.alone_s = dict.fromkeys(STEPS, 0.0)
        self._last = self._clock.read()

    def switch(self, step: str) -> str:
        """Count what was used since the last border, and go on with another step; return the one before."""
        now = self._clock.read()
        self.alone_s[self._step] += now[0] - self._last[0]
        self.tree_s[self._step] += now[1] - self._last[1]
        before, self._step, self._last = self._step, step, now
        return before

    def of(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that counts as a step, unless another step calls it."""

        def counted(*args: Any, **kwargs: Any) -> Any:
            if self._step != "write":
                return function(*args, **kwargs)
            self.switch(step)
            try:
                return function(*args, **kwargs)
            finally:
                self.switch("write")

        return counted


class Asked:
    """Writes down all that the processes with a student's code are asked, to be replayed without a sandbox.

    Parameters
    ----------
    child : type
        The sandbox's `Child`.
    """

    def __init__(self, child: Any) -> None:
        self.asks: list[list[Any]] | None = None
        self._children: list[Any] = []
        ask = child.ask

        def noted(one: Any, operation: Any, allowance: Any, body: bytes, *rest: Any, **named: Any) -> Any:
            if self.asks is None:
                return ask(one, operation, allowance, body, *rest, **named)
            said = dict(zip(("name", "number", "want"), rest, strict=False)) | named
            entry = [operation, said.get("name", ""), said.get("number", 0), said.get("want", "value")]
            entry += [bytes(body), "", b"", one.cpu_s()]
            if one not in self._children:
                self._children.append(one)
            if operation == "together":
                answered = ask(one, operation, allowance, body, *rest, **named)
                self._note_together(self._children.index(one), body, answered)
                return answered
            self.asks.append([self._children.index(one), *entry])
            entry = self.asks[-1]
            try:
                answered = ask(one, operation, allowance, body, *rest, **named)
            except BaseException:
                entry[6], entry[8] = "lost", one.cpu_s() - entry[8]
                raise
            entry[6], entry[7] = answered.reply.answer, bytes(answered.value)
            entry[8] = answered.cpu_s
            return answered

        child.ask = noted

    def _note_together(self, child: int, body: bytes, answered: Any) -> None:
        """Write down requests that travelled together as if each had come by itself."""
        assert self.asks is not None
        messages, wire = (import_module(f"autograder.sandbox.{name}") for name in ("messages", "wire"))
        replies = wire.decode(answered.value) or []
        for (operation, name, want, sent), message in zip(wire.decode(body), replies, strict=False):
            reply, value, _ = messages.read_reply(memoryview(message))
            entry = [operation, name, 0, want, sent, reply.answer, bytes(value)]
            self.asks.append([child, *entry, answered.cpu_s / len(replies)])


class Flat:
    """`Worker` of a commit, in the flat layout or in packages."""

    def __init__(self, course: Any, assignment_id: str, steps: Steps) -> None:
        self._course, self._id, self._steps = course, assignment_id, steps
        grader = _first("autograder.grading.grader", "autograder.grading")
        self._worker = grader.Worker(course, assignment_id)
        self._stack = ExitStack()

    def start(self) -> None:
        """Get warm."""
        worker = self._stack.enter_context(self._worker)
        session = import_module("autograder.sandbox").Session
        worker._reader.read = self._steps.of("read", worker._reader.read)
        session.run = self._steps.of("run", session.run)
        worker.suite.run = self._steps.of("checks", worker.suite.run)
        worker._diagnoses = self._steps.of("diagnosis", worker._diagnoses)
        books = _first("autograder.grading.bookkeeping", "autograder.bookkeeping")
        self._books = self._stack.enter_context(books.Books(self._course, worker.assignment))

    def grade(self, path: Path, student: str) -> Any:
        """Grade one submission and write it everywhere; return its record."""
        outcome_of = _first("autograder.grading.batch", "autograder.batch").Outcome
        checker = _first("autograder.grading.checker", "autograder.checker")
        pool = _first("autograder.grading.pool", "autograder.pool")
        report = checker.read_report(checker._report(0, self._worker.grade(path, student)))
        graded = type("Kept", (), {"record": report.record, "notebook": pool._notebook(report.notebook)})()
        record, problems = self._books.keep(graded, None)
        outcome = self._books.enter(outcome_of(record, problems=problems))
        if outcome.problems:
            raise SystemExit(f"not written: {outcome.problems}")
        return record

    def forget_proofs(self) -> None:
        """Have what was proved for an earlier round proved again, as for a class that is new."""
        desk = self._worker._desk
        desk._memory = type(desk._memory)()

    def pool(self, workers: int) -> Any:
        """Return a pool that is started."""
        made = _first("autograder.grading.pool", "autograder.pool").Pool
        return self._stack.enter_context(made(self._course, self._id, workers=workers))


class InPackages:
    """`Grader` of a commit that grades a class into sinks."""

    def __init__(self, course: Any, assignment_id: str, steps: Steps) -> None:
        self._course, self._id, self._steps = course, assignment_id, steps
        self._stack = ExitStack()

    def start(self) -> None:
        """Get warm."""
        module = import_module("autograder.grading.grader")
        session = import_module("autograder.sandbox").Session
        self._grader = self._stack.enter_context(module.warm_grader(self._course, self._id))
        runner, reader = self._grader.runner, self._grader.reader
        reader.read = self._steps.of("read", reader.read)
        session.run = self._steps.of("run", session.run)
        runner.suite.run = self._steps.of("checks", runner.suite.run)
        module.Grader._diagnoses = self._steps.of("diagnosis", module.Grader._diagnoses)
        sinks = import_module("autograder.nbgrader.sinks").all_sinks(self._course, runner.assignment)
        self._sinks = [self._stack.enter_context(sink) for sink in sinks]

    def grade(self, path: Path, student: str) -> Any:
        """Grade one submission and write it everywhere; return its record."""
        checker = import_module("autograder.grading.checker")
        graded = self._grader.grade(path, student)
        report = checker.read_report(checker._report(0, graded))
        notebook = import_module("autograder.grading.pool")._notebook(report.notebook)
        problems: list[str] = []
        graded = type(graded)(report.record, notebook)
        kept = import_module("autograder.grading.sinks").write_into(self._sinks, graded, problems)
        if problems:
            raise SystemExit(f"not written: {problems}")
        return kept.record

    def forget_proofs(self) -> None:
        """Have what was proved for an earlier round proved again, as for a class that is new."""
        desk = self._grader.runner._examiner
        desk._memory = type(desk._memory)()

    def pool(self, workers: int) -> Any:
        """Return a pool that is started."""
        made = import_module("autograder.grading.pool").Pool
        return self._stack.enter_context(made(self._course, self._id, workers=workers))


def submitted(student: str, path: Path) -> Any:
    """Return a submission as this commit's pool takes it."""
    made = getattr(import_module("autograder.grading.pool"), "Submitted", None) if _in_packages() else None
    return made(student, path) if made else (student, path)


def _in_packages() -> bool:
    return find_spec("autograder.grading.sinks") is not None if _is_package("autograder.grading") else False


def _is_package(name: str) -> bool:
    found = find_spec(name)
    return found is not None and found.submodule_search_locations is not None


def _first(*names: str) -> Any:
    """Import the first of these modules that is there."""
    for name in names[:-1]:
        try:
            return import_module(name)
        except ModuleNotFoundError:
            continue
    return import_module(names[-1])


def main() -> None:
    """Answer until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    root, assignment_id = sys.argv[1:3]
    child = import_module("autograder.sandbox.child").Child
    clock = CpuOfTree(child)
    asked, steps = Asked(child), Steps(clock)
    course = _first("autograder.course.layout", "autograder.course").Course(Path(root))
    adapter = (InPackages if _in_packages() else Flat)(course, assignment_id, steps)
    adapter.start()
    pool = None
    answers.write(json.dumps({"start_cpu_s": clock.read()[1]}) + "\n")
    answers.flush()
    for line in sys.stdin:
        order = json.loads(line)
        answer: dict[str, Any] = {}
        if order["do"] == "round":
            adapter.forget_proofs()
        elif order["do"] == "class":
            pool = pool or adapter.pool(order["workers"])
            started = time.monotonic()
            done = list(pool.grade([submitted(student, Path(path)) for student, path in order["jobs"]]))
            answer = {"wall_s": time.monotonic() - started, "done": len(done)}
        else:
            if order["do"] == "record":
                asked.asks = []
            started = time.monotonic()
            steps.begin()
            record = adapter.grade(Path(order["path"]), order["student"])
            steps.switch("write")
            answer = {
                "wall_s": time.monotonic() - started,
                "cpu_s": sum(steps.tree_s.values()),
                "tree_s": steps.tree_s,
                "alone_s": steps.alone_s,
                "status": str(record.grade.status),
                "lost": sum(question.score != question.points for question in record.grade.questions),
            }
            if order["do"] == "record":
                Path(order["into"]).write_bytes(msgspec.msgpack.encode(_of_student(asked.asks or [])))
                asked.asks = None
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _of_student(asks: list[list[Any]]) -> list[list[Any]]:
    """Leave out what was asked of processes without cells (they read submissions, or judge derivations).

    Of a process that replaced a lost one, its cells are left out too: that they run again is our doing.
    """
    with_cells = list(dict.fromkeys(ask[0] for ask in asks if ask[1] == "cell"))
    kept = [ask for ask in asks if ask[0] in with_cells and ask[1] not in ("names", "settle")]
    return [ask[1:] for ask in kept if ask[1] != "cell" or ask[0] == with_cells[0]]


if __name__ == "__main__":
    main()
