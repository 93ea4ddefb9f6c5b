"""What `grade` prints: the table, the counts, what lies elsewhere, who left, whose score moved."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.console import say, show_table, warn
from autograder.text import line, number, plural

if TYPE_CHECKING:
    from autograder.grading.batch import BatchOutcome
    from autograder.reporting.tally import Tally
    from autograder.results import Result
    from autograder.submission.roll_call import Misplaced, RollCall

MOST_MOVES = 20
"""Students whose moved scores are told without `--regrade`."""
_MOST_NAMES = 10


def show_results(results: "Sequence[Result]", misplaced: "Sequence[Misplaced]" = ()) -> None:
    """Print the table: whose, final score, status and the first reason."""
    from autograder.reporting.class_report import student_rows

    points = max((result.final.max_score for result in results), default=0.0)
    rows = [(*row, _first_reason(result)) for row, result in zip(student_rows(results), results, strict=True)]
    rows += [(line(entry.student, 40), "–", _word(entry), line(entry.reason, 200)) for entry in misplaced]
    show_table(f"Scores of {number(points)}", ("student", "score", "status", "first reason"), rows)


def show_counts(count: "Tally", outcomes: "Sequence[BatchOutcome]") -> None:
    """Print who was counted as what, and say so when somebody is lost."""
    reused = sum(outcome.reused for outcome in outcomes)
    late = sum(outcome.entered_late for outcome in outcomes)
    told = [str(count)]
    told += [f"{reused} unchanged since the last grading"] if reused else []
    told += [f"{late} of these not in the gradebook before"] if late else []
    say("; ".join(told))
    if count.trouble:
        warn(count.trouble)


def show_roll(roll: "RollCall", root: Path) -> None:
    """Print the commands that put misplaced work right, and who is gone."""
    commands = [entry.command for entry in roll.misplaced if entry.command]
    if commands:
        where = "" if root == Path.cwd() else f" (in {root})"
        say(f"To grade what lies elsewhere, look, then run{where}:")
        for command in dict.fromkeys(commands):
            say(f"  {command}")
    if roll.left:
        shown = ", ".join(line(name, 60) for name in roll.left[:_MOST_NAMES])
        more = f" and {len(roll.left) - _MOST_NAMES} more" if len(roll.left) > _MOST_NAMES else ""
        say(f"No submission any more, only a record: {shown}{more}")


def show_problems(
    untold: Sequence[str], outcomes: "Sequence[BatchOutcome]", results: "Sequence[Result]"
) -> None:
    """Print on standard error what could not be read or written, and what a person should know."""
    from autograder.grading.batch import told_once

    for problem in untold:
        warn(line(problem, 500))
    for problem in told_once(outcomes):
        warn(problem)
    for result in results:
        for note in result.notes:
            warn(f"{line(result.record.student, 60)}: {line(note, 500)}")


def warn_of(misplaced: "Sequence[Misplaced]", count: "Tally") -> None:
    """Print to standard error what an exit code of 3 means when standard output is a program's."""
    for entry in misplaced:
        if entry.work:
            warn(f"{line(entry.student, 60)} is not graded: {line(entry.reason, 200)}")
    if count.trouble:
        warn(count.trouble)


def show_moves(outcomes: "Sequence[BatchOutcome]", *, everybody: bool) -> None:
    """Print whose score differs from the last grading, and why: a few, or everybody's."""
    moved = list(_moved(outcomes))
    for entry in moved if everybody else moved[:MOST_MOVES]:
        for text in entry:
            say(text)
    if everybody and not moved:
        say("no grade moved")
    if not everybody and len(moved) > MOST_MOVES:
        say(f"and {plural(len(moved) - MOST_MOVES, 'more student')}; --regrade prints all")


def _moved(outcomes: "Sequence[BatchOutcome]") -> Iterator[list[str]]:
    from autograder.reporting.grade_changes import causes, moves

    for outcome in sorted(outcomes, key=lambda entry: entry.record.student):
        if outcome.before is None or outcome.reused:
            continue
        sentences = moves(outcome.before, outcome.record)
        if sentences:
            because = causes(outcome.before, outcome.record) or ("nothing it is computed from changed",)
            head = f"{line(outcome.record.student, 60)} moves ({', '.join(because)}):"
            yield [head, *(f"  {sentence}" for sentence in sentences)]


def _first_reason(result: "Result") -> str:
    """Return why a score waits where only its time does, else what is lost."""
    from autograder.reporting.standing import lateness_sentence, reason

    decided = all(score is not None for score in result.final.questions.values())
    waits = lateness_sentence(result) if decided else ""
    return waits or reason(result.record, result.entered) or next(iter(result.final.waiting), "")


def _word(entry: "Misplaced") -> str:
    return "not graded" if entry.work else "look"
