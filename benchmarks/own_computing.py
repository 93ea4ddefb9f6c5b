"""The students' own computing: recorded cells and calls replayed in one plain warm process.

Nothing stands around them: no sandbox, no shell, no checks. Values are decoded before the clock starts. The
process lives on from submission to submission, so that nothing is counted but what the code itself computes:
the smallest figure that can be called the student's own. A request that was lost (a limit, a crash) is not
run again; what it used in the sandbox counts as the student's.
"""

import ast
import contextlib
import io
import itertools
import json
import os
import random
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import msgspec
import numpy as np
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.pylabtools import print_figure

from autograder.sandbox import wire
from autograder.sandbox.formula import Recorded

_ITEMS_MAX = 10_000


class NoMagics:
    """What `get_ipython` gives a cell that uses magics: they do nothing."""

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **kwargs: None


class Replay:
    """One submission's cells and calls.

    Parameters
    ----------
    asks : list
        As `warm_grader` recorded them.
    """

    def __init__(self, asks: list[list[Any]]) -> None:
        self._asks = asks
        self._objects: dict[int, Any] = {}
        self._answers: dict[str, Any] = {}
        self._namespace: dict[str, Any] = {"__name__": "__main__", "get_ipython": NoMagics}
        self.cells_s = self.calls_s = 0.0
        self.odd: list[str] = []
        """Requests that ended otherwise than in the sandbox."""

    def run(self) -> None:
        """Replay everything."""
        _seed()
        with warnings.catch_warnings():
            for operation, name, number, want, body, answer, value, cpu_s in self._asks:
                if operation != "cell":
                    self._namespace |= self._answers  # what later cells put in an answer's place is put back
                if operation == "cell":
                    used = cpu_s if answer == "lost" else self._cell(body, answer)
                    self.cells_s += used
                elif answer == "lost":
                    self.calls_s += cpu_s
                else:
                    self.calls_s += self._call(operation, name, number, want, body, answer, value)

    def _cell(self, body: bytes, answer: str) -> float:
        source, names = wire.decode(body)
        source = TransformerManager().transform_cell(source)
        started = time.process_time()
        ended = "ok"
        try:
            tree = ast.parse(source)
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, "<cell>", "exec"), self._namespace)  # noqa: S102 - our own known submissions
            if last is not None:
                shown = eval(  # noqa: S307 - likewise
                    compile(ast.Expression(last.value), "<cell>", "eval"), self._namespace
                )
                repr(shown)
        except (Exception, SystemExit):
            ended = "raised"
        with contextlib.suppress(Exception):
            for figure in plt.get_fignums():  # drawn as a notebook draws them
                print_figure(plt.figure(figure), fmt="png", base64=False)
        plt.close("all")
        used = time.process_time() - started
        self._answers |= {
            name: self._namespace[name] for name in names if callable(self._namespace.get(name))
        }
        if ended != answer:
            self.odd.append(f"a cell {ended}, not {answer}: {source[:60]!r}")
        return used

    def _call(
        self, operation: str, name: str, number: int, want: str, body: bytes, answer: str, value: bytes
    ) -> float:
        try:
            args, kwargs = wire.decode(body, self._resolve)
        except KeyError:
            self.odd.append(f"{operation} {name}: an object that is not there")
            return 0.0
        ended, result = "ok", None
        started = time.process_time()
        try:
            result = self._result(operation, name, number, args, kwargs)
            if want == "iterator":
                result = iter(result)
            elif want == "value" and isinstance(result, Iterator):
                result = list(itertools.islice(result, _ITEMS_MAX))
        except (Exception, SystemExit):
            ended = "raised"
        plt.close("all")
        used = time.process_time() - started
        if (ended == "ok") != (answer == "ok") and answer != "value":
            self.odd.append(f"{operation} {name} {ended}, not {answer}")
        if ended == answer == "ok":
            self._keep(wire.decode(value), result)
        return used

    def _result(self, operation: str, name: str, number: int, args: list[Any], kwargs: dict[str, Any]) -> Any:
        if operation in ("call", "value"):
            target = self._namespace[name]
        elif operation == "advance":
            return list(itertools.islice(self._objects[number], 1))
        elif operation == "assign":
            return setattr(self._objects[number], name, *args)
        else:
            target = getattr(self._objects[number], name)
        return target(*args, **kwargs) if operation in ("call", "method") else target

    def _keep(self, told: Any, result: Any) -> None:
        """Remember the objects for which the sandbox gave handles, under the same numbers."""
        if isinstance(told, wire.Handle):
            self._objects[told.id] = result
        elif isinstance(told, dict) and isinstance(result, dict):
            for key, part in told.items():
                if key in result:
                    self._keep(part, result[key])
        elif isinstance(told, list | tuple) and isinstance(result, list | tuple):
            for part, theirs in zip(told, result, strict=False):
                self._keep(part, theirs)

    def _resolve(self, reference: Any) -> Any:
        if isinstance(reference, wire.Handle):
            return self._objects[reference.id]
        return Recorded(reference.expression, list(reference.parameters), reference.name).function()


def _seed() -> None:
    """Make random numbers what they are in the sandbox."""
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 - students use it
    vars(np.random.bit_generator)["randbits"] = random.Random(0).getrandbits  # noqa: S311


def main() -> None:
    """Replay a recorded file for each line of the input."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    plt.switch_backend("agg")  # figures are drawn below, as a notebook draws them
    os.chdir(tempfile.mkdtemp(dir=sys.argv[1]))
    for line in sys.stdin:
        replay = Replay(msgspec.msgpack.decode(Path(json.loads(line)["from"]).read_bytes()))
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            replay.run()
        told = {"cells_s": replay.cells_s, "calls_s": replay.calls_s, "odd": replay.odd}
        answers.write(json.dumps(told) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
