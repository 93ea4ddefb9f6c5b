"""A bench keeps one warm runner a process, whatever number of trials it is given."""

import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from autograder.checks.runner import Runner
from autograder.validation import bench
from autograder.validation.bench import Bench, Trial
from autograder.validation.freezing import refreeze
from tests.builders.sample_assignment import ID, write_sample

pytestmark = pytest.mark.sandbox


def test_a_process_of_the_pool_keeps_its_place(tmp_path: Path) -> None:
    """Each trial comes with paths of its own, sent over anew; the place stays the same."""
    course = write_sample(tmp_path)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        first, second = [pool.submit(place_id, course.root, course.halves).result() for _ in range(2)]
    assert first == second


def place_id(root: Path, halves: Path) -> int:
    """Return which place serves a trial in this process."""
    sent = pickle.loads(pickle.dumps((root, halves)))
    return id(bench._kept_place(*sent, ID))


def test_side_by_side_is_as_one_behind_the_other(tmp_path: Path) -> None:
    """The same scores and names in the trials' order, from processes and from this one."""
    course = write_sample(tmp_path)
    with Runner(course, ID) as runner:
        assert all(claim.ok for claim in refreeze(runner, lambda note: None))
    told: dict[int, list[object]] = {}
    for processes in (1, 2):
        notes: list[str] = []
        with Bench(course, ID, notes.append, processes) as at:
            ids = tuple(question.id for question in at.questions)
            trials = [Trial("solutions", (at.solutions,), ids)]
            trials += [Trial(k.name, at.overlay(k.path)[0], ids) for k in at.runner.reference.wrong]
            told[processes] = [result.scores for result in at.run(trials)]
        assert notes == [trial.label for trial in trials]
    assert told[1] == told[2]
