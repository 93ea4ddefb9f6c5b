"""The figures of a student's process: which are open, how they look, and what they show as plain data.

matplotlib is never imported before the notebook does.
"""

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

_FIGURES_MAX = 20


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


def described(value: object, drawn: list[Any]) -> list[dict[str, Any]]:
    """Describe the figures that a call gave back or drew.

    Parameters
    ----------
    value : object
        What it returned: a figure, axes, anything drawn on them, a list of those, or anything else.
    drawn : list of Figure
        Figures that it left open.

    Returns
    -------
    list of dict
        One a figure, those returned first; see `figure_data` for what they hold.
    """
    found: list[Any] = []
    for figure in [*_figures_of(value), *drawn]:
        if not any(figure is other for other in found):
            found.append(figure)
    return [_figure(figure) for figure in found[:_FIGURES_MAX]]


def _figures_of(value: Any) -> Iterator[Any]:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

    if isinstance(value, list | tuple | np.ndarray) and len(value) <= _FIGURES_MAX:
        for entry in value:
            yield from _figures_of(entry)
    elif isinstance(value, Figure):
        yield value
    elif isinstance(value, Artist) and value.get_figure() is not None:
        yield value.get_figure()


def _figure(figure: Any) -> dict[str, Any]:
    return {"title": figure.get_suptitle(), "axes": [_axes(axes) for axes in figure.axes]}


def _axes(axes: Any) -> dict[str, Any]:
    legend = axes.get_legend()
    bars = [patch for container in axes.containers for patch in getattr(container, "patches", ())]
    return {
        "title": axes.get_title(),
        "xlabel": axes.get_xlabel(),
        "ylabel": axes.get_ylabel(),
        "xlim": _numbers(axes.get_xlim()),
        "ylim": _numbers(axes.get_ylim()),
        "xscale": axes.get_xscale(),
        "yscale": axes.get_yscale(),
        "legend": [text.get_text() for text in legend.get_texts()] if legend else [],
        "lines": [_line(line) for line in axes.lines],
        "points": [_points(c) for c in axes.collections if _is_points(c)],
        "bars": _bars(bars),
        "images": [np.ma.filled(np.ma.asarray(image.get_array(), float), np.nan) for image in axes.images],
        "texts": [text.get_text() for text in axes.texts],
        "filled": sum(not _is_points(collection) for collection in axes.collections),
    }


def _line(line: Any) -> dict[str, Any]:
    return {
        "label": _label(line),
        "x": _numbers(line.get_xdata(orig=False)),
        "y": _numbers(line.get_ydata(orig=False)),
        "style": str(line.get_linestyle()),
        "marker": str(line.get_marker()),
    }


def _points(collection: Any) -> dict[str, Any]:
    places: Any = np.ma.filled(np.ma.asarray(collection.get_offsets(), float), np.nan).reshape(-1, 2)
    values = collection.get_array()
    return {
        "label": _label(collection),
        "x": _numbers(places[:, 0]),
        "y": _numbers(places[:, 1]),
        "values": _numbers(() if values is None else values),
    }


def _bars(patches: list[Any]) -> dict[str, Any]:
    return {
        "left": _numbers([patch.get_x() for patch in patches]),
        "width": _numbers([patch.get_width() for patch in patches]),
        "bottom": _numbers([patch.get_y() for patch in patches]),
        "height": _numbers([patch.get_height() for patch in patches]),
    }


def _is_points(collection: Any) -> bool:
    from matplotlib.collections import PathCollection

    return isinstance(collection, PathCollection)


def _label(artist: Any) -> str:
    """Return a label; matplotlib's own names for what has none begin with an underscore."""
    label = str(artist.get_label())
    return "" if label.startswith("_") else label


def _numbers(values: Any) -> Any:
    return np.ma.filled(np.ma.asarray(values, float), np.nan).reshape(-1)
