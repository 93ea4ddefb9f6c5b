"""Let through presentation MathML and nothing else.

Formulas are made by ourselves, but they travel through records on disk, so a page trusts none of them: a
formula is read against a closed list of elements and attributes and written anew from what was read. What
does not fit is shown as plain text instead.
"""

import html
import re

from markupsafe import Markup, escape

from autograder.text import shown

LONGEST = 40_000
"""Characters of one formula that are read at all."""

DEEPEST = 200
"""Levels of nesting that are let through."""

ELEMENTS = frozenset(
    "math mrow mi mn mo mtext mspace mfrac msqrt mroot msup msub msubsup mover munder munderover "
    "mpadded mstyle mphantom mtable mtr mtd".split()
)
ATTRIBUTES = frozenset(
    "display displaystyle scriptlevel mathvariant stretchy fence separator form lspace rspace "
    "linethickness accent columnalign rowspacing columnspacing width".split()
)

_TOKEN = re.compile(
    r"<(?P<close>/)?(?P<name>[a-z]+)(?P<attributes>(?:\s+[a-z:]+\s*=\s*\"[^\"<>]*\")*)\s*(?P<empty>/)?>|(?P<text>[^<]+)"
)
_ATTRIBUTE = re.compile(r"([a-z:]+)\s*=\s*\"([^\"<>]*)\"")
_PLAIN_VALUE = re.compile(r"[A-Za-z0-9.+% -]{0,24}\Z")


def validated(mathml: str) -> Markup | None:
    """Return a formula that is safe to stand in a page, or None when it is not plainly one.

    Parameters
    ----------
    mathml : str
        One ``<math>`` element.

    Returns
    -------
    Markup or None
        The formula written anew: listed elements, listed attributes with plain values, escaped text.
    """
    if not mathml or len(mathml) > LONGEST:
        return None
    written: list[str] = []
    open_elements: list[str] = []
    position, roots = 0, 0
    while position < len(mathml):
        token = _TOKEN.match(mathml, position)
        if token is None:
            return None
        position = token.end()
        text, name = token["text"], token["name"]
        if text is not None:
            if not open_elements and text.strip():
                return None
            written.append(str(escape(shown(html.unescape(text)))) if open_elements else "")
        elif token["close"]:
            if not open_elements or open_elements.pop() != name or token["attributes"] or token["empty"]:
                return None
            written.append(f"</{name}>")
        else:
            roots += not open_elements
            attributes = _attributes(token["attributes"])
            if attributes is None or name not in ELEMENTS or (name == "math") == bool(open_elements):
                return None
            written.append(f"<{name}{attributes}>" + (f"</{name}>" if token["empty"] else ""))
            if not token["empty"]:
                open_elements.append(name)
        if len(open_elements) > DEEPEST:
            return None
    if open_elements or roots != 1:
        return None
    return Markup("".join(written))  # noqa: S704 - every piece was matched against a list or escaped above


def _attributes(text: str) -> str | None:
    """Write the attributes of one tag anew; None when one is not listed. A namespace is dropped."""
    written = ""
    for name, value in _ATTRIBUTE.findall(text):
        if name == "xmlns":
            continue
        if name not in ATTRIBUTES or not _PLAIN_VALUE.match(value):
            return None
        written += f' {name}="{value}"'
    return written
