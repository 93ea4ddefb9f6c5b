"""Which OpenBLAS kernel the proofs run under: a fit's last digits are another processor's under another one.

``kernels.py`` prints the name of a kernel that this machine can run and does not choose by itself, for the
environment variable OPENBLAS_CORETYPE. ``kernels.py --require NAME`` says what runs in this process and in a
student's, and fails where that is not the kernel asked for: the setting is ignored in silence elsewhere.
"""

import platform
import sys

import sklearn.linear_model  # noqa: F401 - loads NumPy's and SciPy's BLAS
from threadpoolctl import threadpool_info

from autograder.course.libraries import NOTEBOOKS
from autograder.sandbox import Budget, Limits, Request, Session, Zygote

EVERYWHERE = {"x86_64": ("Nehalem", "Prescott"), "aarch64": ("ARMV8", "CORTEXA53")}
"""Kernels that every machine of a kind runs; the second is for machines whose own is the first."""
SAME = {"Prescott": {"Prescott", "Katmai", "Core2"}}
"""Under what names a kernel reports itself, where it has several."""
CELL = """
import sklearn.linear_model
from threadpoolctl import threadpool_info
KERNELS = sorted({entry["architecture"] for entry in threadpool_info() if entry["user_api"] == "blas"})
"""


def running() -> set[str]:
    """Return the kernels of this process."""
    return {entry["architecture"] for entry in threadpool_info() if entry["user_api"] == "blas"}


def running_for_students() -> set[str]:
    """Return the kernels of a process in which a student's code runs."""
    with Zygote(NOTEBOOKS) as zygote, Session(zygote, [(0, CELL)], Limits()) as session:
        return set(session.ask(Request.value("KERNELS"), Budget(20.0)).value)


def other() -> str:
    """Return a kernel that is not this machine's own, or '' where none is known."""
    return next((name for name in EVERYWHERE.get(platform.machine(), ()) if name not in running()), "")


def main(arguments: list[str]) -> int:
    """Print the other kernel, or compare what runs with what was asked for."""
    if arguments[:1] != ["--require"]:
        print(other())  # noqa: T201 - its only output
        return 0
    here, there = running(), running_for_students()
    print(f"OpenBLAS kernel: {', '.join(sorted(here))}; for students {', '.join(sorted(there))}")  # noqa: T201
    asked = SAME.get(arguments[1], {arguments[1]}) if arguments[1:] else here
    return 0 if here == there and here <= asked else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
