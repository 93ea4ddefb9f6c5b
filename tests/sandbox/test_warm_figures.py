"""Warming up reads fonts and grammars, and changes nothing of what is drawn later."""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys, hashlib
sys.path.insert(0, {root!r})
from matplotlib import pyplot as plt
from autograder.sandbox import figures, warm
if {warm}:
    figures.png(warm._figure_of_everything())
    plt.close("all")
figure, axes = plt.subplots()
axes.plot([-1, 2], label="$x^2$")
axes.set_title("Title")
axes.legend()
print(plt.get_fignums(), hashlib.sha256(figures.png(figure)).hexdigest())
"""


def picture(*, warm: bool) -> str:
    """Return a figure's number and its picture's digest, in a process of its own."""
    program = PROGRAM.format(root=str(ROOT), warm=warm)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout


def test_a_figure_looks_the_same_in_a_warm_process() -> None:
    """Number and bytes; a digest of nothing would be told apart."""
    cold = picture(warm=False)
    assert cold == picture(warm=True)
    assert cold.startswith("[1] ")
    assert hashlib.sha256(b"").hexdigest() not in cold
