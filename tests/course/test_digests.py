"""Digests of files and of named contents; `sha256sum` of the bytes written out by hand is the oracle."""

from pathlib import Path

from autograder.course.digests import digest_of_files, digest_of_named

NAMED = "938fbc10036622392fd65d18a55d15b7e80ee4a3583ca4fadda2d0c1f04efbe4"
FILES = "dff8b928ba3cefb6eff12a96953dc3f2ec89469c8db744a757bb4937b7cd6846"


def test_named_contents_in_their_order() -> None:
    r"""Each name and each content ends in a zero byte: ``printf 'a\0x\0b\0y\0' | sha256sum``."""
    assert digest_of_named([("a", b"x"), ("b", b"y")]) == NAMED
    assert digest_of_named([("b", b"y"), ("a", b"x")]) != NAMED


def test_files_in_any_order(tmp_path: Path) -> None:
    r"""Name, length and bytes of each: ``printf 'a\0001\0xd/b\0002\0yz' | sha256sum``."""
    (tmp_path / "d").mkdir()
    a, b = tmp_path / "a", tmp_path / "d" / "b"
    a.write_bytes(b"x")
    b.write_bytes(b"yz")
    assert digest_of_files(tmp_path, [a, b]) == digest_of_files(tmp_path, [b, a, a]) == FILES
    b.rename(tmp_path / "d" / "c")
    assert digest_of_files(tmp_path, [a, tmp_path / "d" / "c"]) != FILES
