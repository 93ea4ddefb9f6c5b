"""What happens to honest students' notebooks between being released and being handed in.

Each accident takes a notebook and returns a new one; none costs a point when the notebook is graded. They
know no assignment: answer and test cells are found by nbgrader's metadata. The demonstration plays them, and
a test grades each.
"""

import ast
import copy
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from nbformat.notebooknode import NotebookNode, from_dict
from nbformat.v4 import new_code_cell, new_output

from autograder.notebook.cells import is_answer, is_test
from autograder.notebook.definitions import parse_cell

Accident = Callable[[NotebookNode], NotebookNode]

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _accident(happen: Callable[[NotebookNode], None]) -> Accident:
    """Return a function that lets something happen to a copy."""

    def strike(notebook: NotebookNode) -> NotebookNode:
        struck = copy.deepcopy(notebook)
        happen(struck)
        return struck

    return strike


def _adds(*sources: str, first: bool = True) -> Accident:
    """Return an accident that adds code cells, at the beginning or at the end."""

    def happen(notebook: NotebookNode) -> None:
        cells = [_cell(source, f"scratch-{number}") for number, source in enumerate(sources)]
        notebook.cells = [*cells, *notebook.cells] if first else [*notebook.cells, *cells]

    return _accident(happen)


def _cell(source: str, name: str) -> NotebookNode:
    cell: NotebookNode = new_code_cell(source)
    cell.id = name  # nbformat would draw one at random
    return cell


def _places(notebook: NotebookNode, wanted: Callable[[NotebookNode], bool]) -> list[int]:
    return [place for place, cell in enumerate(notebook.cells) if wanted(cell)]


def _answers(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if is_answer(cell)]


def _tests(notebook: NotebookNode) -> list[int]:
    return _places(notebook, lambda cell: is_test(cell) and cell.cell_type == "code")


def _functions(source: str) -> Iterator[ast.FunctionDef]:
    module = parse_cell(source)
    yield from (node for node in (module.body if module else ()) if isinstance(node, ast.FunctionDef))


def _lose_metadata(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata = from_dict({})


def _save_in_colab(notebook: NotebookNode) -> None:
    """Do what Colab does: its own keys for everybody else's, cell ids in the metadata, format 4.0."""
    for number, cell in enumerate(notebook.cells):
        cell.metadata = from_dict({"id": f"c0{number:010x}"})
        if cell.cell_type == "code":
            cell.metadata["colab"] = from_dict({"base_uri": "https://localhost:8080/", "height": 34})
            cell.metadata["outputId"] = f"d0{number:010x}"
        cell.pop("id", None)
    notebook.metadata = from_dict(
        {
            "colab": {"name": "Copy of notebook.ipynb", "provenance": [], "toc_visible": True},
            "kernelspec": {"name": "python3", "display_name": "Python 3"},
            "language_info": {"name": "python"},
            "accelerator": "GPU",
        }
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 0


def _lose_cell_ids(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.pop("id", None)
    notebook.nbformat, notebook.nbformat_minor = 4, 4


def _double_in_place(notebook: NotebookNode) -> None:
    for place in _places(notebook, is_answer)[:1]:
        notebook.cells.insert(place + 1, _duplicate(notebook.cells[place]))


def _double_at_the_end(notebook: NotebookNode) -> None:
    for place in _places(notebook, is_answer)[:1]:
        notebook.cells.append(_duplicate(notebook.cells[place]))


def _duplicate(cell: NotebookNode) -> NotebookNode:
    """Copy a cell as Jupyter does: the metadata goes along, the id does not."""
    copied = copy.deepcopy(cell)
    copied.id = f"{cell.get('id', 'cell')[:50]}-copy"
    return copied


def _stub_again(notebook: NotebookNode) -> None:
    """Put a function back as it was handed out, unwritten, at the end."""
    for cell in _answers(notebook):
        for node in list(_functions(cell.source))[-1:]:  # what stands above it may be a helper of its own
            node.body = [
                *(node.body[:1] if ast.get_docstring(node) else []),
                ast.parse(f"raise NotImplementedError({node.name + ' is not written yet'!r})").body[0],
            ]
            again = _duplicate(cell)
            again.source = ast.unparse(node)
            notebook.cells.append(again)
            return


def _delete_test(notebook: NotebookNode) -> None:
    for place in _tests(notebook)[:1]:
        del notebook.cells[place]


def _edit_test(notebook: NotebookNode) -> None:
    for place in _tests(notebook)[:1]:
        notebook.cells[place].source += "\nprint('it works')"


def _retype_test(notebook: NotebookNode) -> None:
    """Replace a test cell by a new one with the same code, typed a little differently."""
    for place in _tests(notebook)[:1]:
        typed = notebook.cells[place].source.replace("# ", "#").replace("\n\n", "\n")
        notebook.cells[place] = _cell(typed, "typed-anew")


def _name_a_foreign_kernel(notebook: NotebookNode) -> None:
    notebook.metadata["kernelspec"] = from_dict(
        {"name": "conda-env-tf2-py", "display_name": "Python [conda env:tf2]", "language": "python"}
    )


def _warn_in_answer(notebook: NotebookNode) -> None:
    for cell in _answers(notebook):
        for node in _functions(cell.source):
            body = node.body[bool(ast.get_docstring(node)) :]
            if body and body[0].lineno > node.lineno:
                indent = " " * body[0].col_offset
                added = ("import warnings", "warnings.warn('overflow', RuntimeWarning, stacklevel=1)")
                lines = cell.source.split("\n")
                lines.insert(body[0].lineno - 1, "\n".join(indent + line for line in added))
                cell.source = "\n".join(lines)
                return


def _time_an_answer(notebook: NotebookNode) -> None:
    for cell in _answers(notebook)[:1]:
        cell.source = "%%time\n" + cell.source


def _plot_in_answers(notebook: NotebookNode) -> None:
    plot = "import matplotlib.pyplot as plt\nplt.figure(figsize=(3, 2))\nplt.plot([0, 1, 0])\nplt.show()"
    for cell in _answers(notebook)[:1]:
        cell.source += "\n\n" + plot


def _write_in_thai(notebook: NotebookNode) -> None:
    """Give the first function a Thai name, and bind the name that was asked for to it; comment in Thai."""
    for cell in _answers(notebook):
        for node in _functions(cell.source):
            lines = cell.source.split("\n")
            lines[node.lineno - 1] = lines[node.lineno - 1].replace(node.name, f"คำตอบ_{node.name}", 1)
            lines.insert(node.end_lineno or len(lines), f"\n\n{node.name} = คำตอบ_{node.name}  # ชื่อที่โจทย์ให้ใช้")
            cell.source = "# คำตอบของฉัน — ทำเองทุกข้อ\n" + "\n".join(lines)
            return


def _run_out_of_order(notebook: NotebookNode) -> None:
    """Leave behind what an afternoon leaves: counts in no order, old results, old errors."""
    code = _places(notebook, lambda cell: cell.cell_type == "code")
    for number, place in enumerate(code):
        cell = notebook.cells[place]
        cell.execution_count = 7 * number % 23 + 1
        cell.outputs = [new_output("stream", name="stdout", text="an old result\n")]
        if is_test(cell):
            cell.outputs.append(
                new_output(
                    "error",
                    ename="NotImplementedError",
                    evalue="",
                    traceback=["\x1b[0;31mNotImplementedError\x1b[0m: an old error"],
                )
            )


def _turn_text_raw(notebook: NotebookNode) -> None:
    for place in _places(notebook, lambda cell: cell.cell_type == "markdown")[:1]:
        notebook.cells[place].cell_type = "raw"


def _turn_answer_to_text(notebook: NotebookNode) -> None:
    for cell in _answers(notebook)[:1]:
        cell.cell_type = "markdown"
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def _split_answer(notebook: NotebookNode) -> None:
    """Split an answer cell above its last statement, best one of several; both halves keep the metadata."""
    cuts = [
        (len(module.body) > 1, -place, module.body[-1].lineno - 1)
        for place in _places(notebook, is_answer)
        if (module := parse_cell(notebook.cells[place].source)) and module.body
    ]
    for _, minus_place, cut in sorted(cuts, reverse=True)[:1]:
        cell = notebook.cells[-minus_place]
        second = _duplicate(cell)
        lines = cell.source.split("\n")
        cell.source, second.source = "\n".join(lines[:cut]).rstrip(), "\n".join(lines[cut:])
        notebook.cells.insert(1 - minus_place, second)


def _merge_cells(notebook: NotebookNode) -> None:
    """Merge an answer cell with the test cell below it."""
    for place in _tests(notebook):
        if place and is_answer(notebook.cells[place - 1]):
            notebook.cells[place - 1].source += "\n\n" + notebook.cells[place].source
            del notebook.cells[place]
            return


ACCIDENTS: Mapping[str, Accident] = MappingProxyType(
    {
        "all nbgrader metadata gone": _accident(_lose_metadata),
        "saved by Colab": _accident(_save_in_colab),
        "no cell ids": _accident(_lose_cell_ids),
        "an answer cell doubled in place": _accident(_double_in_place),
        "an answer cell doubled at the end": _accident(_double_at_the_end),
        "the untouched stub again at the end": _accident(_stub_again),
        "a test cell deleted": _accident(_delete_test),
        "a test cell edited": _accident(_edit_test),
        "a test cell typed anew": _accident(_retype_test),
        "a foreign kernel": _accident(_name_a_foreign_kernel),
        "!pip install": _adds("!pip install -q some-package\n%pip install another-package"),
        "Colab imports": _adds("from google.colab import files, output\nimport google.colab"),
        "Drive mounted": _adds(
            "from google.colab import drive\ndrive.mount('/content/drive')\n%cd /content/drive/MyDrive"
        ),
        "a file uploaded": _adds(
            "from google.colab import files\nuploaded = files.upload()\nfor name in uploaded: print(name)"
        ),
        "input() asked": _adds("name = input('Your name: ')\nprint('Hello', name)"),
        "a scratch cell that fails": _adds("1 / 0\nnever_reached = True", "print(never_defined)"),
        "a warning inside an answer": _accident(_warn_in_answer),
        "an answer cell timed": _accident(_time_an_answer),
        "plots shown": _accident(_plot_in_answers),
        "Thai names and comments": _accident(_write_in_thai),
        "run out of order, old outputs kept": _accident(_run_out_of_order),
        "a text cell turned raw": _accident(_turn_text_raw),
        "an answer cell turned into text": _accident(_turn_answer_to_text),
        "an answer cell split": _accident(_split_answer),
        "an answer merged with its test": _accident(_merge_cells),
    }
)
"""Every accident, by a phrase for people."""
