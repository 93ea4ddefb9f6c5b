"""The configuration that turns a folder of assignments into an nbgrader course graded by us."""

import os
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jupyter_core.paths import jupyter_config_path
from traitlets.config import Application, Config

from autograder.errors import GradebookError

_HERE = "autograder.nbgrader"

FILE = "nbgrader_config.py"
"""Where nbgrader looks for a course's configuration."""

TEXT = '''\
"""Make this folder an nbgrader course that `autograder` grades; see autograder/nbgrader."""

try:
    from autograder.nbgrader.config import configure

    configure(get_config())  # noqa: F821 - nbgrader gives its configuration files this function
except Exception as error:
    # nbgrader goes on without a configuration that fails, and would run students' code as you.
    raise SystemExit(
        f"nbgrader_config.py: {error}; without autograder nothing is graded here: run the nbgrader beside it"
    ) from error
'''
"""What the file of a course holds."""


def configure(config: Config) -> None:
    """Set everything that nbgrader's commands need to go through our gate, sandbox and gradebook.

    Parameters
    ----------
    config : Config
        What ``get_config()`` returns inside ``nbgrader_config.py``; changed in place. Lines after the call
        may change any of it; `autograder.nbgrader.confinement` looks at what comes out.
    """
    put_scripts_on_path()
    config.CourseDirectory.source_directory = "assignments"
    config.GenerateAssignment.exporter_class = f"{_HERE}.release_exporter.ReleaseExporter"
    # No ClearSolutions: it wipes a stub that holds no solution region, signature and docstring included.
    config.GenerateAssignment.preprocessors = [
        f"{_HERE}.preprocessors.ReleaseGate",
        "nbgrader.preprocessors.IncludeHeaderFooter",
        "nbgrader.preprocessors.LockCells",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.CheckCellMetadata",
        "nbgrader.preprocessors.ComputeChecksums",
        "nbgrader.preprocessors.SaveCells",
        f"{_HERE}.preprocessors.SaveDates",
    ]
    config.Autograde.exporter_class = f"{_HERE}.submission_exporter.SubmissionExporter"
    config.Autograde.sanitize_preprocessors = [
        f"{_HERE}.preprocessors.Repair",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.DeduplicateIds",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    config.Autograde.autograde_preprocessors = [
        f"{_HERE}.preprocessors.SandboxRun",
        "nbgrader.preprocessors.LimitOutput",
        f"{_HERE}.preprocessors.SaveScores",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    config.GenerateFeedback.exporter_class = f"{_HERE}.feedback_exporter.FeedbackExporter"
    config.GenerateFeedback.preprocessors = []
    config.AssignLatePenalties.plugin_class = f"{_HERE}.late_policy.LatePolicy"
    config.ExportApp.plugin_class = f"{_HERE}.status_csv.StatusCsv"


def load_config(root: Path) -> Config:
    """Read the configuration of a course, as nbgrader's commands do when started in its folder.

    Jupyter's own folders come first (the user's, the environment's, the machine's), then the course's files.

    Parameters
    ----------
    root : Path
        The course's folder. Without an ``nbgrader_config.py`` there, ours is used as it is.

    Returns
    -------
    Config
        With the course's root filled in.

    Raises
    ------
    GradebookError
        When a file cannot be run.
    """
    put_scripts_on_path()
    reader = Application(raise_config_file_errors=True)
    if not (root / FILE).is_file():
        config = Config()
        configure(config)
        reader.update_config(config)
    for name, places in configuration_places(root):
        try:
            with _imports_from(root):
                reader.load_config_file(name, path=places)
        except (Exception, SystemExit) as error:  # an instructor's file may raise anything
            where = root / FILE if places == [str(root)] else f"{name} in one of {', '.join(places)}"
            reason = " ".join(f"{type(error).__name__}: {error}".split())
            raise GradebookError(f"{where} cannot be used: {reason}") from error
    config = reader.config
    config.CourseDirectory.root = str(root)
    return config


def configuration_places(root: Path) -> list[tuple[str, list[str]]]:
    """Return what nbgrader started in a course reads: names of files and folders, later ones weigh more.

    Parameters
    ----------
    root : Path
        The course's folder.

    Returns
    -------
    list of (str, list of str)
        A name without its ending, ``.py`` or ``.json``, and folders from the strongest to the weakest.
    """
    shared = jupyter_config_path()
    return [("jupyter_config", shared), ("nbgrader_config", shared), ("nbgrader_config", [str(root)])]


def put_scripts_on_path() -> None:
    """Let nbgrader find ``alembic``, which it starts by name, without an activated environment."""
    scripts = sysconfig.get_path("scripts")
    places = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if places[0] != scripts:
        os.environ["PATH"] = os.pathsep.join([scripts, *places])


@contextmanager
def _imports_from(root: Path) -> Iterator[None]:
    """Let a course's file import what lies beside it, as nbgrader does."""
    before = sys.path[:]
    sys.path.insert(0, str(root))
    try:
        yield
    finally:
        sys.path[:] = before
