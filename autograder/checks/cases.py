"""Frozen cases: the inputs a property is checked on when grading, as a readable JSON file.

Grading must not depend on what a library of random inputs happens to draw, so `validate` writes the inputs
down, ``reference/<id>/cases/<check>.json``, with the digest of the checks file they were made for. Every
value comes back exactly: floats travel by ``repr``, and what JSON has no word for is tagged.
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import MissingReference

MAX_CASES = 25


@dataclass(frozen=True)
class Case:
    """One input of a property.

    Attributes
    ----------
    inputs : dict of str to object
        What the check is called with.
    why : str
        ``"ordinary"``, or ``"separates <wrong>"``.
    """

    inputs: dict[str, Any]
    why: str = "ordinary"


@dataclass(frozen=True)
class FrozenCases:
    """All frozen inputs of one check.

    Attributes
    ----------
    check : str
        The check's name.
    source : str
        Digest of the checks file at the time.
    mistakes : str
        Digest of the known mistakes the cases were to separate.
    cases : tuple of Case
        In the order they are tried.
    """

    check: str
    source: str
    mistakes: str
    cases: tuple[Case, ...]


def path_of(cases_dir: Path, check: str) -> Path:
    """Return where a check's frozen cases lie."""
    return cases_dir / f"{check}.json"


def save(cases_dir: Path, frozen: FrozenCases) -> Path:
    """Write frozen cases, one line a case.

    Raises
    ------
    TypeError
        When an input is not a plain value.
    """
    lines = [
        json.dumps({"why": case.why, "inputs": _tagged(case.inputs)}, allow_nan=False, ensure_ascii=False)
        for case in frozen.cases
    ]
    names = ("check", "source", "mistakes")
    head = ",\n ".join(f"{json.dumps(name)}: {json.dumps(getattr(frozen, name))}" for name in names)
    path = path_of(cases_dir, frozen.check)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{{{head},\n "cases": [\n  ' + ",\n  ".join(lines) + "\n]}\n", encoding="utf-8")
    return path


def load(cases_dir: Path, check: str) -> FrozenCases:
    """Read a check's frozen cases.

    Raises
    ------
    MissingReference
        When there are none, or the file is not ours.
    """
    path = path_of(cases_dir, check)
    advice = f"run: autograder validate {cases_dir.parent.name}"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        cases = tuple(Case(_plain(entry["inputs"]), entry["why"]) for entry in content["cases"])
        return FrozenCases(content["check"], content["source"], content["mistakes"], cases)
    except FileNotFoundError:
        raise MissingReference(f"{path} is not there: {check} has no frozen cases; {advice}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise MissingReference(f"{path} does not hold frozen cases ({error}); {advice}") from error


def _tagged(value: Any) -> Any:
    """Turn a plain value into JSON; a one-entry object ``{"$kind": …}`` stands for what JSON lacks."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"$float": repr(value)}
    if isinstance(value, list):
        return [_tagged(entry) for entry in value]
    if isinstance(value, tuple):
        return {"$tuple": [_tagged(entry) for entry in value]}
    if isinstance(value, dict):
        if all(isinstance(key, str) and not key.startswith("$") for key in value):
            return {key: _tagged(entry) for key, entry in value.items()}
        return {"$dict": [[_tagged(key), _tagged(entry)] for key, entry in value.items()]}
    raise TypeError(f"explored inputs are plain values; {type(value).__name__} is not")


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    match value:
        case {"$float": text}:
            return float(text)
        case {"$tuple": entries}:
            return tuple(_plain(entry) for entry in entries)
        case {"$dict": pairs}:
            return {_plain(key): _plain(entry) for key, entry in pairs}
    return {key: _plain(entry) for key, entry in value.items()}
