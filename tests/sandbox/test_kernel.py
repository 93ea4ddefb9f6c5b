"""The setting for another BLAS kernel reaches the process in which a student's code runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KERNELS = [sys.executable, str(ROOT / ".ci" / "kernels.py")]

pytestmark = pytest.mark.sandbox


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the script that proves under which kernel the proofs run."""
    return subprocess.run(
        [*KERNELS, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_another_kernel_runs_where_it_was_asked_for() -> None:
    """The other kernel runs on both sides, and its absence is an error, not silence."""
    other = run().stdout.strip()
    if not other:
        pytest.skip("no other kernel is known for this kind of machine")
    assert run("--require", other, OPENBLAS_CORETYPE=other).returncode == 0
    ignored = run("--require", other, OPENBLAS_CORETYPE="")
    assert ignored.returncode == 1
    assert "for students" in ignored.stdout
