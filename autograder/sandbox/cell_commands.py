"""Whether a cell can hold any of IPython's commands: most hold none and need not be searched for them.

IPython looks for ``%magic``, ``!command`` and ``name?`` in a cell's tokens, with a tokenizer written in
Python that takes longer than compiling the cell. A glance at the text proves for most cells that there are
none; what it is in doubt about is searched as ever.
"""

import re
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager, make_tokens_by_line

_DOUBTFUL = re.compile(
    r"\?"  # help, wherever it stands
    r"|=[\s\\]*[%!]"  # an assignment of what a command gives
    r"|^\s*[%!,;/]"  # a line that begins as a command
    r"|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"  # where str ends a line and MULTILINE does not
    r"|\\(?![\n\r'\"\\abfnrtv0-7x])",  # may warn when it is compiled, which broken cells then never are
    re.MULTILINE,
)


class CommandFinder(TransformerManager):
    """Searches a cell's tokens for commands only where there may be some."""

    def do_token_transforms(self, lines: list[str]) -> list[str]:
        """Return the lines with calls in place of commands."""
        if _DOUBTFUL.search("".join(lines)) is None:
            return lines
        searching: Any = super()
        searched: list[str] = searching.do_token_transforms(lines)
        return searched


def refused_by_tokens(source: str) -> SyntaxError | None:
    """Return the error with which searching a broken cell's tokens would have ended, where it was spared."""
    if _DOUBTFUL.search(source) is None:
        try:
            make_tokens_by_line(source.splitlines(keepends=True))
        except SyntaxError as error:
            return error
    return None
