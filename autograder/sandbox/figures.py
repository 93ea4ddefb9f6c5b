"""The open figures of a notebook, without importing matplotlib before the notebook does."""

import sys
from typing import Any


def open_figures() -> list[Any]:
    """Return the figures that pyplot holds open, without importing it."""
    pyplot = sys.modules.get("matplotlib._pylab_helpers")
    if pyplot is None:
        return []
    return [manager.canvas.figure for manager in pyplot.Gcf.get_all_fig_managers()]


def close_figures() -> None:
    """Close every figure that pyplot holds open."""
    pyplot = sys.modules.get("matplotlib._pylab_helpers")
    if pyplot is not None:
        pyplot.Gcf.destroy_all()


def png(figure: Any) -> bytes | None:
    """Draw a figure as notebooks do, or return None for an empty one."""
    from IPython.core.pylabtools import print_figure

    data = print_figure(figure, fmt="png", base64=False)
    return data if isinstance(data, bytes) else None
