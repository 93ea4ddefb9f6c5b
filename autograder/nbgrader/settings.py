"""The name by which a course's own ``nbgrader_config.py`` may still know `autograder.nbgrader.config`.

`autograder` wrote that file into courses that lie outside this repository, and never writes over one.
"""

from autograder.nbgrader.config import configure, load_config, put_scripts_on_path

__all__ = ["configure", "load_config", "put_scripts_on_path"]
