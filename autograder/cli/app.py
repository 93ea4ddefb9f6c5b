"""Put the commands together, and turn every error into one line and an exit code."""

import errno
import sys

import typer

from autograder.cli import authoring, grade, newcomer, results

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
    context_settings={"help_option_names": ["-h", "--help"]},
)

for _command, _short, _example in (
    (newcomer.demo, "A whole round in a scratch folder.", "demo"),
    (newcomer.doctor, "Can this machine grade, and if not, what to do.", "doctor"),
    (authoring.validate, "Prove an assignment's checks.", "validate hw1"),
    (authoring.rubric, "Every check's sentence and points.", "rubric hw1 --output rubric.md"),
    (
        authoring.coverage,
        "Which question covers which row of the lecture.",
        "coverage --output docs/lecture.md",
    ),
    (authoring.release, "Write what students get.", "release hw1"),
    (grade.grade, "Grade a class, or single files for CI.", "grade hw1 --jobs 4"),
    (results.feedback, "Write each student's page.", "feedback hw1 --student student01"),
    (results.report, "Sum up the class.", "report hw1"),
    (results.export, "Results in another system's format.", "export hw1 --to csv --output scores.csv"),
    (newcomer.check, "A student's own look at a notebook.", "check hw1.ipynb"),
):
    app.command(short_help=_short, epilog=f"Example: autograder {_example}")(_command)


def main() -> None:
    """Run the command that the arguments name, and exit with its code.

    0 all well, 1 below ``--fail-under`` or a check of one's own failed, 2 usage or a course that cannot work,
    3 something was not graded, 4 something waits for a person, 130 interrupted.
    """
    try:
        app(prog_name="autograder")
    except Exception as error:
        message, code = _words(error)
        if not message:
            raise
        _tell(message)
        sys.exit(code)
    except KeyboardInterrupt:
        _tell("interrupted; what was written so far stays")
        sys.exit(130)


def _tell(message: str) -> None:
    print(f"autograder: {' '.join(message.split())}", file=sys.stderr)  # noqa: T201 - the one error line


def _words(error: Exception) -> tuple[str, int]:
    """Return the line and the exit code for an error a user can meet, ('', 0) for a fault of ours."""
    from autograder.errors import AutograderError  # not before it is needed: it brings numpy along

    if isinstance(error, AutograderError):
        return str(error), error.exit_code
    return (_os_error(error), 3) if isinstance(error, OSError) else ("", 0)


def _os_error(error: OSError) -> str:
    reason = _TOLD.get(error.errno or 0) or error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason
