"""Read a student's expression: a closed grammar over plain Python syntax, and nothing is ever evaluated.

Numbers, the variable, ``+ - * / **``, a minus sign, parentheses, named functions of one argument and
``D(expression, x)``. What does not fit is *not readable*, which is another thing than wrong: the message
says what was found, at which column, and what to write instead.

Written by hand rather than on Python's own parser, which a long or deep text can bring down and whose
messages speak of Python, not of mathematics.
"""

import re
from collections.abc import Collection
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from autograder.mathematics.trees import (
    BUILT_IN,
    CONSTANTS,
    Application,
    Binary,
    Constant,
    Derivative,
    Negative,
    Number,
    Tree,
    Variable,
)

LONGEST = 1000
"""Characters of one expression."""
DEEPEST = 40
"""Parentheses, signs and powers inside one another."""
MOST_TOKENS = 300
"""Numbers, names and signs of one expression; it also bounds how deep a long sum can make a tree."""
MOST_REMEMBERED = 256
"""Lines whose trees are kept, because many students write them, and authors give them to everybody."""
MOST_DIGITS = 40
"""Digits of one number."""
LARGEST_EXPONENT = 40
"""Of a number such as 1e-12."""

_MODULES = frozenset(
    ("np", "numpy", "math", "sp", "sympy", "mp", "mpmath", "torch", "jnp", "special", "scipy.special")
)
_ALIASES = {
    "ln": "log", "arctan": "atan", "fabs": "abs", "σ": "sigma", "sigmoid": "sigma", "logistic": "sigma",
    "expit": "sigma", "π": "pi", "E": "e", "diff": "D", "Derivative": "D",
}  # fmt: skip
_SIGNS = {
    "−": "-", "–": "-", "×": "*", "·": "*", "∙": "*", "⋅": "*", "÷": "/", "[": "(", "]": ")",
    "（": "(", "）": ")", "，": ",", "＋": "+", "－": "-", "＊": "*", "／": "/",
}  # fmt: skip
_TAKE_D = "write D(f(x), x) for a derivative"
_NAME_HINTS = {
    "pow": "write ** for a power", "power": "write ** for a power", "square": "write **2 for a square",
    "d": _TAKE_D, "dx": _TAKE_D, "dy": _TAKE_D, "prime": _TAKE_D, "lambda": "write the expression itself",
}  # fmt: skip
"""For names without their module."""
_HINTS = {
    "^": "write ** for a power",
    "²": "write **2 for a square",
    "³": "write **3 for a cube",
    "√": "write sqrt(...) for a root",
    "'": _TAKE_D,
    "′": _TAKE_D,
    "∂": _TAKE_D,
    "|": "write abs(...) for an absolute value",
    "{": "use round parentheses",
    "}": "use round parentheses",
    "\\": "write plain Python, not LaTeX",
    "$": "write plain Python, not LaTeX",
    "%": "there is no remainder in a derivation",
    "=": "one line holds one expression",
    "…": "write the expression out",
}
_TOKEN = re.compile(
    r"(?P<space>[\s\u200b\u2060\ufeff]+)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_\u0370-\u03ff][A-Za-z0-9_\u0370-\u03ff.]*)"
    r"|(?P<sign>\*\*|//|[-+*/(),]|[" + re.escape("".join(_SIGNS)) + r"])"
)


class NotReadable(Exception):
    """A text that is not an expression of the grammar; this is not the same as being wrong.

    Parameters
    ----------
    reason : str
        What is the matter, in words for the student.
    column : int
        Where, counted from 1; 0 when it is not at one place.
    """

    def __init__(self, reason: str, column: int = 0) -> None:
        super().__init__(f"{reason} (column {column})" if column else reason)
        self.reason = reason
        self.column = column


class _Token(NamedTuple):
    kind: str
    text: str
    column: int


def parse(text: str, functions: Collection[str] = (), variable: str = "x") -> Tree:
    """Read one expression.

    Parameters
    ----------
    text : str
        The student's text. One ``=`` in front is dropped; ``np.exp`` and ``math.exp`` are ``exp``.
    functions : collection of str, optional
        Names of functions beyond the built-in ones, such as ``sigma``.
    variable : str, optional
        The name of the variable.

    Returns
    -------
    Tree
        The expression as it was written, unsimplified.

    Raises
    ------
    NotReadable
        With the reason and the column.
    """
    parts = parse_chain(text, functions, variable)
    if len(parts) > 1:
        raise NotReadable("there is more than one = here; write one expression", text.rfind("=") + 1)
    return parts[0]


def parse_chain(text: str, functions: Collection[str] = (), variable: str = "x") -> tuple[Tree, ...]:
    """Read one line that may hold several expressions joined by ``=``.

    Parameters
    ----------
    text, functions, variable
        As for `parse`.

    Returns
    -------
    tuple of Tree
        One tree for each side, at least one.

    Raises
    ------
    NotReadable
        With the reason and the column.
    """
    if len(text) > LONGEST:
        raise NotReadable(f"the line has {len(text)} characters, more than {LONGEST}")
    return _chain(text, frozenset(functions), variable)


@lru_cache(MOST_REMEMBERED)
def _chain(text: str, functions: frozenset[str], variable: str) -> tuple[Tree, ...]:
    text = re.sub(r"\s*==?$", "", text.rstrip().rstrip(",;"))  # a sign that leads on to the next line
    start = re.match(r"\s*(?:==?)?", text)
    offset = start.end() if start else 0
    trees = []
    for side in re.split(r"(==?)", text[offset:]):
        if not side.startswith("="):
            trees.append(_Reader(side, offset, functions, variable).read())
        offset += len(side)
    return tuple(trees)


def _tokens(text: str, offset: int) -> list[_Token]:
    """Cut a text into tokens; the columns count from the start of the whole line."""
    found: list[_Token] = []
    position = 0
    while position < len(text):
        match, column = _TOKEN.match(text, position), offset + position + 1
        if match is None:
            character = text[position]
            hint = _HINTS.get(character, "it does not belong to an expression")
            bare = character.isprintable() and character not in "'`′"
            shown = character if bare else repr(character)
            raise NotReadable(f"{shown} cannot be read: {hint}", column)
        position = match.end()
        if match.lastgroup == "space":
            continue
        found.append(_Token(str(match.lastgroup), _SIGNS.get(match[0], match[0]), column))
        if len(found) > MOST_TOKENS:
            raise NotReadable(f"more than {MOST_TOKENS} numbers, names and signs in one expression")
    return [*found, _Token("end", "", offset + len(text) + 1)]


class _Reader:
    """Reads one expression by precedence: sums, products, signs, powers, then what stands alone."""

    def __init__(self, text: str, offset: int, functions: frozenset[str], variable: str) -> None:
        self._tokens = _tokens(text, offset)
        self._at = 0
        self._depth = 0
        self._functions = functions
        self._variable = variable

    def read(self) -> Tree:
        tree = self._sum()
        rest = self._tokens[self._at]
        if rest.text == ")":
            raise NotReadable("this ) closes nothing", rest.column)
        if rest.kind != "end":
            raise self._missing_operator(rest)
        return tree

    def _accept(self, *texts: str) -> str:
        token = self._tokens[self._at]
        if token.kind == "sign" and token.text in texts:
            self._at += 1
            return token.text
        return ""

    def _expect(self, text: str, reason: str) -> None:
        if not self._accept(text):
            raise NotReadable(reason, self._tokens[self._at].column)

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise NotReadable(
                f"more than {DEEPEST} parentheses, signs and powers inside one another",
                self._tokens[self._at].column,
            )

    def _sum(self) -> Tree:
        tree = self._product()
        while operator := self._accept("+", "-"):
            tree = Binary(operator, tree, self._product())
        return tree

    def _product(self) -> Tree:
        tree = self._signed()
        while operator := self._accept("*", "/", "//"):
            if operator == "//":
                raise NotReadable("// rounds down: write / to divide", self._tokens[self._at - 1].column)
            tree = Binary(operator, tree, self._signed())
        return tree

    def _signed(self) -> Tree:
        sign = self._accept("-", "+")
        if not sign:
            return self._power()
        self._deeper()
        operand = self._signed()
        self._depth -= 1
        return Negative(operand) if sign == "-" else operand

    def _power(self) -> Tree:
        base = self._alone()
        if not self._accept("**"):
            return base
        self._deeper()
        exponent = self._signed()
        self._depth -= 1
        return Binary("**", base, exponent)

    def _alone(self) -> Tree:
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "number":
            return self._number(token)
        if token.kind == "name":
            return self._name(token)
        if token.text == "(":
            self._deeper()
            tree = self._sum()
            self._expect(")", "a ) is missing" if self._ended() else self._gap())
            self._depth -= 1
            return tree
        if token.kind == "end":
            raise NotReadable("an expression is missing at the end", token.column)
        raise NotReadable(f"an expression is missing before {token.text}", token.column)

    def _ended(self) -> bool:
        return self._tokens[self._at].kind == "end"

    def _gap(self) -> str:
        return self._missing_operator(self._tokens[self._at]).reason

    def _missing_operator(self, token: _Token) -> NotReadable:
        before = self._tokens[self._at - 1]
        if token.text == ",":
            return NotReadable("a comma belongs into D(expression, x) only", token.column)
        example = f"{before.text}*{token.text}" if before.kind != "sign" != token.kind else "* between them"
        return NotReadable(
            f"an operator is missing between {before.text} and {token.text}: write {example} for a product",
            token.column,
        )

    def _number(self, token: _Token) -> Number:
        digits, _, exponent = token.text.lower().partition("e")
        if sum(character.isdigit() for character in digits) > MOST_DIGITS:
            raise NotReadable(f"a number of more than {MOST_DIGITS} digits", token.column)
        if exponent and (len(exponent) > 4 or abs(int(exponent)) > LARGEST_EXPONENT):
            raise NotReadable(f"a number beyond 1e{LARGEST_EXPONENT}", token.column)
        return Number(Fraction(token.text), token.text)

    def _name(self, token: _Token) -> Tree:
        name = self._plain_name(token)
        if name == self._variable:
            return Variable(name)
        if name == "D":
            return self._derivative(token)
        if name in CONSTANTS:
            return Constant(name)
        if name in BUILT_IN or name in self._functions:
            self._expect(
                "(", f"{token.text} needs its argument in parentheses: {token.text}({self._variable})"
            )
            self._deeper()
            argument = self._sum()
            self._expect(")", f"the ) of {token.text}( is missing" if self._ended() else self._gap())
            self._depth -= 1
            return Application(name, argument)
        shown = token.text if len(token.text) <= 30 else token.text[:30] + "…"
        hint = _NAME_HINTS.get(token.text.rpartition(".")[2])
        if hint:
            raise NotReadable(f"{shown} is not known here: {hint}", token.column)
        known = ", ".join(sorted(BUILT_IN | self._functions | CONSTANTS))
        raise NotReadable(
            f"the name {shown} is not known here; known are {self._variable}, D, {known}", token.column
        )

    def _plain_name(self, token: _Token) -> str:
        module, _, name = token.text.rpartition(".")
        if module and module not in _MODULES:
            return token.text
        alias = _ALIASES.get(name, name)
        return name if name in self._functions or name == self._variable else alias

    def _derivative(self, token: _Token) -> Tree:
        wanted = f"a derivative is written D(expression, {self._variable})"
        self._expect("(", wanted)
        self._deeper()
        body = self._sum()
        self._expect(",", wanted if self._ended() or self._tokens[self._at].text == ")" else self._gap())
        variable = self._tokens[self._at]
        if variable.text != self._variable:
            raise NotReadable(wanted, variable.column)
        self._at += 1
        self._expect(")", wanted)
        self._depth -= 1
        return Derivative(body, self._variable)
