"""The command line: the only reader of arguments, environment and working directory."""

from autograder.cli.app import main

__all__ = ["main"]
