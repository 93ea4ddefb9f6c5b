"""The page a student reads, on made-up records."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.course.layout import Course
from autograder.errors import AutograderError
from autograder.models import Record, Status
from autograder.reporting.feedback import feedback_page, write_feedback
from autograder.results import Result
from tests.builders import made_results, made_up
from tests.builders.made_results import alone

RECORDS = {
    "right": alone(made_up.right())[0],
    "mixed": alone(made_up.mixed())[0],
    "hostile": made_results.hostile(),
    "settled": made_results.settled(),
    "undated": made_results.undated(),
    "unreadable": alone(made_up.unreadable())[0],
    "ours": alone(made_up.ours())[0],
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


INTERACTIVE = {"a", "button", "input", "select", "textarea", "summary", "iframe"}


def test_images_hold_nothing_to_press(page: str) -> None:
    """What is read out as one image has no link inside, and nothing hidden can be reached by tab."""
    closed: list[tuple[str, bool]] = []

    class Nested(HTMLParser):
        """Notes what stands inside an image or a hidden element."""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            told = dict(attrs)
            inside = bool(closed and closed[-1][1])
            assert not (inside and (tag in INTERACTIVE or "tabindex" in told))
            if tag not in VOID:
                shut = told.get("role") == "img" or told.get("aria-hidden") == "true"
                closed.append((tag, inside or shut))

        def handle_endtag(self, tag: str) -> None:
            while closed and closed.pop()[0] != tag:
                pass

    Nested().feed(page)


def test_no_row_of_a_check_is_held_on_one_line() -> None:
    """How a check ended may be long, such as after a follow-through; on a telephone it goes on below."""
    style = feedback_page(RECORDS["right"]).split("<style>")[1].split("</style>")[0]
    rules = re.findall(r"\.worth\s*\{([^}]*)\}", style) + re.findall(r"header p\s*\{([^}]*)\}", style)
    assert len(rules) >= 3
    assert not [rule for rule in rules if "nowrap" in rule and "serif" not in rule]


def test_links_lead_to_ids_of_the_page(page: str) -> None:
    """Every fragment is there."""
    elements = Reader(page).elements
    ids = {attributes["id"] for _, attributes in elements if "id" in attributes}
    targets = {attributes["href"] for tag, attributes in elements if tag == "a"}
    assert {f"#{name}" for name in ids} >= targets


def test_every_table_and_image_has_a_name(page: str) -> None:
    """A reader by ear is told what each table and picture is."""
    elements = Reader(page).elements
    assert all(a.get("aria-label") for tag, a in elements if a.get("role") == "img")
    assert sum(tag == "table" for tag, _ in elements) == sum(tag == "caption" for tag, _ in elements)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("settled", "14.94 of 30 points 2 of 6"),
        ("settled", "Handed in 1 day 2 hours after the time it was due: that takes off 3.73 points."),
        ("settled", "The time is the platform's, 2024-03-11 02:00 UTC."),
        ("settled", "Scored by the checks (4 questions) 14.67"),
        ("settled", "Points given by a person (2 questions) 3.5"),
        ("settled", "Extra credit 0.5"),
        ("settled", "Handed in late (1 day 2 hours) −3.73 Final score 14.94"),
        ("settled", "1 of 3, in place of the 0 that the checks had found."),
        ("settled", "A person's comment Nicely laid out"),
        ("undated", "20 of 20 points so far"),
        ("undated", "Whether this came in time could not be told, so a person has to say"),
        ("undated", "timestamp.txt says year 2567"),
        ("undated", "Whether it came in time (a person has to say) open So far 20"),
    ],
)
def test_page_shows_what_a_person_and_the_clock_did(name: str, words: str) -> None:
    """Points by hand, extra credit, comments and lateness are told as what they are."""
    assert words in Reader(feedback_page(RECORDS[name])).text


def test_score_by_the_checks_alone_is_not_taken_apart() -> None:
    """Who was in time and met no person reads no table of parts."""
    text = Reader(feedback_page(RECORDS["right"])).text
    assert "How the score comes about" not in text
    assert "late" not in text


def test_opening_does_not_praise_what_lateness_takes() -> None:
    """All questions complete is not every point there is."""
    late = made_results.result(made_up.right(), lateness=made_results.LATE)
    for made, words in ((late, "only the time it came"), (RECORDS["undated"], "is still open")):
        text = Reader(feedback_page(made)).text
        assert words in text
        assert "Every point there is" not in text


def test_score_that_waits_for_another_reason_says_so() -> None:
    """A gradebook that cannot be read leaves no score looking final."""
    made = RECORDS["right"]
    final = replace(made.final, total=None, waiting=("what people entered cannot be read: locked",))
    text = Reader(feedback_page(replace(made, final=final))).text
    assert "20 of 20 points so far" in text
    assert "not final yet" in text
    assert "locked" not in text


def test_lateness_that_costs_nothing_says_so() -> None:
    """Without a late policy nobody pays."""
    free = made_results.result(made_up.right(), lateness=made_results.LATE, policy="none")
    assert "that costs nothing" in Reader(feedback_page(free)).text


def test_comment_keeps_its_lines() -> None:
    """A teacher's second line stays a second line, and markup in it is text."""
    made = made_results.settled()
    made.entered.comments["q3_written"] = "one\n<b>two</b>"  # type: ignore[index]
    assert "one\n&lt;b&gt;two&lt;/b&gt;" in feedback_page(made)


def test_every_check_is_shown_in_order() -> None:
    """The rows are the rubric's."""
    record = RECORDS["mixed"].record
    text = Reader(feedback_page(RECORDS["mixed"])).text
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
    assert feedback_page(*alone(slow)) == feedback_page(*alone(quick))


@pytest.fixture
def place(tmp_path: Path) -> Course:
    """Make a course without assignments."""
    (tmp_path / "assignments").mkdir()
    return Course(tmp_path)


ASSIGNMENT = SimpleNamespace(
    id="hw0", settings=SimpleNamespace(title="Homework", parts={"q1": "Perceptrons"})
)


def test_page_stands_where_nbgrader_looks(place: Course) -> None:
    """The exchange of nbgrader hands out our page."""
    path = write_feedback(place, ASSIGNMENT, alone(made_up.right("student01"))[0])  # type: ignore[arg-type]
    assert place.feedback / "student01" / "hw0" / "hw0.html" == path
    assert "Perceptrons" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["../x", "a/b", ".", "..", "", "a\x00b", "x" * 400])
def test_record_cannot_write_outside_its_folder(place: Course, name: str) -> None:
    """A record that names a path instead of a student is refused."""
    with pytest.raises(AutograderError, match="names no folder"):
        write_feedback(place, ASSIGNMENT, alone(made_up.right(name))[0])  # type: ignore[arg-type]
    assert not place.feedback.exists()


def test_what_stands_behind_a_lost_property_is_shown() -> None:
    """A row says its property once; what its reason adds, such as which definition counts, stays."""
    told = "f is taken from cell 12; it replaces the one in cell 5."
    lost = made_up.check(
        "c", "q1_f", "f(1) is 1.", status=Status.FAILED, message=f"Does not hold yet: f(1) is 1. {told}"
    )
    held = made_up.check("d", "q1_f", "f(0) is 0.")
    record = made_up.record("student01", made_up.question("q1_f", "f", 2, 1, lost, held))
    text = Reader(feedback_page(Result.alone(record))).text
    assert told in text
    assert "Does not hold yet" not in text
    assert text.count("f(1) is 1.") == 1
