"""The command line: reads arguments and the working directory, prints, and exits with a code.

What the engine does needs neither: a course's folder and everything else is handed to it. The environment is
read below too, by whatever starts a process or a library: the sandbox, for what student code may see of it,
`grading.checker_process`, `checks.collection` for pytest's variables, `nbgrader.config` for its search path.

Modules of commands import what they need inside their functions, so that `--help` answers at once and Ctrl-C
is heard while libraries load; that is the reason of every such import here.
"""

import sys

from autograder.cli.interrupting import EXIT, WRITTEN_STAYS, Interrupted, interruptible

__all__ = ["main"]


def main() -> None:
    """Run the command that the arguments name, and exit with its code.

    0 all well, 1 below ``--fail-under`` or a check of one's own failed, 2 usage or a course that cannot work,
    3 something was not graded, 4 something waits for a person, 130 interrupted, 141 nobody reads the output.
    """
    try:
        with interruptible():
            from autograder.cli.app import run

            code = run()
    except Interrupted:
        code = EXIT
    except KeyboardInterrupt:
        print(f"autograder: {WRITTEN_STAYS}", file=sys.stderr)  # noqa: T201 - the one error line
        code = EXIT
    sys.exit(code)
