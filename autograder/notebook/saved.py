"""The text of a notebook's file, the very one that nbformat writes, without its validation and copies.

nbformat lays a file out with Python's slow JSON writer, the only one that indents. Here the fast one writes
all in one line, and msgspec puts in line breaks and blanks; it takes numbers and strings over as they are.
"""

import json
from collections.abc import Mapping
from typing import Any

import msgspec
from nbformat.notebooknode import NotebookNode

_NEVER_KEPT = ("orig_nbformat", "orig_nbformat_minor", "signature")
_SPLIT_KINDS = ("application/javascript", "image/svg+xml")


def saved(notebook: NotebookNode) -> str:
    """Return what a notebook's file holds.

    Parameters
    ----------
    notebook : NotebookNode
        A valid one of nbformat 4; left unchanged.

    Returns
    -------
    str
        What ``nbformat.writes`` gives, and a line feed.
    """
    metadata = {key: value for key, value in notebook["metadata"].items() if key not in _NEVER_KEPT}
    plain = {**notebook, "cells": [_cell(cell) for cell in notebook["cells"]], "metadata": metadata}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    return msgspec.json.format(text, indent=1) + "\n"


def _cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    made = {**cell, "source": _lines(cell["source"])}
    made["metadata"] = {key: value for key, value in cell["metadata"].items() if key != "trusted"}
    if "attachments" in cell:
        made["attachments"] = {name: _bundle(bundle) for name, bundle in cell["attachments"].items()}
    if cell["cell_type"] == "code":
        made["outputs"] = [_output(output) for output in cell["outputs"]]
    return made


def _output(output: Mapping[str, Any]) -> Mapping[str, Any]:
    if output["output_type"] == "stream":
        return {**output, "text": _lines(output["text"])}
    if output["output_type"] in ("display_data", "execute_result"):
        return {**output, "data": _bundle(output["data"])}
    return output


def _bundle(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        kind: _lines(content) if kind.startswith("text/") or kind in _SPLIT_KINDS else content
        for kind, content in data.items()
    }


def _lines(text: Any) -> Any:
    return text.splitlines(keepends=True) if isinstance(text, str) else text
