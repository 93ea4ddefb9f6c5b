"""Put the commands together, and turn every error into one line and an exit code."""

import os
import sys

import typer
from typer.main import get_command

from autograder.cli import authoring, grade, newcomer, results

NOBODY_READS = 141
"""What a shell calls a command whose reader went away, as in ``| head``."""

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


def run() -> int:
    """Run the command that the arguments name.

    Returns
    -------
    int
        The exit code; what went wrong is told by then.

    Raises
    ------
    KeyboardInterrupt
        When the user presses Ctrl-C; a fault of ours is raised as it is.
    """
    try:
        # Not `app()`: it takes KeyboardInterrupt and a closed pipe for itself.
        with get_command(app).make_context("autograder", sys.argv[1:]) as context:
            context.command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as ending:
        return _flushed(ending.exit_code)
    except BrokenPipeError:
        return _nobody_reads()
    except Exception as error:
        if hasattr(error, "show") and hasattr(error, "exit_code"):  # how the library words wrong usage
            error.show()
            return int(error.exit_code)
        message, code = _words(error)
        if not message:
            raise
        _tell(message)
        return code
    return 0


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _nobody_reads()
    return code


def _nobody_reads() -> int:
    """Let what is left to print go nowhere, so that nothing complains at the end."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a descriptor is all that is wanted
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return NOBODY_READS


def _tell(message: str) -> None:
    print(f"autograder: {' '.join(message.split())}", file=sys.stderr)  # noqa: T201 - the one error line


def _words(error: Exception) -> tuple[str, int]:
    """Return the line and the exit code for an error a user can meet, ('', 0) for a fault of ours."""
    from autograder.errors import AutograderError

    if isinstance(error, AutograderError):
        return str(error), error.exit_code
    return (_os_error(error), 3) if isinstance(error, OSError) else ("", 0)


def _os_error(error: OSError) -> str:
    from autograder.errors import in_words

    return f"{error.filename}: {in_words(error)}" if error.filename else in_words(error)
