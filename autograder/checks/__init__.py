"""The author's door: all that an assignment's checks, right and wrong answers and solutions import of ours.

What lies behind it may move; what stands here stays.

- Reading a student's value as the kind of thing that a check needs, or failing in the student's words:
  `boolean`, `entries`, `floats`, `in_single_precision`, `integer`, `items`, `number`, `vector`; `describe`
  puts any value in a few words, and `WrongValue` is how reading fails.
- Stating a property for every input: `explored`.
- Remembering what is right for the check's own inputs, from student to student: `computed_once`.
- Sending a function or keeping an object: `Formula`, `StudentObject`.
- Exact numbers where a network has to hit a logic gate: `NotRational`, `rationals`, `realises`, `refutes`.
- Derivations judged line by line: `Task`; `DerivationChecks` and `RepairChecks` are bodies of such checks.

The fixtures that a check may ask for (`student`, `given`, `solutions`, `variant`, `mathematics`) come without
an import; see ``docs/write-an-assignment.md``.
"""

from autograder.checks.derivation_checks import DerivationChecks, RepairChecks
from autograder.checks.exploration import explored
from autograder.checks.student import StudentObject
from autograder.checks.truths import computed_once
from autograder.checks.values import (
    WrongValue,
    boolean,
    describe,
    entries,
    floats,
    in_single_precision,
    integer,
    items,
    number,
    vector,
)
from autograder.mathematics.certificates import NotRational, rationals, realises, refutes
from autograder.mathematics.tasks import Task
from autograder.sandbox import Formula

__all__ = [
    "DerivationChecks",
    "Formula",
    "NotRational",
    "RepairChecks",
    "StudentObject",
    "Task",
    "WrongValue",
    "boolean",
    "computed_once",
    "describe",
    "entries",
    "explored",
    "floats",
    "in_single_precision",
    "integer",
    "items",
    "number",
    "rationals",
    "realises",
    "refutes",
    "vector",
]
