"""Runs untrusted notebooks: warm processes that fork one locked-down child a submission.

The trusted side makes a `Zygote` once and a `Session` a submission; values cross by `wire`, verdicts never.
Nothing here knows assignments, checks or answers.
"""

from autograder.sandbox.errors import CallFailed, SandboxError, SandboxUnavailable
from autograder.sandbox.host import Fact, facts
from autograder.sandbox.landlock import landlock_abi
from autograder.sandbox.launcher import Zygote
from autograder.sandbox.limits import Budget, Limits
from autograder.sandbox.session import CellRun, Reply, Session
from autograder.sandbox.wire import Handle

__all__ = [
    "Budget",
    "CallFailed",
    "CellRun",
    "Fact",
    "Handle",
    "Limits",
    "Reply",
    "SandboxError",
    "SandboxUnavailable",
    "Session",
    "Zygote",
    "facts",
    "landlock_abi",
]
