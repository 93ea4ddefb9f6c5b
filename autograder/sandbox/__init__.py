"""Runs untrusted notebooks: warm processes that fork one locked-down child a submission.

The trusted side makes a `Zygote` once and a `Session` a submission; values cross by `wire`, verdicts never.
Nothing here knows assignments, checks or answers.
"""

from autograder.sandbox.errors import CallFailed, SandboxError, SandboxUnavailable
from autograder.sandbox.figure_data import Axes, Bars, Figure, Line, Points
from autograder.sandbox.formula import Formula
from autograder.sandbox.host import Fact, facts
from autograder.sandbox.landlock import landlock_abi
from autograder.sandbox.launcher import Module, Notebooks, Zygote
from autograder.sandbox.limits import Budget, Limits
from autograder.sandbox.messages import Want
from autograder.sandbox.replies import CellRun, Reply
from autograder.sandbox.request import PackedRequest, Request
from autograder.sandbox.session import Session
from autograder.sandbox.wire import Handle

__all__ = [
    "Axes",
    "Bars",
    "Budget",
    "CallFailed",
    "CellRun",
    "Fact",
    "Figure",
    "Formula",
    "Handle",
    "Limits",
    "Line",
    "Module",
    "Notebooks",
    "PackedRequest",
    "Points",
    "Reply",
    "Request",
    "SandboxError",
    "SandboxUnavailable",
    "Session",
    "Want",
    "Zygote",
    "facts",
    "landlock_abi",
]
