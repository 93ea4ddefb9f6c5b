"""The page a student reads, on made-up records."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.course import Course
from autograder.errors import AutograderError
from autograder.feedback import feedback_page, write_feedback
from autograder.models import Record
from tests import made_up

RECORDS = {
    "right": made_up.right(),
    "mixed": made_up.mixed(),
    "hostile": made_up.hostile(),
    "unreadable": made_up.unreadable(),
    "ours": made_up.ours(),
}
NEVER = {
    "script",
    "iframe",
    "object",
    "embed",
    "link",
    "base",
    "form",
    "input",
    "img",
    "audio",
    "video",
    "foreignobject",
}
VOID = {"meta", "br", "use", "path", "rect", "circle"}


class Reader(HTMLParser):
    """Reads a page the way a browser would: elements, attributes, headings, text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element with its attributes."""
        self.elements.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if "style" not in self._open:
            self.words.append(data)

    @property
    def text(self) -> str:
        """What a reader sees, on one line."""
        return re.sub(r" (?=[:,.)])", "", " ".join(" ".join(self.words).split())).replace("( ", "(")


@pytest.fixture(params=sorted(RECORDS))
def page(request: pytest.FixtureRequest) -> str:
    """Give the page of each made-up record."""
    return feedback_page(RECORDS[request.param])


def test_page_runs_and_loads_nothing(page: str) -> None:
    """No element that could run or fetch, no handler, no address but fragments of the page itself."""
    for tag, attributes in Reader(page).elements:
        assert tag not in NEVER
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        targets = [attributes.get(name) for name in ("href", "src", "action", "xlink:href")]
        assert all(target is None or target.startswith("#") for target in targets)


def test_policy_allows_our_style_and_nothing_else(page: str) -> None:
    """The page's policy holds the digest of the one style sheet in it."""
    reader = Reader(page)
    policy = next(
        a["content"] for t, a in reader.elements if a.get("http-equiv") == "Content-Security-Policy"
    )
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    assert len(style) == 1
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" == policy


def test_page_is_short_whatever_it_is_told(page: str) -> None:
    """Ten megabytes of message and ten thousand broken cells make no long page."""
    assert len(page) < 60_000


def test_no_harmful_character_reaches_the_page(page: str) -> None:
    """Control characters and direction overrides are spelled out."""
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


def test_headings_step_down_one_at_a_time(page: str) -> None:
    """A reader by ear finds one title and no gap between levels."""
    levels = [int(tag[1]) for tag, _ in Reader(page).elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique(page: str) -> None:
    """Every link leads to one place."""
    ids = [attributes["id"] for _, attributes in Reader(page).elements if "id" in attributes]
    assert sorted(set(ids)) == sorted(ids)  # type: ignore[type-var]


def test_every_check_is_shown_in_order() -> None:
    """The rows are the rubric's."""
    record = RECORDS["mixed"]
    text = Reader(feedback_page(record)).text
    places = [
        text.index(check.sentence.replace("`", ""))
        for question in record.grade.questions
        for check in question.checks
        if "`" not in check.sentence
    ]
    assert sorted(places) == places


@pytest.mark.parametrize(
    "words",
    [
        "14.67 of 30 points so far",
        "right, given your softmax",
        "What seems to have happened The sum runs over columns: axis 0 instead of axis 1.",
        "softmax([[0.0, 0.0], [0.0, 1.0]])",
        "stopped with an error 0 / 2.67",
        "A person decides this one",
        "Line 2 is not equal to line 1.",
        "breaks here",
        "Not readable from column 9 on.",
        "not earned bonus 0 / 0.75",
        "Cell 12 (stopped with an error): NameError: name 'dff' is not defined",
        "The line !pip install numpy was left out.",
        "Not answered yet: the stub is still in place.",
    ],
)
def test_page_says_in_words(words: str) -> None:
    """Everything that colour or a symbol tells stands in words too."""
    assert words in Reader(feedback_page(RECORDS["mixed"])).text


def test_shared_reason_is_said_once() -> None:
    """Five failed checks of one empty stub do not repeat themselves."""
    assert 1 == feedback_page(RECORDS["mixed"]).count("the stub is still in place")


def test_flags_stay_with_the_teacher() -> None:
    """What only a teacher should look at may hold a secret."""
    assert "secret words" not in feedback_page(RECORDS["mixed"])


def test_reasons_without_a_grade_are_shown() -> None:
    """An unreadable file says why, and what to do; a fault of ours takes the blame."""
    assert "it is not JSON" in Reader(feedback_page(RECORDS["unreadable"])).text
    assert "hand it in once more" in Reader(feedback_page(RECORDS["unreadable"])).text
    assert "no fault of yours" in Reader(feedback_page(RECORDS["ours"])).text


def test_page_does_not_tell_the_time() -> None:
    """Equal grades give equal pages, however long grading took."""
    slow = made_up.mixed()
    quick = Record(assignment=slow.assignment, student=slow.student, grade=slow.grade, digests=slow.digests)
    assert feedback_page(slow) == feedback_page(quick)


@pytest.fixture
def place(tmp_path: Path) -> Course:
    """Make a course without assignments."""
    (tmp_path / "assignments").mkdir()
    return Course(tmp_path)


ASSIGNMENT = SimpleNamespace(id="hw0", title="Homework", parts={"q1": "Perceptrons"})


def test_page_stands_where_nbgrader_looks(place: Course) -> None:
    """The exchange of nbgrader hands out our page."""
    path = write_feedback(place, ASSIGNMENT, made_up.right("student01"))  # type: ignore[arg-type]
    assert place.feedback / "student01" / "hw0" / "hw0.html" == path
    assert "Perceptrons" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["../x", "a/b", ".", "..", "", "a\x00b", "x" * 400])
def test_record_cannot_write_outside_its_folder(place: Course, name: str) -> None:
    """A record that names a path instead of a student is refused."""
    with pytest.raises(AutograderError, match="names no folder"):
        write_feedback(place, ASSIGNMENT, made_up.right(name))  # type: ignore[arg-type]
    assert not place.feedback.exists()
