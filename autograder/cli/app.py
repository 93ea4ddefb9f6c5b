"""Put the commands together, and turn every error into one line and an exit code."""

import errno
import sys

import typer

from autograder.cli import authoring, grade, newcomer, results
from autograder.errors import AutograderError

_TOLD = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "not permitted",
    errno.EMFILE: "too many open files",
    errno.ENOMEM: "out of memory",
}

app = typer.Typer(
    name="autograder",
    help="Release, grade and prove coursework that grades itself.",
    epilog="Begin with: autograder demo",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

for _command, _example in (
    (newcomer.demo, "autograder demo"),
    (newcomer.doctor, "autograder doctor"),
    (authoring.validate, "autograder validate hw1"),
    (authoring.rubric, "autograder rubric hw1 --output rubric.md"),
    (authoring.release, "autograder release hw1"),
    (grade.grade, "autograder grade hw1 --jobs 4"),
    (results.feedback, "autograder feedback hw1 --student student01"),
    (results.report, "autograder report hw1"),
    (results.export, "autograder export hw1 --to csv --output scores.csv"),
    (newcomer.check, "autograder check hw1.ipynb"),
):
    app.command(epilog=f"Example: {_example}")(_command)


def main() -> None:
    """Run the command that the arguments name, and exit with its code.

    0 all well, 1 below ``--fail-under`` or a check of one's own failed, 2 usage or a course that cannot work,
    3 something was not graded, 4 something waits for a person, 130 interrupted.
    """
    try:
        app()
    except AutograderError as error:
        _tell(str(error))
        sys.exit(error.exit_code)
    except OSError as error:
        _tell(_os_error(error))
        sys.exit(3)
    except KeyboardInterrupt:
        _tell("interrupted; what was written so far stays")
        sys.exit(130)


def _tell(message: str) -> None:
    print(f"autograder: {' '.join(message.split())}", file=sys.stderr)  # noqa: T201 - the one error line


def _os_error(error: OSError) -> str:
    reason = _TOLD.get(error.errno or 0) or error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason
