"""Functions and classes as the cells that must answer left them, kept against what later cells do to them."""

from collections.abc import Sequence
from typing import Any


class Answers:
    """What some names were bound to after their cells ran.

    Only identity and `callable` are asked, which look at an object's type: nothing that a student wrote runs.
    """

    def __init__(self) -> None:
        self._kept: dict[str, Any] = {}

    def keep(self, namespace: dict[str, Any], names: Sequence[str]) -> None:
        """Keep what each of the names is bound to now, if it can be called; the last one kept wins."""
        for name in names:
            found = namespace.get(name)
            if callable(found):
                self._kept[name] = found

    def settle(self, namespace: dict[str, Any]) -> list[str]:
        """Bind every name to what was kept of it, and return those that were bound to anything else."""
        missing = object()
        changed = [name for name, kept in self._kept.items() if namespace.get(name, missing) is not kept]
        for name in changed:
            namespace[name] = self._kept[name]
        return changed
