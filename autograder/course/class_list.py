"""Read a teacher's list of students: one name a line, and nothing else is taken for one."""

import codecs
import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from autograder.course.student_ids import unfit
from autograder.errors import AutograderError
from autograder.text import line, plural

_HEADS = {"student", "students", "studentid", "name", "names", "id", "user", "username", "login", "folder"}
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_LARGEST = 4 << 20


@dataclass(frozen=True)
class ClassList:
    """Names, as students' folders are called.

    Attributes
    ----------
    names : tuple of str
        In the file's order, each once.
    told : str
        What was understood, one sentence.
    """

    names: tuple[str, ...]
    told: str


def read_class_list(path: Path) -> ClassList:
    """Read a list.

    Parameters
    ----------
    path : Path
        A text file in UTF-8, or in UTF-16 with its mark; a name may stand in quotes, and a first line that
        says what the column is may stand above.

    Returns
    -------
    ClassList
        Every name may be a folder's.

    Raises
    ------
    AutograderError
        When the file is no text, holds more than one column, or a line that cannot be a student's.
    """
    lines = [entry for entry in re.split(r"\r\n|\n|\r", _text(path)) if entry.strip()]
    for separator, words in _SEPARATORS.items():
        for number, entry in enumerate(lines, 1):
            if len(_cells(entry, separator)) > 1:
                raise AutograderError(
                    f"{path} is not one name a line: line {number}, '{line(entry, 60)}', holds {words}; give "
                    'one column, the names of the folders in submitted/, or put each in quotes: "Lee, Ann"'
                )
    found = [_cells(entry, ",")[0].strip() for entry in lines]
    head = found.pop(0) if found and _plain(found[0]) in _HEADS else ""
    for name in found:
        if reason := unfit(name):
            raise AutograderError(
                f"{path}: '{line(name, 60)}' {reason}, so no student's folder is called like this; "
                "write one name a line"
            )
    if not found:
        raise AutograderError(f"{path} holds no names; write one a line, as the students' folders are called")
    return ClassList(tuple(dict.fromkeys(found)), _told(path, found, head))


def _told(path: Path, found: list[str], head: str) -> str:
    names = list(dict.fromkeys(found))
    told = f"{path}: {plural(len(names), 'name')}, the first '{names[0]}', the last '{names[-1]}'"
    told += f"; the first line, '{line(head, 40)}', is not one" if head else ""
    twice = [name for name, count in Counter(found).items() if count > 1]
    return told + (f"; {', '.join(twice[:3])} stood there more than once" if twice else "")


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise AutograderError(f"{path} cannot be read: {error.strerror}") from error
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    try:
        text = content.decode("utf-16" if content.startswith(marks) else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or len(content) > _LARGEST:
        raise AutograderError(f"{path} is not text in UTF-8; save it as plain text, one name a line")
    return text


def _cells(entry: str, separator: str) -> list[str]:
    """Split one line as a spreadsheet would; a quote that is not closed stays, and is no student's."""
    if entry.count('"') % 2:
        return [entry]
    return next(csv.reader([entry.strip(" ")], delimiter=separator, skipinitialspace=True), [entry])


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
