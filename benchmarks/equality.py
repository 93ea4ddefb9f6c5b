"""Our prover beside SymPy: CPU time to start, and time and verdict for pairs of expressions, as ratios.

Run it with ``.venv/bin/python benchmarks/equality.py``; it needs the extra ``dev``. Both sides take turns in
one process, so that a busy machine slows both; starting is measured in new processes, in turns too.
"""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import sympy

from autograder.mathematics.grammar import parse
from autograder.mathematics.prover import LocalProver

ROUNDS = 5
X = sympy.Symbol("x", real=True)
PAIRS = {
    "equal, tanh and exp": ("(1 + tanh(x/2))/2", "1/(1 + exp(-x))"),
    "equal, a slope": ("exp(-x)/(1 + exp(-x))**2", "1/(1 + exp(-x)) * (1 - 1/(1 + exp(-x)))"),
    "equal, logarithms": ("log(1 + exp(x)) - x", "log(1 + exp(-x))"),
    "different, a sign": ("1/(1 + exp(-x))", "1/(1 + exp(x))"),
    "different, far out only": ("abs(x + 60) + abs(x - 110)", "170"),
}


def ours(left: str, right: str) -> str:
    """Return our verdict; a new prover remembers nothing."""
    return LocalProver().equal(parse(left), parse(right), {}).verdict


def equals(left: str, right: str) -> str:
    """Return what SymPy's own question after equality answers."""
    found = sympy.sympify(left, {"x": X}).equals(sympy.sympify(right, {"x": X}))
    return {True: "equal", False: "different"}.get(found, "unknown")


def simplified(left: str, right: str) -> str:
    """Return whether SymPy simplifies the difference to zero."""
    difference = sympy.simplify(sympy.sympify(left, {"x": X}) - sympy.sympify(right, {"x": X}))
    return "equal" if difference == 0 else "not zero"


def start_s(module: str) -> float:
    """Return the CPU seconds of a new Python that imports a module."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", f"import {module}"], check=True)  # noqa: S603 - our own interpreter
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def judged(judge: Callable[[str, str], str], left: str, right: str) -> tuple[float, str]:
    """Return the CPU seconds of one judgement, from text to verdict, and the verdict."""
    sympy.core.cache.clear_cache()
    before = time.process_time()
    verdict = judge(left, right)
    return time.process_time() - before, verdict


def main() -> None:
    """Measure and print."""
    starts = [(start_s("sympy"), start_s("autograder.mathematics.prover, mpmath")) for _ in range(ROUNDS)]
    print(f"to start, SymPy / ours: {statistics.median(theirs / own for theirs, own in starts):.1f}")
    print(f"{'pair':26} {'ours':>18} {'equals':>26} {'simplify':>26}")
    for name, (left, right) in PAIRS.items():
        rounds = [
            [judged(judge, left, right) for judge in (ours, equals, simplified)] for _ in range(ROUNDS + 1)
        ]
        cells = []
        for place in range(3):
            ratio = statistics.median(taken[place][0] / taken[0][0] for taken in rounds[1:])
            cells.append(f"{rounds[0][place][1]}, {ratio:.1f}")
        print(f"{name:26} {cells[0]:>18} {cells[1]:>26} {cells[2]:>26}")


if __name__ == "__main__":
    main()
