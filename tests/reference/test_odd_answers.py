"""However much or odd a student's answers are: every check ends in words, in bounded memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASSIGNMENTS = sorted(path.parent.name for path in (ROOT / "reference").glob("*/solutions.py"))
LOOKS_ELSEWHERE = ("_alone", "_stay", "_shows_the_valley", "_is_readable")
"""How checks end that ask only whether a call changes its arguments, or what it drew; these may hold."""
SMALL_MB, LARGE_MB = 150, 700
"""What answers of 10 000 numbers may cost, and any that cross the wall; half of it is the fake's copies."""


@pytest.mark.slow
@pytest.mark.parametrize("assignment_id", ASSIGNMENTS)
def test_every_check_ends_in_words_and_in_bounded_memory(assignment_id: str) -> None:
    """No odd answer earns a check's points, waits for a person, or makes the trusted side large."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.reference.odd_answers", assignment_id],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) >= 12
    for answer in told:
        assert answer["faults"] == []
        for check, (status, message) in answer["checks"].items():
            may_hold = check.endswith(LOOKS_ELSEWHERE)
            assert status in {"failed", "value", *(["passed"] if may_hold else [])}, (answer["answer"], check)
            assert message or status == "passed", (answer["answer"], check)
        small = answer["answer"] in ("10 000 numbers", "two of 10 000 and a number", "four of 10 000")
        assert answer["grew_mb"] < (SMALL_MB if small else LARGE_MB), answer["answer"]
