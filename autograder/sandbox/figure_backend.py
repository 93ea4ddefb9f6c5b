"""A matplotlib backend that shows figures as pictures in a cell's output, as notebooks do.

It is Agg with a ``show`` of its own. The backend is found by its module name in ``MPLBACKEND``; figures that
are still open when a cell ends are shown by the shell.
"""

from typing import Any

from IPython.core.getipython import get_ipython
from matplotlib.backends.backend_agg import FigureCanvasAgg as FigureCanvas

__all__ = ["FigureCanvas", "show"]


def show(*_arguments: Any, **_keywords: Any) -> None:
    """Show every open figure now and close it; what ``plt.show`` calls."""
    shell: Any = get_ipython()
    if shell is not None:
        shell.show_figures()
