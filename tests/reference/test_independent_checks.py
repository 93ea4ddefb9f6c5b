"""A check that says it is independent asks the same of everybody; it may only stop asking sooner."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from autograder.checks.collection import CheckInfo, collected
from autograder.checks.plugin import CheckPlugin, Run
from autograder.checks.student import Given, Student
from autograder.checks.transcript import Transcript
from autograder.course.layout import Course
from autograder.course.loading import load_module
from autograder.course.variants import NAME, load_variants
from autograder.sandbox import Budget, Reply, Request
from autograder.sandbox.fake import FakeSession

ROOT = Path(__file__).parents[2]
ASSIGNMENTS = sorted(path.name for path in (ROOT / "reference").iterdir() if (path / "checks").is_dir())


class Listening(FakeSession):
    """Answers from a namespace and writes down every request, to the last bit of its arguments."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        super().__init__({name: value for name, value in namespace.items() if not name.startswith("_")})
        self.asked: list[tuple[str, str, str, bytes]] = []

    def ask(self, request: Request, budget: Budget) -> Reply:
        """Note it and answer."""
        self.asked.append((request.operation, request.name, request.want, request.packed()))
        return super().ask(request, budget)


def is_part_of(some: list[Any], all_of_them: list[Any]) -> bool:
    """Whether a list is another with entries left out."""
    rest = iter(all_of_them)
    return all(entry in rest for entry in some)


@pytest.mark.slow
@pytest.mark.parametrize("assignment_id", ASSIGNMENTS)
@pytest.mark.filterwarnings("ignore")
def test_independent_checks_ask_the_same_of_everybody(assignment_id: str) -> None:
    """For the solutions and every right and wrong file of the question."""
    course = Course(ROOT)
    reference = course.reference(assignment_id)
    variants = load_variants(course, course.assignment(assignment_id), reference)
    master = None if variants is None else variants.master
    solutions = load_module(reference.solutions_path, None if master is None else {NAME: master})
    plugin = CheckPlugin(None, reference.cases_dir)

    def asked(info: CheckInfo, item: pytest.Function, namespace: dict[str, Any]) -> list[Any]:
        listening = Listening(namespace)
        student = Student(listening, Budget(100.0), Transcript(info.name))
        given = Given(info.given, {name: getattr(solutions, name) for name in info.given})
        with plugin.running(Run(student, given, solutions, master)):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        return listening.asked

    with collected(reference.checks_dir, plugin) as items:
        independent = [(info, item) for info, item in items if info.independent]
        assert independent
        for info, item in independent:
            planned = asked(info, item, vars(solutions))
            for known in (*reference.right, *reference.wrong):
                if known.question in (info.question, "") and known.name.startswith(info.question[:2]):
                    namespace = dict(vars(solutions))
                    with suppress(Exception):
                        exec(compile(known.path.read_text(), known.name, "exec"), namespace)
                    assert is_part_of(asked(info, item, namespace), planned), (info.name, known.name)
