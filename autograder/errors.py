"""Errors a user can cause or meet, each one line that says what is wrong, where, and what to do.

The tree::

    AutograderError                 anything below; the command line prints it as one line
    ├── UnknownAssignment           no assignments/<id> (exit 2)
    ├── BadAssignment               a folder, notebook or assignment.toml that breaks a rule (exit 2)
    ├── MissingReference            no reference/<id>, or a part of it is not there (exit 2)
    ├── UnreadableSubmission        this submission cannot be graded; the batch goes on (exit 3)
    ├── GradebookError              the gradebook cannot be read or written (exit 3)
    │   └── GradebookUnavailable    now, by nobody: locked, read-only, broken, not there
    ├── SandboxUnavailable          this machine cannot run untrusted code safely (exit 2)
    └── SandboxError                the sandbox itself failed: no grade is given (exit 3)

The root and the sandbox's two are defined in the sandbox, which imports nothing of ours outside itself.
"""

import errno

from autograder.sandbox.errors import AutograderError, SandboxError, SandboxUnavailable

__all__ = [
    "AutograderError",
    "BadAssignment",
    "GradebookError",
    "GradebookUnavailable",
    "MissingReference",
    "SandboxError",
    "SandboxUnavailable",
    "UnknownAssignment",
    "UnreadableSubmission",
    "in_words",
]

_TOLD = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "not permitted",
    errno.EMFILE: "too many open files",
    errno.ENOMEM: "out of memory",
    errno.ENOTDIR: "it is not a folder",
    errno.ENAMETOOLONG: "the name is too long",
}


class UnknownAssignment(AutograderError):
    """There is no assignment of that id in the course."""


class BadAssignment(AutograderError):
    """An assignment's public folder breaks a rule of the house."""


class MissingReference(AutograderError):
    """An assignment has no reference, or a part of the reference is not there."""


class UnreadableSubmission(AutograderError):
    """A submission cannot be read as a notebook of this assignment."""

    exit_code = 3


class GradebookError(AutograderError):
    """The gradebook cannot be opened, read or written."""

    exit_code = 3


class GradebookUnavailable(GradebookError):
    """The gradebook as a whole cannot be used at the moment, whoever's result is to be written."""


def in_words(error: OSError) -> str:
    """Return why the operating system refused, without where.

    Examples
    --------
    >>> in_words(OSError(errno.ENOSPC, "No space left on device", "x"))
    'the disk is full'
    """
    return _TOLD.get(error.errno or 0) or error.strerror or str(error)
