"""What a figure shows, rebuilt from a student's word: to be judged by numbers and words, not by pixels."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.sandbox.kinds import WireError

Numbers = NDArray[np.float64]

_FIGURES_MAX = 20


@dataclass(frozen=True, eq=False)
class Line:
    """A curve, as ``plot``, ``axhline`` and their kin draw it.

    Attributes
    ----------
    label : str
        Its name in the legend; '' without one.
    x, y : ndarray of float64 of shape (n,)
        Its points.
    style, marker : str
        matplotlib's names, such as ``-``, ``--``, ``None`` and ``o``.
    """

    label: str
    x: Numbers
    y: Numbers
    style: str
    marker: str


@dataclass(frozen=True, eq=False)
class Points:
    """A cloud of points, as ``scatter`` draws it.

    Attributes
    ----------
    label : str
        Its name in the legend; '' without one.
    x, y : ndarray of float64 of shape (n,)
        Where they are.
    values : ndarray of float64 of shape (n,) or (0,)
        What their colours stand for, if they stand for numbers.
    """

    label: str
    x: Numbers
    y: Numbers
    values: Numbers


@dataclass(frozen=True, eq=False)
class Bars:
    """All bars of one set of axes, as ``bar`` and ``hist`` draw them, in order.

    Attributes
    ----------
    left, width, bottom, height : ndarray of float64 of shape (n,)
        Of each bar, in the axes' units.
    """

    left: Numbers
    width: Numbers
    bottom: Numbers
    height: Numbers


@dataclass(frozen=True, eq=False)
class Axes:
    """One set of axes.

    Attributes
    ----------
    title, xlabel, ylabel : str
        Its words; '' where there are none.
    xlim, ylim : tuple of (float, float)
        Its limits, as drawn.
    xscale, yscale : str
        ``linear``, ``log``, ``symlog`` and so on.
    legend : tuple of str
        The legend's words; empty without a legend.
    lines : tuple of Line
        Curves, in the order they were drawn.
    points : tuple of Points
        Clouds of points, in the order they were drawn.
    bars : Bars
        All bars.
    images : tuple of ndarray of float64
        What ``imshow`` shows.
    texts : tuple of str
        Words put on the plane.
    filled : int
        How many other collections there are: contours, filled regions, meshes.
    """

    title: str
    xlabel: str
    ylabel: str
    xlim: tuple[float, float]
    ylim: tuple[float, float]
    xscale: str
    yscale: str
    legend: tuple[str, ...]
    lines: tuple[Line, ...]
    points: tuple[Points, ...]
    bars: Bars
    images: tuple[Numbers, ...]
    texts: tuple[str, ...]
    filled: int


@dataclass(frozen=True, eq=False)
class Figure:
    """A figure.

    Attributes
    ----------
    title : str
        The title above all axes; '' without one.
    axes : tuple of Axes
        Its axes, in the order they were made.
    """

    title: str
    axes: tuple[Axes, ...]


def read_figures(value: object) -> list[Figure]:
    """Read what a student's process says its figures hold.

    Parameters
    ----------
    value : object
        Its word; see `figures.described`.

    Returns
    -------
    list of Figure
        At most 20.

    Raises
    ------
    WireError
        When it is anything else.
    """
    return [
        Figure(_text(figure, "title"), tuple(_axes(axes) for axes in _list(figure, "axes")))
        for figure in _of(value, list)[:_FIGURES_MAX]
    ]


def _axes(value: object) -> Axes:
    return Axes(
        title=_text(value, "title"),
        xlabel=_text(value, "xlabel"),
        ylabel=_text(value, "ylabel"),
        xlim=_limits(value, "xlim"),
        ylim=_limits(value, "ylim"),
        xscale=_text(value, "xscale"),
        yscale=_text(value, "yscale"),
        legend=_texts(value, "legend"),
        lines=tuple(_line(line) for line in _list(value, "lines")),
        points=tuple(_points(points) for points in _list(value, "points")),
        bars=_bars(_field(value, "bars")),
        images=tuple(_of_floats(image) for image in _list(value, "images")),
        texts=_texts(value, "texts"),
        filled=_of(_field(value, "filled"), int),
    )


def _line(value: object) -> Line:
    x, y = _of_one_length(value, "x", "y")
    return Line(_text(value, "label"), x, y, _text(value, "style"), _text(value, "marker"))


def _points(value: object) -> Points:
    x, y = _of_one_length(value, "x", "y")
    return Points(_text(value, "label"), x, y, _vector(value, "values"))


def _bars(value: object) -> Bars:
    left, width, bottom, height = _of_one_length(value, "left", "width", "bottom", "height")
    return Bars(left, width, bottom, height)


def _field(value: object, name: str) -> Any:
    return _of(value, dict).get(name)


def _of(value: object, kind: type) -> Any:
    if type(value) is not kind:
        raise WireError(f"a figure without its {kind.__name__}")
    return value


def _list(value: object, name: str) -> list[Any]:
    found: list[Any] = _of(_field(value, name), list)
    return found


def _text(value: object, name: str) -> str:
    found: str = _of(_field(value, name), str)
    return found


def _texts(value: object, name: str) -> tuple[str, ...]:
    return tuple(_of(entry, str) for entry in _list(value, name))


def _of_floats(value: object) -> Numbers:
    if not isinstance(value, np.ndarray) or value.dtype != np.float64:
        raise WireError("a figure without its numbers")
    return value


def _vector(value: object, name: str) -> Numbers:
    found = _of_floats(_field(value, name))
    if found.ndim != 1:
        raise WireError("a figure without its numbers")
    return found


def _of_one_length(value: object, *names: str) -> list[Numbers]:
    found = [_vector(value, name) for name in names]
    if len({entry.size for entry in found}) != 1:
        raise WireError("a figure whose numbers do not belong together")
    return found


def _limits(value: object, name: str) -> tuple[float, float]:
    found = _vector(value, name)
    if found.size != 2:
        raise WireError("a figure without its limits")
    return float(found[0]), float(found[1])
