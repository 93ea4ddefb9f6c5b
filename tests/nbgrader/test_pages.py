"""What nbgrader's own pages make of a hostile notebook after ours has written it."""

import copy
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import nbgrader
import pytest
from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode, validate
from nbformat.v4 import new_markdown_cell
from traitlets.config import Config

from autograder.nbgrader.sanitize import safe_markdown, safe_notebook
from tests.builders.hostile_page import LINKS, MARK, PNG, TAGS, hostile_notebook
from tests.builders.small_course import master

FORMGRADER = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --virtual-time-budget=5000"
).split()
TEMPLATES = ("formgrade",)

pytestmark = pytest.mark.filterwarnings("ignore")  # nbconvert's own, on missing alternative texts


def render(notebook: NotebookNode, template: str) -> str:
    """Render as formgrader's page of one submission does."""
    config = Config()
    config.HTMLExporter.template_name = template
    config.HTMLExporter.extra_template_basedirs = [str(FORMGRADER / "templates")]
    config.HTMLExporter.extra_template_paths = [str(FORMGRADER / "static/node_modules/bootstrap/dist/css")]
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        if marks := cell.metadata.get("nbgrader"):
            marks |= {"score": 1.0, "points": marks.get("points", 1), "comment": safe_markdown(TAGS[1])}
    resources = ResourcesDict(
        nbgrader={"notebook": "small", "score": 1.0, "max_score": 2.0, "late_penalty": 0.0},
        metadata=ResourcesDict(name="small", path=""),
        base_url="",
        submission_id="0",
        notebook_id="small",
        assignment_id="small",
        index=0,
        total=1,
        student="ada",
        notebook_path="small.ipynb",
    )
    page, _ = HTMLExporter(config=config).from_notebook_node(notebook, resources=resources)
    return str(page)


class Page(HTMLParser):
    """The elements of a page that could act."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts = 0
        self.handlers: set[str] = set()
        self.targets: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what could act."""
        self.scripts += tag in {"script", "iframe", "object", "embed", "base", "svg", "math", "form"}
        for name, value in attrs:
            if name.startswith("on"):
                self.handlers.add(f"{tag} {name}={value}")
            if name in {"href", "src", "srcdoc", "action", "data", "formaction"}:
                self.targets.add((value or "").split(":")[0].strip().lower() if ":" in (value or "") else "")


def ran(page: str, folder: Path) -> bool:
    """Show a page in a browser and say whether the payload left its mark."""
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    done = subprocess.run(
        [str(BROWSER), *QUIET, f"--user-data-dir={folder / 'profile'}", "--dump-dom", file.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "</html>" in done.stdout, done.stderr[-500:]
    start = done.stdout[: done.stdout.index("<head")]
    return MARK in start or "<title>PWNED" in done.stdout


def one_by_one(snippet: str) -> NotebookNode:
    """Put one hostile snippet into a markdown cell of its own."""
    notebook = master()
    notebook.cells.append(new_markdown_cell(snippet))
    return notebook


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_of_a_hostile_notebook_can_act(template: str) -> None:
    """No element, handler or target of the student's reaches the page."""
    clean = Page(render(safe_notebook(master(), master()), template))
    page = Page(render(safe_notebook(hostile_notebook(), master()), template))
    assert (page.scripts, page.handlers) == (clean.scripts, clean.handlers)
    assert page.targets - clean.targets <= {"data", "https"}


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("number", range(len(TAGS) + len(LINKS)))
def test_no_snippet_can_act_alone(template: str, number: int) -> None:
    """The same for each snippet by itself, where no other one spoils its syntax."""
    snippet = (TAGS + LINKS)[number]
    clean = Page(render(safe_notebook(master(), master()), template))
    page = Page(render(safe_notebook(one_by_one(snippet), master()), template))
    assert (page.scripts, page.handlers) == (clean.scripts, clean.handlers)
    assert page.targets - clean.targets <= {"data", "https"}


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="needs a Chromium")
@pytest.mark.parametrize("template", TEMPLATES)
def test_browser_runs_nothing(template: str, tmp_path: Path) -> None:
    """Shown in a real browser, the hostile notebook leaves no mark."""
    assert not ran(render(safe_notebook(hostile_notebook(), master()), template), tmp_path)


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="needs a Chromium")
def test_browser_would_run_it_otherwise(tmp_path: Path) -> None:
    """The oracle works: without us the same page runs the payload."""
    assert ran(render(one_by_one(TAGS[0]), "formgrade"), tmp_path)


def test_hostile_notebook_stays_a_notebook() -> None:
    """What is written is valid, so that every later command can read it."""
    validate(safe_notebook(hostile_notebook(), master()))


def test_authors_own_cells_stay_as_they_are() -> None:
    """HTML of the master notebook is the author's and may stay."""
    told = master()
    told.cells[0].source = '# Twice\n<img src="figure.png"> [slides](slides.pdf)'
    assert safe_notebook(told, told).cells[0].source == told.cells[0].source


def test_outputs_are_text_and_png() -> None:
    """No other kind of output is kept."""
    outputs = [
        o for cell in safe_notebook(hostile_notebook(), master()).cells for o in cell.get("outputs", [])
    ]
    assert {kind for output in outputs for kind in output.get("data", {})} == {"text/plain", "image/png"}
    assert all(output.data["image/png"] == PNG for output in outputs if "image/png" in output.get("data", {}))


@pytest.mark.parametrize(
    "text",
    [
        "I think $a < b$ because `x <- 3` and 2<3.",
        "See [the lecture](https://example.com/a?b=c#d) and ![my sketch](attachment:sketch.png).",
        "# Heading\n\n* one\n* two\n\n> quoted\n\n$$\\frac{1}{1+e^{-x}}$$",
        "คำตอบของฉัน **ถูกต้อง**",
        "p[0] (first) and f(x)[1]",
    ],
)
def test_honest_answers_are_not_touched(text: str) -> None:
    """Ordinary markdown and mathematics read as they were written."""
    assert safe_markdown(text) == text
