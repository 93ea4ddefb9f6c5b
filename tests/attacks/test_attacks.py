"""Every attack in one batch with honest students: nothing gained, leaked or left, and nobody is harmed."""

from collections.abc import Callable

import pytest

from autograder.models import Status
from tests.attacks import fort
from tests.attacks.arena import (
    ATTACKERS,
    CODE,
    FAMILIES,
    FILES,
    ODD_NAMES,
    Arena,
    Fought,
    disguises,
    earns,
    outputs_of,
    told,
)

pytestmark = [pytest.mark.sandbox, pytest.mark.slow, pytest.mark.timeout(900)]

Get = Callable[[str], Fought]


@pytest.fixture(scope="module")
def planted() -> fort.Secrets:
    """Draw the words that must come out nowhere."""
    return fort.Secrets()


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory, planted: fort.Secrets) -> Fought:
    """Grade the innocents alone."""
    return Arena(tmp_path_factory.mktemp("quiet"), planted).fight()


@pytest.fixture(scope="module")
def fought(tmp_path_factory: pytest.TempPathFactory, planted: fort.Secrets, quiet: Fought) -> Fought:
    """Grade everybody, once; the batch without attackers goes first and is no concern of anybody's here."""
    return Arena(tmp_path_factory.mktemp("fought"), planted).fight(*ATTACKERS, *ODD_NAMES)


def test_there_are_many_and_all_differ() -> None:
    """At least sixty, at least nine in each family, no two with the same aim."""
    counts = [sum(name.startswith(f"{family}-") for name in CODE) for family in FAMILIES]
    assert min(counts) >= 9
    assert len(FILES) >= 9
    assert len({told(name) for name in ATTACKERS}) == len(ATTACKERS) >= 60


def test_quiet_batch_is_honest(quiet: Fought, planted: fort.Secrets) -> None:
    """Without attackers all is graded: what the others are compared with means something."""
    assert quiet.run.returncode == 0, quiet.run.stderr
    assert planted.neighbour in quiet.seen_by("ann"), "their own word is seen, so a leak would be"
    scores = {result["student"]: result["score"] for result in quiet.results}
    assert scores == dict.fromkeys(fort.INNOCENTS, 10.0) | {"ben": 6.0, "zoe": 6.0}


def test_one_command_grades_the_class(fought: Fought) -> None:
    """Everybody has a result, some are not graded, and nothing ends in a traceback."""
    assert "Traceback" not in fought.run.stderr + fought.run.stdout
    assert fought.run.returncode == 3, fought.run.stderr
    assert sorted(result["student"] for result in fought.results) == sorted(
        (*fort.INNOCENTS, *ATTACKERS, *ODD_NAMES[1:])
    )
    assert "the folder's name is no UTF-8" in fought.run.stdout, "who has no name that can be written is told"
    assert fought.pages.returncode == 0, fought.pages.stderr


@pytest.mark.parametrize("name", fort.INNOCENTS)
def test_innocents_are_not_touched(name: str, quiet: Fought, fought: Fought) -> None:
    """Grade and digests, and the executed notebook, are the same bytes as in a batch without attackers."""
    kept = [f.course.records / fort.ID / f"{name}.json" for f in (quiet, fought)]
    assert fort.grade_part(kept[0].read_bytes()) == fort.grade_part(kept[1].read_bytes())
    shown = [f.course.autograded / name / fort.ID / f"{fort.ID}.ipynb" for f in (quiet, fought)]
    assert shown[0].read_bytes() == shown[1].read_bytes()


@pytest.mark.parametrize("name", ATTACKERS)
def test_gains_nothing(name: str, fought: Fought) -> None:
    """The score is at most what the honest part earns, and no refusal was granted."""
    grade = fought.records[name]["grade"]
    scores = [question["score"] for question in grade.get("questions", ())]
    assert sum(score for score in scores if score is not None) <= earns(name)
    assert "GRANTED" not in outputs_of(fought, name)


REMEMBERED_INPUTS_COME_OUT = pytest.mark.xfail(
    reason="code that remembers a secret check's input can show it in an answer to a later check"
)
LEAKS = {"read-hidden_inputs": REMEMBERED_INPUTS_COME_OUT}


@pytest.mark.parametrize("name", [pytest.param(name, marks=LEAKS.get(name, ())) for name in ATTACKERS])
def test_leaks_nothing(name: str, fought: Fought, planted: fort.Secrets) -> None:
    """No word that was hidden stands in the record, the executed notebook or the feedback, in no disguise."""
    seen = fought.seen_by(name)
    assert [word for word in planted.words() if any(form in seen for form in disguises(word))] == []


@pytest.mark.parametrize("name", ATTACKERS)
def test_ends_in_a_status_in_words(name: str, fought: Fought) -> None:
    """Whatever was lost, a sentence says why; nothing waits for a person."""
    grade = fought.records[name]["grade"]
    assert Status(grade["status"]) is not Status.PENDING
    questions = grade.get("questions", ())
    assert questions or grade["message"]
    assert [q["id"] for q in questions if q["status"] != "passed" and not q["message"].strip()] == []


@pytest.mark.parametrize("name", ATTACKERS)
def test_ends_in_time(name: str, fought: Fought) -> None:
    """By the clock no submission takes much longer than its limit: a busy machine has room to be slow."""
    assert fought.records[name]["telemetry"]["wall_s"] < 3 * fort.WALL_S


def test_nothing_is_left(fought: Fought, quiet: Fought) -> None:
    """No process, no run folder, no file outside the course's own places, no call from outside."""
    assert fought.processes == quiet.processes == {}
    assert fought.changed == quiet.changed == []
    assert not fought.reached


def test_terminal_is_the_teachers(fought: Fought) -> None:
    """No command to the terminal and no line of a student's own stands in what the teacher reads."""
    words = fought.run.stdout + fought.run.stderr + fought.pages.stdout + fought.pages.stderr
    assert "\x1b" not in words
    assert "\x9b" not in words
    assert not [line for line in words.splitlines() if line.startswith(("fort:", "[INFO]", "score"))]
