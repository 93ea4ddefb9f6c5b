"""The code of the pages that people read, and an assignment built from one of them."""

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.course.layout import Course
from tests.builders.small_course import marks

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
ID = "kmeans"


@dataclass(frozen=True)
class Block:
    """One block of code of a page."""

    page: str
    language: str
    code: str
    line: int


def blocks() -> list[Block]:
    """Return every block of code of every page."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
            line = text.count("\n", 0, match.start()) + 1
            found.append(Block(page.name, match[1], match[2], line))
    return found


def block_with(words: str) -> str:
    """Return the only block that holds these words."""
    [found] = [block.code for block in blocks() if words in block.code]
    return found


ASSIGN = '''def assign(points, centres):
    """Return for every point, of shape (N, 2), the number of its nearest centre, of shape (K, 2)."""
'''
LINE = '''class Line:
    """The line of slope m and intercept c, called with an array of x; its slope is kept as `slope`."""

    def __init__(self, m, c):
        """Keep the two numbers."""
'''
LINE_CALL = '''
    def __call__(self, x):
        """Return m x + c for every entry of x."""
'''
MISSING = 'raise NotImplementedError("write me")'
CELLS = {  # an answer cell, and its test cell
    "q1_assign": (
        f"{ASSIGN}    {MISSING}\n",
        "# One point, one centre.\nassert list(assign([[0, 0]], [[1, 1]])) == [0]",
    ),
    "q2_inertia": ("INERTIA = None\n", "# It is a positive number.\nassert INERTIA > 0"),
    "q3_line": (
        f"{LINE}        {MISSING}\n{LINE_CALL}        {MISSING}\n",
        "# At 0 it is the intercept.\nassert Line(1.0, 4.0)(0.0) == 4.0",
    ),
}
SOLUTIONS = f'''"""Solutions."""

import numpy as np

VARIANT: dict
POINTS = [(0, 0), (1, 2), (-3, 1), (4, 4)]


{ASSIGN}    gaps = np.asarray(points, dtype=float)[:, None] - np.asarray(centres, dtype=float)
    return (gaps**2).sum(axis=2).argmin(axis=1)


INERTIA = sum(min((x - a) ** 2 + (y - b) ** 2 for a, b in VARIANT["centres"]) for x, y in POINTS)


{LINE}        self.slope, self.intercept = m, c
{LINE_CALL}        return self.slope * np.asarray(x) + self.intercept
'''
WRONG_INERTIA = '''"""Distances are added, not their squares."""

QUESTION = "q2_inertia"
INERTIA = sum(min(((x - a) ** 2 + (y - b) ** 2) ** 0.5 for a, b in VARIANT["centres"]) for x, y in POINTS)
'''
PARTS = 'q1 = "Clusters"\n'


def build(root: Path) -> Course:
    """Write the page's assignment: its own blocks, and what it leaves to the reader."""
    public, reference = root / "assignments" / ID, root / "reference" / ID
    for folder in (public, reference / "checks", reference / "right", reference / "wrong"):
        folder.mkdir(parents=True)
    settings = block_with('title = "k-means"')
    assert PARTS in settings
    (public / "assignment.toml").write_text(
        settings.replace(PARTS, f'{PARTS}q2 = "Inertia"\nq3 = "Lines"\n'), encoding="utf-8"
    )
    _write_notebook(public / f"{ID}.ipynb")
    first = block_with("def test_nearest_centre")
    imports = first[: first.index("COORDINATE =")]
    files = {
        "solutions.py": SOLUTIONS,
        "variants.py": block_with("def draw(chance)"),
        "checks/test_assign.py": first,
        "checks/test_line.py": f"{imports}\n{block_with('def test_line_gives_its_values')}",
        "checks/test_inertia.py": (
            '"""Q2."""\n\nimport pytest\n\nfrom autograder.checks import number\n\n'
            f"POINTS = [(0, 0), (1, 2), (-3, 1), (4, 4)]\n\n\n{block_with('def test_inertia')}"
        ),
        "wrong/q1_far.py": _completed(block_with("The farthest centre is taken")),
        "wrong/q2_not_squared.py": WRONG_INERTIA,
    }
    for name, content in files.items():
        (reference / name).write_text(content, encoding="utf-8")
    return Course(root)


def _completed(wrong: str) -> str:
    """Write the body that the page leaves out."""
    assert wrong.rstrip().endswith("...")
    body = "gaps = np.asarray(points)[:, None] - np.asarray(centres)\n"
    return wrong.rstrip().removesuffix("...") + f"{body}    return (gaps**2).sum(axis=2).argmax(axis=1)\n"


def _write_notebook(path: Path) -> None:
    numbers = 'VARIANT = {"centres": [[-4, 3], [0, 1], [5, -2]]}'
    cells = [new_code_cell(numbers)]
    for name, (stub, test) in CELLS.items():
        cells += [
            new_markdown_cell(f"### {name}", metadata=marks(f"{name}_text", locked=True)),
            new_code_cell(stub, metadata=marks(f"{name}_answer", solution=True)),
            new_code_cell(test, metadata=marks(name, grade=True, locked=True, points=2)),
        ]
    nbformat.write(new_notebook(cells=cells), path)
