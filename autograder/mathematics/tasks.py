"""What is to be derived, what a derivation of it must look like, and how one thing asked of it came out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from autograder.mathematics.grammar import parse
from autograder.mathematics.trees import Derivative, Tree


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing asked of a derivation, and whether it holds.

    Attributes
    ----------
    verdict : {'holds', 'fails', 'unknown'}
        "unknown" is for a person to decide.
    message : str
        Why it does not hold, in words for the student; '' when it does.
    """

    verdict: Literal["holds", "fails", "unknown"] = "holds"
    message: str = ""

    def __bool__(self) -> bool:
        return self.verdict == "holds"


HOLDS = Aspect()


@dataclass(frozen=True)
class Task:
    """What is to be derived, and what a derivation of it must look like.

    Attributes
    ----------
    name : str
        What it is, for the feedback: "the derivative of sigma".
    definition : str
        The function, as an expression in the variable.
    functions : mapping of str to str
        Named functions beyond the built-in ones, each as an expression in the variable.
    final : tuple of str
        The functions that the last line may use.
    final_variable : bool
        Whether the variable may also stand outside of them in the last line.
    min_lines : int
        How many lines the rule "steps shown" asks for.
    variable : str
        The variable.
    """

    name: str
    definition: str
    functions: Mapping[str, str] = field(default_factory=dict)
    final: tuple[str, ...] = ()
    final_variable: bool = False
    min_lines: int = 4
    variable: str = "x"

    @cached_property
    def names(self) -> frozenset[str]:
        """The functions an expression may use beyond the built-in ones."""
        return frozenset(self.functions)

    @cached_property
    def definitions(self) -> dict[str, Tree]:
        """What the named functions are, as trees."""
        return {name: self.read(text) for name, text in self.functions.items()}

    @cached_property
    def start(self) -> Derivative:
        """The derivative to be taken."""
        return Derivative(self.read(self.definition), self.variable)

    @property
    def steps_rule(self) -> str:
        """What "steps shown" means, a sentence to print for the student."""
        return f"At least {self.min_lines} lines, and no line repeats the one before it."

    @property
    def final_rule(self) -> str:
        """What the last line may hold, a sentence to print for the student."""
        allowed = [f"{name}({self.variable})" for name in self.final]
        allowed += [self.variable] if self.final_variable else []
        return f"The last line holds {listed(['numbers', *allowed])} alone: no D, and no other function."

    def read(self, text: str) -> Tree:
        """Read one expression in this task's names."""
        return parse(text, self.names, self.variable)


def listed(words: Sequence[str]) -> str:
    """Return words as an enumeration: "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
