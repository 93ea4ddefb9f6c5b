"""A list of students is read rightly or refused, and what was understood is said."""

from pathlib import Path

import pytest

from autograder.course.class_list import read_class_list
from autograder.errors import AutograderError


def listed(tmp_path: Path, content: bytes) -> tuple[tuple[str, ...], str]:
    """Read a list of this content."""
    path = tmp_path / "names.txt"
    path.write_bytes(content)
    found = read_class_list(path)
    return found.names, found.told.removeprefix(f"{path}: ")


@pytest.mark.parametrize(
    "content",
    [
        b"ann\nben\n",
        b"\xef\xbb\xbfann\r\nben\r\n",
        b"ann\rben",
        "ann\nben\n".encode("utf-16"),
        "\ufeffann\r\nben".encode("utf-16-be"),
        b"Student\nann\nben\n",
        b'"student_id"\n"ann"\n"ben"\n',
        b"  ann  \n\n\nben\nann\n",
    ],
)
def test_one_name_a_line_is_read(tmp_path: Path, content: bytes) -> None:
    """In any usual encoding, with any line ends, with a head or without, in quotes or not."""
    names, told = listed(tmp_path, content)
    assert names == ("ann", "ben")
    assert told.startswith("2 names, the first 'ann', the last 'ben'")


def test_quoted_name_may_hold_a_comma(tmp_path: Path) -> None:
    """As a spreadsheet writes it."""
    assert listed(tmp_path, b'"Lee, Ann"\n"Ray, Ben"\n')[0] == ("Lee, Ann", "Ray, Ben")


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    """A head that is none of the names, and a name that stood there twice."""
    told = listed(tmp_path, b"Username\nann\nben\nann\n")[1]
    assert "the first line, 'Username', is not one" in told
    assert "ann stood there more than once" in told


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"ann,6.5\nben,7\n", "holds commas"),
        (b"Name;Mail\nann;ann@example.org\n", "holds semicolons"),
        (b"ann\nben\tA\n", "line 2, 'ben"),
        (b"ann, ben, cy\n", "holds commas"),
        (b'"ann","1"\n', "holds commas"),
        (b'"ann\nben"\n', "begins with '\"'"),
        (b"PK\x03\x04\x00\x00", "not text"),
        ("ann\nben".encode("utf-16-le"), "not text"),
        ("caf\xe9".encode("latin-1"), "not text"),
        (b"ann\x0bben\n", "cannot be seen"),
        ("ann\u2028ben\n".encode(), "cannot be seen"),
        (b"../ann\n", "begins with '.'"),
        (b"<b>ann\n", "begins with '<'"),
        (b"", "holds no names"),
        (b"student\n", "holds no names"),
    ],
)
def test_anything_else_is_refused_in_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    """Never half a line as a name."""
    with pytest.raises(AutograderError) as caught:
        listed(tmp_path, content)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_list_is_told(tmp_path: Path) -> None:
    """With its place."""
    with pytest.raises(AutograderError, match=r"gone\.txt cannot be read"):
        read_class_list(tmp_path / "gone.txt")
