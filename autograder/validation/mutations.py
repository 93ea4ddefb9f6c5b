"""The small changes that turn a right piece of syntax into a wrong one, node by node."""

import ast
import copy
from collections.abc import Iterator

Change = tuple[str, ast.stmt | ast.expr]

_ARITHMETIC: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_TWINS = {
    one: other
    for pair in (
        ("min", "max"),
        ("amin", "amax"),
        ("minimum", "maximum"),
        ("argmin", "argmax"),
        ("sum", "mean"),
        ("any", "all"),
        ("floor", "ceil"),
        ("zeros", "ones"),
        ("zeros_like", "ones_like"),
        ("sin", "cos"),
    )
    for one, other in (pair, pair[::-1])
}

_CONVERSIONS = frozenset(
    {"array", "asarray", "float", "float64", "int", "bool", "list", "tuple", "str", "isinstance"}
)
"""Calls that change a value's type and not the value; whether they are there is a matter of style."""


def changes(node: ast.stmt | ast.expr) -> Iterator[Change]:
    """Yield the changes of one node, each with what kind of change it is.

    Parameters
    ----------
    node : ast.stmt or ast.expr
        A piece of right syntax; it is not changed.

    Yields
    ------
    (str, ast.stmt or ast.expr)
        The kind of change and the node that takes its place.
    """
    match node:
        case ast.BinOp(left, op, right):
            for kind in _ARITHMETIC.get(type(op), ()):
                yield "other operator", ast.BinOp(left, kind(), right)
            yield "term dropped", left
            yield "term dropped", right
        case ast.UnaryOp(op=ast.USub() | ast.Not(), operand=operand):
            yield "sign dropped" if isinstance(node.op, ast.USub) else "not dropped", operand
        case ast.BoolOp(op, values):
            yield "and for or", ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.Compare(left, ops, comparators):
            for place, operator in enumerate(ops):
                for comparison in _COMPARISONS[type(operator)]:
                    changed = [*ops[:place], comparison(), *ops[place + 1 :]]
                    yield "other comparison", ast.Compare(left, changed, comparators)
        case ast.Constant(str() as text):
            yield from _texts(text)
        case ast.Constant(value):
            yield from _constants(value)
        case ast.IfExp(test, body, orelse):
            yield "branches swapped", ast.IfExp(test, orelse, body)
        case ast.Call():
            yield from _calls(node)
        case ast.Name(name, ast.Load()) if name in _TWINS:
            yield "other function", ast.Name(_TWINS[name], ast.Load())
        case ast.Attribute(value, name, ast.Load()) if name in _TWINS:
            yield "other function", ast.Attribute(value, _TWINS[name], ast.Load())
        case ast.Attribute(value, "T", ast.Load()):
            yield "transpose dropped", value
        case ast.If(test, body, orelse):
            yield "branch dropped", ast.If(ast.Constant(False), body, orelse)
            yield "branch always taken", ast.If(ast.Constant(True), body, orelse)
        case ast.AugAssign(target, op, value):
            yield "statement dropped", ast.Pass()
            for kind in _ARITHMETIC.get(type(op), ()):
                yield "other operator", ast.AugAssign(target, kind(), value)
        case ast.Assign([ast.Subscript() | ast.Attribute()]) | ast.Expr() | ast.Break() | ast.Continue():
            yield "statement dropped", ast.Pass()


def _constants(value: object) -> Iterator[Change]:
    if isinstance(value, bool):
        yield "constant", ast.Constant(not value)
    elif isinstance(value, int | float):
        yield "constant", ast.Constant(value + 1)
        if value == 1:
            yield "constant", ast.Constant(type(value)(0))
        if value:
            yield "sign", ast.UnaryOp(ast.USub(), ast.Constant(value))


def _texts(text: str) -> Iterator[Change]:
    """Change a text that is itself an expression, such as one line of a derivation."""
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError):
        return
    nodes = list(ast.walk(tree))
    if not any(isinstance(node, ast.BinOp | ast.Call) for node in nodes):
        return
    for place, node in enumerate(nodes):
        if isinstance(node, ast.expr) and not (
            isinstance(node, ast.Constant) and isinstance(node.value, str)
        ):
            for kind, replacement in changes(node):
                changed = copy.deepcopy(tree)
                swap = _Swap(list(ast.walk(changed))[place], replacement)
                yield f"{kind}, in a text", ast.Constant(ast.unparse(swap.visit(changed)))


class _Swap(ast.NodeTransformer):
    """Puts one node in another's place."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old = old
        self._new = new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else self.generic_visit(node)


def _calls(node: ast.Call) -> Iterator[Change]:
    if isinstance(node.func, ast.Name) and node.func.id == "range":
        last = 0 if len(node.args) == 1 else 1
        for operator in (ast.Add(), ast.Sub()):
            stop = ast.BinOp(node.args[last], operator, ast.Constant(1))
            args = [*node.args[:last], stop, *node.args[last + 1 :]]
            yield "off by one", ast.Call(node.func, args, node.keywords)
    if _called(node) in _CONVERSIONS:
        return
    if len(node.args) >= 2 and not any(isinstance(arg, ast.Starred) for arg in node.args):
        first, second, *rest = node.args
        yield "arguments swapped", ast.Call(node.func, [second, first, *rest], node.keywords)
    for place, keyword in enumerate(node.keywords):
        others = [*node.keywords[:place], *node.keywords[place + 1 :]]
        if keyword.arg in {"axis", "keepdims"}:
            yield f"{keyword.arg} dropped", ast.Call(node.func, node.args, others)
        if keyword.arg == "axis" and _axis(keyword.value) is not None:
            other = ast.keyword("axis", ast.Constant(0 if _axis(keyword.value) else 1))
            yield "other axis", ast.Call(node.func, node.args, [*others, other])
    if len(node.args) == 1 and not isinstance(node.args[0], ast.Starred):
        yield "call dropped", node.args[0]


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def _axis(node: ast.expr) -> int | None:
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return None
    return value if isinstance(value, int) else None
