"""What a check is, the student it talks to, and running all checks of an assignment.

This package is also the author's door: checks import from here, and from nowhere deeper.

Reading a student's value, or failing with a sentence:
    `boolean`, `entries`, `floats`, `integer`, `items`, `number` and `vector` read; `describe` says what came;
    `in_single_precision` asks how it was computed; `WrongValue` is what they raise, and `ITEMS_MAX` and
    `NUMBERS_MAX` are how much they read where a check does not say.
A property of many inputs:
    `explored`.
What goes to the student's code and comes from it:
    `Formula`, a function to pass; `StudentObject`, an instance of a student's class; `CallFailed`, the ending
    of a call that gave no value.
What the fixtures are, for annotations:
    `Student`, `Given` and `Mathematics`.
Derivations, judged line by line:
    `Task` is what is to be derived, `Derivation` the checks of it, `BrokenDerivation` those of one to be
    mended; `Aspect` is one thing that holds or does not, for `Mathematics.require`.
Exact certificates:
    `rationals` reads numbers as they were meant, or raises `NotRational`; `realises` and `refutes` verify.
"""

from autograder.checks.derivations import BrokenDerivation, Derivation, Mathematics
from autograder.checks.exploration import explored
from autograder.checks.student import Given, Student, StudentObject
from autograder.checks.values import (
    ITEMS_MAX,
    NUMBERS_MAX,
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
from autograder.mathematics.tasks import Aspect, Task
from autograder.sandbox import CallFailed, Formula

__all__ = [
    "ITEMS_MAX",
    "NUMBERS_MAX",
    "Aspect",
    "BrokenDerivation",
    "CallFailed",
    "Derivation",
    "Formula",
    "Given",
    "Mathematics",
    "NotRational",
    "Student",
    "StudentObject",
    "Task",
    "WrongValue",
    "boolean",
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
