"""Prove what known submissions earn: solutions, visible asserts, stubs, right ones, wrong ones."""

import itertools
from collections.abc import Iterator

from autograder.course.layout import KnownSubmission
from autograder.diagnosis.diagnose import merged
from autograder.models import QuestionScore, Status
from autograder.notebook.cells import grade_id_of, is_answer, is_graded
from autograder.validation.bench import Bench, Trial, TrialResult
from autograder.validation.findings import Claim


def solutions_earn_everything(bench: Bench) -> Iterator[Claim]:
    """Run the solutions, question by question, and remember what each costs."""
    trials = [Trial(f"solutions: {q.id}", (bench.solutions,), (q.id,)) for q in bench.questions]
    for question, result in zip(bench.questions, bench.run(trials), strict=True):
        bench.wall_s[question.id] = result.wall_s
        problem = _not_full(result)
        yield Claim(not problem, f"{question.id}: {problem or f'the solution earns {question.points:g}'}")


def visible_asserts_hold(bench: Bench) -> Iterator[Claim]:
    """Run the notebook's test cells on the solutions, where they pass, and on the stubs, where they fail."""
    notebook = bench.runner.assignment.notebook
    code = [(i, cell) for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    graded = {i: grade_id_of(cell) for i, cell in code if is_graded(cell)}
    stubs = [(i, cell.source) for i, cell in code]
    variants = bench.runner.variants
    numbers = [(-2, variants.source)] if variants else []
    given = [(i, cell.source) for i, cell in code if not is_answer(cell)]
    solved = [*numbers, (-1, bench.solutions), *given]
    for who, cells, wanted in (("solutions", solved, True), ("stubs", stubs, False)):
        with bench.runner.session(cells) as session:
            runs = {run.index: run for run in session.run()}
        for index, _ in cells:
            if index not in graded:
                continue
            run = runs[index]
            held = (run.status == Status.PASSED) is wanted
            verb = "pass" if run.status == Status.PASSED else f"fail ({run.message})"
            yield Claim(held, f"{graded[index]}: the visible asserts {verb:.200} on the {who}")


def stubs_earn_nothing(bench: Bench) -> Iterator[Claim]:
    """Run the notebook as released."""
    notebook = bench.runner.assignment.notebook
    sources = tuple(cell.source for cell in notebook.cells if cell.cell_type == "code")
    [result] = bench.run([Trial("stubs", sources, tuple(q.id for q in bench.questions))])
    for question_id, score in result.scores.items():
        yield Claim(score.score == 0.0, f"{question_id}: the untouched stub earns {score.score}")
    yield from _faults("stubs", result)


def right_ones_earn_everything(bench: Bench, *, full: bool) -> Iterator[Claim]:
    """Run every right/ file: full points, and no mistake's name."""
    known = bench.runner.reference.right
    for entry, result in zip(known, _run_known(bench, known, full=full), strict=True):
        problem = _not_full(result)
        yield Claim(not problem, f"right/{entry.name}: {problem or 'full points'}")


def wrong_ones_are_named(bench: Bench, *, full: bool) -> Iterator[Claim]:
    """Run every wrong/ file: it loses its question and no other, and its mistake is named."""
    known = bench.runner.reference.wrong
    ids = {question.id for question in bench.questions}
    stray = [entry for entry in known if entry.question not in ids]
    yield from (Claim(False, f"wrong/{entry.name}: there is no question {entry.question}") for entry in stray)
    known = tuple(entry for entry in known if entry.question in ids)
    told: dict[str, tuple[str, ...]] = {}
    for entry, result in zip(known, _run_known(bench, known, full=full), strict=True):
        score = result.scores[entry.question]
        told[entry.name] = score.diagnosis.names if score.diagnosis else ()
        problems = list(_wrong_problems(entry, known, result))
        yield Claim(not problems, f"wrong/{entry.name}: {'; '.join(problems) or _loss(score)}")
    yield from _pairs(known, told)


def _pairs(known: tuple[KnownSubmission, ...], told: dict[str, tuple[str, ...]]) -> Iterator[Claim]:
    """Look for two mistakes of one question that nobody can tell apart and nobody declared alike."""
    for one, other in itertools.combinations(known, 2):
        if one.question == other.question and len(merged([one, other])) == 2:
            confused = other.name in told[one.name] or one.name in told[other.name]
            if confused:
                yield Claim(
                    False,
                    f"wrong/{one.name} and wrong/{other.name} get the same answers from every check: "
                    "add a case that tells them apart, or declare SAME_AS",
                )


def _wrong_problems(
    entry: KnownSubmission, known: tuple[KnownSubmission, ...], result: TrialResult
) -> Iterator[str]:
    score = result.scores[entry.question]
    if score.score is None:
        yield f"{entry.question} is left to a person: {score.message}"
    elif score.score >= score.points:
        yield f"it earns all {score.points:g} points of {entry.question}: no check fails on it"
    elif score.diagnosis is None:
        yield f"its mistake is not named ({', '.join(check.name for check in result.lost(entry.question))})"
    elif not any(_alike(entry, other) and other.name in score.diagnosis.names for other in known):
        yield f"it is taken for {' or '.join(score.diagnosis.names)}"
    for question_id, other_score in result.scores.items():
        if question_id != entry.question and other_score.score != other_score.points:
            names = ", ".join(check.name for check in result.lost(question_id))
            yield f"it also loses {question_id} ({names}), which it does not name"
    yield from result.faults


def _alike(one: KnownSubmission, other: KnownSubmission) -> bool:
    return one.name == other.name or one.name in other.same_as or other.name in one.same_as


def _run_known(bench: Bench, known: tuple[KnownSubmission, ...], *, full: bool) -> list[TrialResult]:
    trials = []
    for entry in known:
        sources, touched = bench.overlay(entry.path)
        if full:
            touched = tuple(question.id for question in bench.questions)
        elif entry.question and entry.question not in touched:
            touched = (*touched, entry.question)
        trials.append(Trial(entry.name, sources, touched))
    return bench.run(trials)


def _not_full(result: TrialResult) -> str:
    problems = list(result.faults)
    if not result.scores:
        problems.append("it overlays no name that a check asks for")
    for question_id, score in result.scores.items():
        if score.score != score.points:
            why = "; ".join(f"{check.name}: {check.message}" for check in score.checks if check.message)
            problems.append(f"{question_id} earns {score.score} of {score.points:g} ({why:.300})")
        if score.diagnosis is not None or any(check.mistakes for check in score.checks):
            problems.append(f"{question_id} is given a mistake's name")
    return "; ".join(problems)


def _loss(score: QuestionScore) -> str:
    return f"earns {score.score:g} of {score.points:g}, and is named"


def _faults(label: str, result: TrialResult) -> Iterator[Claim]:
    yield from (Claim(False, f"{label}: {fault}") for fault in result.faults)
