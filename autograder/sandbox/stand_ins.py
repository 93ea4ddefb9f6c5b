"""Harmless stand-ins for what a notebook may ask of a person or of Colab, neither of which is there."""

import builtins
import getpass
import pdb
import sys
from types import ModuleType
from typing import Any


class Inert:
    """Answers every attribute and every call with something just as inert."""

    def __getattr__(self, name: str) -> "Inert":
        if name.startswith("__"):
            raise AttributeError(name)
        return Inert()

    def __call__(self, *_arguments: Any, **_keywords: Any) -> "Inert":
        """Answer with something just as inert."""
        return Inert()

    def __repr__(self) -> str:
        return "<not there when graded>"


class InertModule(ModuleType):
    """A module any name of which is inert."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__ = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Inert()


def install() -> None:
    """Put the stand-ins in place: ``input``, ``getpass``, debuggers, windows and ``google.colab``."""
    builtins.input = _no_input
    getpass.getpass = _no_input
    sys.breakpointhook = pdb.set_trace = pdb.post_mortem = _nothing
    for name, function in (("matplotlib", "use"), ("matplotlib.pyplot", "switch_backend")):
        if name in sys.modules:
            vars(sys.modules[name])[function] = _nothing
    colab = InertModule("google.colab")
    for name in ("drive", "files", "userdata", "output", "auth", "patches", "data_table", "widgets"):
        module = InertModule(f"google.colab.{name}")
        sys.modules[module.__name__] = module
        setattr(colab, name, module)
    vars(colab.files)["upload"] = _no_files
    vars(colab.userdata)["get"] = _no_input
    vars(colab.drive)["mount"] = vars(colab.drive)["flush_and_unmount"] = _nothing
    vars(colab.files)["download"] = _nothing
    sys.modules["google.colab"] = colab
    google = sys.modules.setdefault("google", InertModule("google"))
    vars(google)["colab"] = colab


def _no_input(prompt: object = "", *_arguments: Any, **_keywords: Any) -> str:
    print(prompt)  # noqa: T201  (what a person would have been shown)
    return ""


def _no_files(*_arguments: Any, **_keywords: Any) -> dict[str, bytes]:
    return {}


def _nothing(*_arguments: Any, **_keywords: Any) -> None:
    return None
