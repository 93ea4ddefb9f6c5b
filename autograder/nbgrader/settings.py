"""The configuration that turns a folder of assignments into an nbgrader course graded by us."""

import os
import sysconfig
from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.errors import GradebookError

_HERE = "autograder.nbgrader"
_FILE = "nbgrader_config.py"


def configure(config: Config) -> None:
    """Set everything that nbgrader's commands need to go through our gate, sandbox and gradebook.

    Parameters
    ----------
    config : Config
        What ``get_config()`` returns inside ``nbgrader_config.py``; changed in place. Lines after the call
        may change any of it.
    """
    put_scripts_on_path()
    config.CourseDirectory.source_directory = "assignments"
    # No ClearSolutions: it wipes a stub that holds no solution region, signature and docstring included.
    config.GenerateAssignment.preprocessors = [
        f"{_HERE}.preparing.ReleaseGate",
        "nbgrader.preprocessors.IncludeHeaderFooter",
        "nbgrader.preprocessors.LockCells",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.CheckCellMetadata",
        "nbgrader.preprocessors.ComputeChecksums",
        "nbgrader.preprocessors.SaveCells",
        f"{_HERE}.preparing.SaveDates",
    ]
    config.Autograde.exporter_class = f"{_HERE}.reading.SubmissionExporter"
    config.Autograde.sanitize_preprocessors = [
        f"{_HERE}.reading.Repair",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.DeduplicateIds",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    config.Autograde.autograde_preprocessors = [
        f"{_HERE}.scoring.SandboxRun",
        "nbgrader.preprocessors.LimitOutput",
        f"{_HERE}.scoring.SaveScores",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    config.GenerateFeedback.exporter_class = f"{_HERE}.showing.FeedbackExporter"
    config.GenerateFeedback.preprocessors = []
    config.AssignLatePenalties.plugin_class = f"{_HERE}.lateness.LatePolicy"
    config.ExportApp.plugin_class = f"{_HERE}.exporting.StatusCsv"


def load_config(root: Path) -> Config:
    """Read the configuration of a course, as nbgrader's commands do when started in its folder.

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
        When the course's file cannot be run.
    """
    put_scripts_on_path()
    if (root / _FILE).is_file():
        try:
            config: Config = PyFileConfigLoader(_FILE, path=str(root)).load_config()
        except Exception as error:  # an instructor's file may raise anything
            raise GradebookError(f"{root / _FILE} cannot be used: {type(error).__name__}: {error}") from error
    else:
        config = Config()
        configure(config)
    config.CourseDirectory.root = str(root)
    return config


def put_scripts_on_path() -> None:
    """Let nbgrader find ``alembic``, which it starts by name, without an activated environment."""
    scripts = sysconfig.get_path("scripts")
    places = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if places[0] != scripts:
        os.environ["PATH"] = os.pathsep.join([scripts, *places])
