"""Foreign text made fit to be shown."""

import unicodedata

import pytest

from autograder.text import line, number, plural, shown


@pytest.mark.parametrize(
    ("harmful", "expected"),
    [
        ("a\x00b", "a␀b"),
        ("\x1b[31mred", "␛[31mred"),
        ("a\x7fb", "a␡b"),
        ("\u202egnp.exe", "⟨U+202E⟩gnp.exe"),
        ("\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"),
        ("\ud800", "\ufffd"),
        ("\ufeff\uffff", "\ufeff⟨U+FFFF⟩"),
    ],
)
def test_harmful_characters_become_visible(harmful: str, expected: str) -> None:
    """Control characters and direction overrides are shown, not obeyed."""
    assert expected == shown(harmful)


def test_harmless_scripts_stay() -> None:
    """Thai, Arabic, Chinese and mathematics are nobody's attack."""
    text = "สวัสดี ชั้นที่ ١٢٣ مرحبا 你好 σ′(x) ≤ ¼ é"
    assert text == shown(text)


def test_long_text_says_what_is_missing() -> None:
    """What is cut off is counted."""
    assert "abc … (9,997 more characters)" == shown("abc" + "d" * 9_997, longest=3)


@pytest.mark.parametrize("extra", [1, 2, 24, 40])
def test_text_is_cut_only_where_much_is_gained(extra: int) -> None:
    """The note on what is missing must not be as long as what is missing."""
    text = "a" * (120 + extra)
    assert text == shown(text, longest=120)


@pytest.mark.parametrize(("length", "longest"), [(161, 120), (1_441, 1_200), (44, 3)])
def test_text_beyond_that_is_cut_to_its_limit(length: int, longest: int) -> None:
    """What is cut is cut to what was asked for, and counted exactly."""
    assert f"{'a' * longest} … ({length - longest} more characters)" == shown("a" * length, longest=longest)


def test_towers_of_marks_are_cut_down() -> None:
    """A few combining marks in a row stay, a tower does not."""
    assert "Z" + "\u0335" * 4 + "a" == shown("Z" + "\u0335" * 500 + "a")


def test_line_has_no_breaks() -> None:
    """Every kind of white space becomes one blank."""
    assert "a b c" == line("a\r\nb\t\n c")


@pytest.mark.parametrize(
    ("value", "expected"), [(7.0, "7"), (7.5, "7.5"), (5 / 3, "1.67"), (0.0, "0"), (10.0, "10"), (None, "–")]
)
def test_numbers_are_written_as_people_do(value: float | None, expected: str) -> None:
    """No trailing zeros, at most two places, a dash for none."""
    assert expected == number(value)


def test_plural_follows_the_count() -> None:
    """One thing, two things."""
    assert ["1 row", "0 rows", "2 people"] == [plural(1, "row"), plural(0, "row"), plural(2, "one", "people")]


def test_marks_lie_where_towers_are_looked_for() -> None:
    """Whoever looks for towers passes over all that stands before U+0300."""
    marks = [n for n in range(0x110000) if unicodedata.category(chr(n)) in {"Mn", "Me"}]
    assert marks[0] == 0x300
    for mark in (0x300, 0x20DD):
        assert shown("\u00b7 a" + chr(mark) * 9 + "b\u0e01" + chr(mark) * 3, longest=99) == (
            "\u00b7 a" + chr(mark) * 4 + "b\u0e01" + chr(mark) * 3
        )
