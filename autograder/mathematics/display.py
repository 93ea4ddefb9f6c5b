"""Show an expression back: as presentation MathML, or as plain text, in the form it was written.

Everything is printed from our own tree, so nothing a student typed can reach a page unescaped.
"""

from html import escape

from autograder.mathematics.trees import (
    Application,
    Binary,
    Constant,
    Derivative,
    Negative,
    Number,
    Tree,
    Variable,
)

_SUM, _PRODUCT, _SIGN, _POWER, _ALONE = range(5)
_GREEK = {"sigma": "σ", "phi": "φ", "psi": "ψ", "theta": "θ", "alpha": "α", "beta": "β", "pi": "π"}


def _rank(tree: Tree) -> int:
    """Return how tightly the outermost operation of a tree binds."""
    match tree:
        case Binary("+" | "-"):
            return _SUM
        case Binary("*" | "/"):
            return _PRODUCT
        case Binary("**"):
            return _POWER
        case Negative():
            return _SIGN
    return _ALONE


def to_text(tree: Tree) -> str:
    """Return an expression as plain text in Python syntax.

    Parameters
    ----------
    tree : Tree
        The expression.

    Returns
    -------
    str
        A text that reads back as the same tree.
    """
    match tree:
        case Number(_, written):
            return written
        case Variable(name) | Constant(name):
            return name
        case Application(name, argument):
            return f"{name}({to_text(argument)})"
        case Derivative(body, variable):
            return f"D({to_text(body)}, {variable})"
        case Negative(operand):
            return "-" + _bracketed(operand, _rank(operand) <= _SIGN)
        case Binary("**", left, right):
            return f"{_bracketed(left, _rank(left) < _ALONE)}**{_bracketed(right, _rank(right) < _POWER)}"
        case Binary(operator, left, right):
            rank = _rank(tree)
            space = " " if rank == _SUM else ""
            first = _bracketed(left, _rank(left) < rank)
            second = _bracketed(right, _rank(right) <= rank or _leads_with_minus(right))
            return f"{first}{space}{operator}{space}{second}"
    raise TypeError(tree)


def _bracketed(tree: Tree, needed: bool) -> str:
    return f"({to_text(tree)})" if needed else to_text(tree)


def _leads_with_minus(tree: Tree) -> bool:
    while isinstance(tree, Binary) and tree.operator != "**":
        tree = tree.left
    return isinstance(tree, Negative)


def to_mathml(*trees: Tree) -> str:
    """Return an expression, or several joined by equals signs, as one ``<math>`` element.

    Parameters
    ----------
    *trees : Tree
        The expressions, at least one.

    Returns
    -------
    str
        Presentation MathML; every letter of it is ours or escaped.
    """
    return f'<math display="block">{"<mo>=</mo>".join(map(_row, trees))}</math>'


def _row(tree: Tree) -> str:
    match tree:
        case Number(_, written):
            return _number(written)
        case Variable(name) | Constant(name):
            return _name(name)
        case Application():
            return _call(tree)
        case Derivative(body, variable):
            below = f"<mrow><mi>d</mi>{_name(variable)}</mrow>"
            return f"<mrow><mfrac><mi>d</mi>{below}</mfrac>{_fenced(body, '[', ']')}</mrow>"
        case Negative(operand):
            inner = _guarded(operand, _rank(operand) == _SUM or _shows_minus(operand))
            return f'<mrow><mo form="prefix">−</mo>{inner}</mrow>'
        case Binary("/", Binary("*", first, second), right) if _divides(first):
            return _row(Binary("*", first, Binary("/", second, right)))
        case Binary("/", left, right):
            return f"<mfrac>{_grouped(left)}{_grouped(right)}</mfrac>"
        case Binary("**", left, right):
            return _power(left, right)
        case Binary("*", left, right):
            factor = _guarded(right, _rank(right) == _SUM or _shows_minus(right))
            return f"<mrow>{_guarded(left, _rank(left) == _SUM)}{_times(left, right)}{factor}</mrow>"
        case Binary(operator, left, right):
            sign = "−" if operator == "-" else "+"
            guard = _rank(right) == _SUM or _shows_minus(right)
            return f"<mrow>{_row(left)}<mo>{sign}</mo>{_guarded(right, guard)}</mrow>"
    raise TypeError(tree)


def _call(tree: Application) -> str:
    argument = tree.argument
    if tree.name == "sqrt":
        return f"<msqrt>{_row(argument)}</msqrt>"
    if tree.name == "abs":
        return _fenced(argument, "|", "|")
    if tree.name == "exp":
        return f"<msup><mi>e</mi>{_grouped(argument)}</msup>"
    return f"<mrow>{_function_name(tree.name)}{_fenced(argument)}</mrow>"


def _power(base: Tree, exponent: Tree) -> str:
    raised = _grouped(exponent)
    if (
        isinstance(base, Application)
        and base.name not in ("sqrt", "abs", "exp")
        and isinstance(exponent, Number)
    ):
        return f"<mrow><msup>{_function_name(base.name)}{raised}</msup>{_fenced(base.argument)}</mrow>"
    plain = isinstance(base, Number | Variable | Constant) or (
        isinstance(base, Application) and base.name == "abs"
    )
    return f"<msup>{_row(base) if plain else _fenced(base)}{raised}</msup>"


def _times(left: Tree, right: Tree) -> str:
    """Return the sign between two factors: a dot where nothing at all could be misread."""
    clear = isinstance(left, Number) and not isinstance(_first(right), Number)
    return "<mo>\u2062</mo>" if clear and not isinstance(right, Binary | Derivative) else "<mo>⋅</mo>"


def _divides(tree: Tree) -> bool:
    """Tell whether a chain of factors holds a fraction; what is divided after it is a fraction of its own."""
    while isinstance(tree, Binary) and tree.operator == "*":
        tree = tree.left
    return isinstance(tree, Binary) and tree.operator == "/"


def _first(tree: Tree) -> Tree:
    while isinstance(tree, Binary):
        tree = tree.left
    return tree


def _shows_minus(tree: Tree) -> bool:
    """Tell whether the printed form begins with a minus sign on the line itself."""
    while isinstance(tree, Binary) and tree.operator in "*+-":
        tree = tree.left
    return isinstance(tree, Negative)


def _guarded(tree: Tree, needed: bool) -> str:
    return _fenced(tree) if needed else _row(tree)


def _grouped(tree: Tree) -> str:
    return f"<mrow>{_row(tree)}</mrow>"


def _fenced(tree: Tree, opening: str = "(", closing: str = ")") -> str:
    before, after = (
        f'<mo form="{form}" fence="true">{sign}</mo>'
        for form, sign in (("prefix", opening), ("postfix", closing))
    )
    return f"<mrow>{before}{_row(tree)}{after}</mrow>"


def _number(written: str) -> str:
    digits, _, exponent = written.lower().partition("e")
    if "/" in digits:
        top, _, bottom = digits.partition("/")
        return f"<mfrac><mn>{escape(top)}</mn><mn>{escape(bottom)}</mn></mfrac>"
    if not exponent:
        return f"<mn>{escape(digits)}</mn>"
    power = exponent.lstrip("+").replace("-", "−")
    return f"<mrow><mn>{escape(digits)}</mn><mo>⋅</mo><msup><mn>10</mn><mn>{escape(power)}</mn></msup></mrow>"


def _name(name: str) -> str:
    return f"<mi>{escape(_GREEK.get(name, name))}</mi>"


def _function_name(name: str) -> str:
    return _name("arctan" if name == "atan" else "ln" if name == "log" else name)
