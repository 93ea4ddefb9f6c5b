"""Fill the templates of our pages: everything escaped, one closed content policy, the look in one place."""

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup, escape

from autograder.mathematics.display import to_mathml
from autograder.mathematics.stored import MOST_NODES, restored
from autograder.models import Expression, Status
from autograder.text import LONGEST, line, number, plural, shown

WORDS: dict[Status, str] = {
    Status.GRADED: "graded",
    Status.PASSED: "right",
    Status.FAILED: "not yet",
    Status.RAISED: "stopped with an error",
    Status.TIMEOUT: "took too long",
    Status.CPU: "computed too long",
    Status.MEMORY: "needed too much memory",
    Status.OUTPUT: "printed too much",
    Status.CRASH: "the process died",
    Status.EXIT: "ended the process",
    Status.VALUE: "not a value we can compare",
    Status.PROTOCOL: "reply not understood",
    Status.SKIPPED: "not tried",
    Status.UNREADABLE: "could not be read",
    Status.PENDING: "a person decides",
    Status.SANDBOX_ERROR: "our fault, not graded",
}
"""What each status is called on a page."""

KINDS: dict[Status, str] = dict.fromkeys(Status, "wrong") | {
    Status.GRADED: "right",
    Status.PASSED: "right",
    Status.PENDING: "wait",
    Status.SANDBOX_ERROR: "wait",
    Status.SKIPPED: "wait",
}
"""Which of the three looks a status has."""


def page(template: str, **context: Any) -> str:
    """Fill a template of ``autograder/reporting/templates``.

    Parameters
    ----------
    template : str
        File name.
    **context
        What it asks for; all text is escaped.

    Returns
    -------
    str
        One self-contained HTML page that loads nothing and runs nothing.
    """
    environment = _environment()
    style = str(environment.get_template("style.css").render())
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return environment.get_template(template).render(style=Markup(style), policy=policy, **context)  # noqa: S704


def prose(text: str, longest: int = LONGEST) -> Markup:
    """Escape a sentence, and set what stands between backticks as code.

    Parameters
    ----------
    text : str
        Ours or anybody's.
    longest : int
        Characters to keep.

    Returns
    -------
    Markup
        Safe to stand in a page.
    """
    pieces = re.split(r"`([^`\n]{1,200})`", line(text, longest))
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if index % 2 else escape(piece)
        for index, piece in enumerate(pieces)
    )


def formula(expressions: Sequence[Expression]) -> Markup | None:
    """Write a line of a record's as a formula.

    Parameters
    ----------
    expressions : sequence of Expression
        As the record holds them; anything may stand there.

    Returns
    -------
    Markup or None
        One ``<math>`` element, safe to stand in a page; None when there is nothing, or nothing of ours.
    """
    if not expressions or sum(map(len, expressions)) > MOST_NODES:
        return None
    trees = [tree for nodes in expressions if (tree := restored(nodes)) is not None]
    # Every letter of it is ours, or of a name or number that the grammar knows.
    return Markup(to_mathml(*trees)) if len(trees) == len(expressions) else None  # noqa: S704


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder.reporting"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "formula": formula,
        "line": line,
        "number": number,
        "plural": plural,
        "prose": prose,
        "shown": shown,
    }
    environment.globals |= {"words": WORDS, "kinds": KINDS}
    return environment
