"""Write commands that a teacher can paste: whatever a file is called, it stays one harmless word."""

import os
import re
import shlex
from pathlib import Path

_PLAIN = re.compile(r"[\x20-\x7e]*\Z")


def word(path: Path | str) -> str:
    r"""Quote a path for a shell.

    Parameters
    ----------
    path : Path or str
        Any at all, also one whose bytes are no UTF-8.

    Returns
    -------
    str
        Printable ASCII save letters; anything a terminal could act on, or an eye could miss, is written as
        bytes by bash's ``$'...'``.

    Examples
    --------
    >>> word("submitted/ann/lab1.ipynb"), word("it's"), word("a\x1bb")
    ('submitted/ann/lab1.ipynb', '\'it\'"\'"\'s\'', "$'a\\033b'")
    """
    text = os.fspath(path)
    if _PLAIN.match(text) or all(letter.isalnum() or " " <= letter <= "~" for letter in text):
        return shlex.quote(text)
    return "$'" + "".join(map(_escaped, text)) + "'"


def _escaped(letter: str) -> str:
    if letter in "\\'":
        return f"\\{letter}"
    if letter.isalnum() or " " <= letter <= "~":
        return letter
    return "".join(f"\\{byte:03o}" for byte in os.fsencode(letter))
