"""The command line: reads arguments and the working directory, prints, and exits with a code.

Modules of commands import what they need inside their functions, so that `--help` answers at once and Ctrl-C
is heard while libraries load.
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
