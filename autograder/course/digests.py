"""Digests of what an assignment is made of: equal for equal bytes under equal names, on any machine."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest_of_files(root: Path, paths: Iterable[Path]) -> str:
    """Digest names (relative to `root`) and bytes of files, in a fixed order.

    Parameters
    ----------
    root : Path
        The folder below which names are counted.
    paths : iterable of Path
        Files below it, in any order; each counts once.

    Returns
    -------
    str
        Hexadecimal SHA-256.
    """
    digest = hashlib.sha256()
    for path in sorted(set(paths)):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def digest_of_named(named: Iterable[tuple[str, bytes]]) -> str:
    """Digest contents with their names, in the order in which they come.

    Parameters
    ----------
    named : iterable of (str, bytes)
        Such as the known mistakes that a check's frozen cases were chosen by.

    Returns
    -------
    str
        Hexadecimal SHA-256.
    """
    digest = hashlib.sha256()
    for name, content in named:
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()
