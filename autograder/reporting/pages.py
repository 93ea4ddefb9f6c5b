"""Fill the templates of our pages: everything escaped, one closed content policy, the look in one place."""

import base64
import hashlib
import re
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup, escape

from autograder.models import Status
from autograder.reporting.mathml import validated
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
        "formula": validated,
        "line": line,
        "number": number,
        "plural": plural,
        "prose": prose,
        "shown": shown,
    }
    environment.globals |= {"words": WORDS, "kinds": KINDS}
    return environment
