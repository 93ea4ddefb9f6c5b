"""Name the mistake that a wrong answer shows, by comparing its answers with known ones.

Every wrong/ file has been asked what the checks ask a student. A mistake fits when the same checks fail in
both and, in each of them, every call of what the file overlays got the same answer from both, at least one of
which is not the truth.
The student's code is not asked again: the transcript of the checks tells everything. A mistake that a check
recognises by itself (a training leaves no two answers alike) goes before all this.
"""

import ast
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from autograder.checks.exploration import size
from autograder.checks.runner import Runner
from autograder.checks.suite import SuiteRun
from autograder.checks.transcript import Call
from autograder.course.layout import KnownSubmission, Reference
from autograder.course.variants import Variant
from autograder.diagnosis.comparison import alike, departs, shown
from autograder.diagnosis.known_answers import (
    CheckAnswer,
    KnownAnswers,
    QuestionAnswers,
    answers_of,
    failing_checks,
)
from autograder.models import CheckResult, Diagnosis, Status

_EXAMPLE_MAX = 400


class Diagnoser:
    """Diagnose one assignment's submissions.

    Parameters
    ----------
    runner : Runner
        Runs known submissions when their answers are not stored yet.
    """

    def __init__(self, runner: Runner) -> None:
        self._reference: Reference = runner.reference
        self._runner = runner
        self._known = KnownAnswers(runner, recognised_by_checks(runner.reference))

    def diagnose(
        self, question_id: str, suite_run: SuiteRun, variant: Variant | None = None
    ) -> Diagnosis | None:
        """Name the mistake in a question.

        Parameters
        ----------
        question_id : str
            The question.
        suite_run : SuiteRun
            What the checks found and heard.
        variant : dict, optional
            The student's numbers, when the assignment varies.

        Returns
        -------
        Diagnosis or None
            None when nothing failed, when the answers are the truth, and when no known mistake fits.
        """
        results = [result for result in suite_run.results if result.question == question_id]
        if not failing_checks(results):
            return None
        recognised = [name for result in results if _lost(result) for name in result.mistakes]
        if recognised:
            return self._name(recognised)
        candidates = [known for known in self._reference.wrong if known.question == question_id]
        if not candidates or all(result.status is Status.PENDING for result in results if _lost(result)):
            return None
        varies = any(info.varies for info in self._runner.suite.checks if info.question == question_id)
        truth, mistakes = self._known.of(question_id, variant if varies else None)
        found = fitting(results, suite_run.calls, truth, mistakes)
        if not found:
            return None
        secret = {info.name for info in self._runner.suite.checks if info.secret}
        named = self._name(found, example(results, suite_run.calls, truth, secret))
        asked = frozenset(self._runner.assignment.question(question_id).names)
        if named is not None and apart([mistakes[name].names & asked for name in named.names]):
            return msgspec.structs.replace(named, sentences=(" ".join(named.sentences),))
        return named

    def _name(self, names: Iterable[str], shown_example: str = "") -> Diagnosis | None:
        known = merged([known for known in self._reference.wrong if known.name in set(names)])
        if not known:
            return None
        return Diagnosis(
            tuple(entry.name for entry in known), tuple(entry.sentence for entry in known), shown_example
        )


def apart(overlaid: Sequence[frozenset[str]]) -> bool:
    """Say whether mistakes lie in different functions, so that all of them were made, not one of them."""
    return sum(len(names) for names in overlaid) == len(frozenset().union(*overlaid))


def fitting(
    results: Sequence[CheckResult],
    calls: Sequence[Call],
    truth: QuestionAnswers,
    mistakes: Mapping[str, QuestionAnswers],
) -> list[str]:
    """Return the mistakes whose answers are the student's.

    Parameters
    ----------
    results : sequence of CheckResult
        The question's, for the student.
    calls : sequence of Call
        The student's transcript.
    truth : QuestionAnswers
        What the solutions answer.
    mistakes : mapping of str to QuestionAnswers
        What each known mistake answers.

    Returns
    -------
    list of str
        Names, in the order of `mistakes`.
    """
    student = answers_of(results, calls)
    return [name for name, mistake in mistakes.items() if _fits(student, mistake, truth)]


def _fits(student: QuestionAnswers, mistake: QuestionAnswers, truth: QuestionAnswers) -> bool:
    """Whether the mistake fails where the student fails, with the same answers, somewhere not the truth.

    Only checks and answers that ask for something the mistake overlays count, and answers of objects, whose
    class the mistake may overlay: the rest of the question may be wrong in its own way, or not written yet.
    """
    failed = _failed_on(mistake.names, student)
    if not failed or failed != _failed_on(mistake.names, mistake):
        return False
    departing = False
    for check in failed:
        ours, theirs, right = (
            [
                answer
                for answer in answers.answers.get(check, ())
                if answer.of_object or answer.name in mistake.names
            ]
            for answers in (mistake, student, truth)
        )
        if len(ours) != len(theirs):
            return False
        for mine, yours in zip(ours, theirs, strict=True):
            if mine.key != yours.key or not alike(mine.outcome, yours.outcome):
                return False
        departing = departing or any(_departing(theirs, right))
    return departing


def _failed_on(names: frozenset[str], answers: QuestionAnswers) -> set[str]:
    """Return the failed checks that asked for one of these names."""
    return {
        check
        for check in answers.failed
        if names & {answer.name for answer in answers.answers.get(check, ())}
    }


def _departing(answers: Sequence[CheckAnswer], truth: Sequence[CheckAnswer]) -> list[bool]:
    """Say of each answer whether the same question got another answer from the solutions."""
    same = min(
        (place for place, (a, b) in enumerate(zip(answers, truth, strict=False)) if a.key != b.key),
        default=min(len(answers), len(truth)),
    )
    return [departs(answers[place].outcome, truth[place].outcome) for place in range(same)]


def example(
    results: Sequence[CheckResult], calls: Sequence[Call], truth: QuestionAnswers, secret: Iterable[str]
) -> str:
    """Write down the smallest input on which the student's answer is not the truth.

    Returns
    -------
    str
        ``"softmax([1, 2]) should be [...], yours gave [...]"``, or '' when there is none that may be shown.
    """
    student = answers_of(results, calls)
    hidden = set(secret)
    candidates: list[tuple[tuple[int, float], str]] = []
    for check in sorted(student.failed - hidden):
        asked = [call for call in calls if call.check == check]
        answers, right = student.answers.get(check, ()), truth.answers.get(check, ())
        for call, answer, expected, departing in zip(
            asked, answers, right, _departing(answers, right), strict=False
        ):
            if departing and call.kind == "call" and (call.args or call.kwargs):
                text = f"{_request(call)} should be {shown(expected.outcome)}"
                text += f", yours gave {shown(answer.outcome)}"
                candidates.append((size([list(call.args), dict(call.kwargs)]), text))
    text = min(candidates)[1] if candidates else ""
    return text if len(text) <= _EXAMPLE_MAX else ""


def _request(call: Call) -> str:
    arguments = [shown(arg) for arg in call.args]
    arguments += [f"{name}={shown(arg)}" for name, arg in call.kwargs.items()]
    return f"{call.name}({', '.join(arguments)})"


def merged(known: Sequence[KnownSubmission]) -> list[KnownSubmission]:
    """Keep the first of each group of mistakes that are declared to behave alike."""
    kept: list[KnownSubmission] = []
    for entry in known:
        if not any(entry.name in other.same_as or other.name in entry.same_as for other in kept):
            kept.append(entry)
    return kept


def recognised_by_checks(reference: Reference) -> frozenset[str]:
    """Return the mistakes that checks name themselves: their stems stand as texts in the checks' source."""
    texts = {
        node.value
        for path in reference.checks_dir.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return frozenset(known.name for known in reference.wrong if known.name in texts)


def _lost(result: CheckResult) -> bool:
    return result.status is not Status.PASSED and not result.bonus
