"""What the warm process imports, so that no submission pays for it."""

import importlib
from collections.abc import Sequence
from typing import Any

_CELLS = (
    "def f(x):\n    return x",
    "import numpy as np",
    "print(f(np.arange(3) / 2), [1.5, 'text'])",
    "np.ones(2);",
    "1 / 0",
    "del f, np",
)
"""Cells like those of any notebook; nothing of them stays."""


def import_libraries(names: Sequence[str]) -> None:
    """Import what notebooks use."""
    for name in names:
        importlib.import_module(name)


def touch(shell: Any) -> None:
    """Walk once through the paths that libraries set up lazily: a cell, a figure, a little algebra."""
    import numpy as np
    from matplotlib import pyplot as plt

    from autograder.sandbox import figures

    before = set(shell.user_ns)
    np.linalg.solve(np.eye(3), np.ones(3))
    np.random.default_rng(0).random(3)
    figures.png(_figure_of_everything())
    plt.close("all")
    for cell in _CELLS:
        shell.run(cell, 0)
    assert not shell.user_ns.keys() - before, "nothing stays of the warm-up"


def _figure_of_everything() -> Any:
    """Draw a little of all that notebooks draw: grammars, fonts and glyphs are read at their first use."""
    import numpy as np
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(2, 2, figsize=(4, 3))
    lines, places, bars, grid = axes.flat
    lines.plot([-1, 0, 1], [0.25, 3, 4], "o--", label="$f'(x_1)^2$")
    lines.axhline(0, color="gray", lw=0.8)
    lines.annotate("here", (0, 3), (0.5, 1), arrowprops={"arrowstyle": "->"})
    lines.set(title="ABC xyz 0123456789", xlabel=r"$\alpha$", ylabel="loss")
    lines.legend()
    places.scatter([1, 10], [1, 100], c=[0, 1], marker="s", label="points")
    places.contourf([1, 10], [1, 100], np.eye(2), alpha=0.3)
    places.set_yscale("log")
    places.set_xscale("log")
    places.grid(visible=True)
    places.legend(loc="upper left", fontsize=8)
    bars.bar(["a", "b"], [1, -2], yerr=[0.1, 0.2])
    bars.hist([1, 2, 2])
    bars.fill_between([0, 1], [0, 1], alpha=0.2)
    figure.colorbar(grid.imshow(np.eye(2), cmap="viridis"), ax=grid)
    grid.text(0, 0, "1.00", ha="center")
    figure.suptitle("several")
    figure.tight_layout()
    return figure
