"""Hostile sources and folders: code that is hard to parse before it runs, and files that are no files."""

import os
import socket
from collections.abc import Mapping

from tests.attacks.notebook_bytes import Attack, Desk, text


def chain_of_attributes(desk: Desk) -> None:
    """Write an expression of nine hundred attributes, which overflows whoever walks its tree."""
    desk.write_with("_x = a" + ".b" * 900)


def chains_of_every_kind(desk: Desk) -> None:
    """Write long chains of calls, items, sums, comparisons, lambdas, negations and conditions."""
    desk.write_with(
        "double = f" + "(1)" * 900,
        "double = f" + "[0]" * 900,
        "double = " + " + ".join("1" * 5000),
        "double = " + "lambda: " * 900 + "1",
        "double = " + "not " * 5000 + "1",
        "double = " + "-" * 5000 + "1",
        "double = " + " if a else ".join("1" * 900),
        "double = await " * 500 + "x",
    )


def deep_parentheses(desk: Desk) -> None:
    """Open more brackets than the parser has room for, of every kind, closed and not."""
    desk.write_with(
        *[
            f"x = {left * count}{right * count}"
            for left, right in ("()", "[]", "{}")
            for count in (150, 45_000)
        ]
    )


def decorator_chain(desk: Desk) -> None:
    """Decorate its answer ten thousand times, and a class inside a class inside a class."""
    nest = "".join(" " * depth + f"class C{depth}:\n" for depth in range(95))
    desk.write_with("@f\n" * 10_000 + "def double(x): return 0", nest + " " * 95 + "pass")


def deep_indentation(desk: Desk) -> None:
    """Nest a hundred blocks, and chain two thousand elif, each inside the one before."""
    blocks = "".join(" " * depth + "if 1:\n" for depth in range(99)) + " " * 99 + "double = 1"
    chain = "if 0: pass\n" + "elif 0: pass\n" * 2000 + "else: double = 1"
    desk.write_with(blocks, chain, "try: pass\n" + "except A: pass\n" * 5000, "for x in y: " * 30 + "pass")


def nested_f_strings(desk: Desk) -> None:
    """Nest f-strings in f-strings, in their formats, with every kind of quote."""
    nested = "1"
    for _ in range(120):
        nested = "f'{" + nested + "}'"
    formats = "{1:" * 140 + "}" * 140
    desk.write_with(
        f"double = {nested}", f"double = f'{formats}'", "double = f'''{" + "f'{1}' " * 12_000 + "}'''"
    )


def line_breaks(desk: Desk) -> None:
    """Put eight thousand line breaks into a cell, on which some patterns take the square of that."""
    desk.write_with("\n" * 8000, "x = 1" + "\n" * 8000 + "!", "\n" * 8000 + "def double(x: return")


def blanks_of_every_kind(desk: Desk) -> None:
    """Put tens of thousands of blanks, tabs, form feeds, separators and question marks into broken code."""
    runs = (" ", "\t", "\x0c", "\x1c", "\u2028", "?", "!", "%", "#", "\\\n", ";", "\u00a0", ": ", "x ")
    desk.write_with(
        *[f"def double(x:\nx {run * 20_000}" for run in runs], *[f"{run * 20_000}\nx =" for run in runs]
    )


def short_lines(desk: Desk) -> None:
    """Assign x in 470 kB of short lines."""
    desk.write_with("x=1\n" * 120_000)


def many_definitions(desk: Desk) -> None:
    """Define twenty thousand functions, and its answer among them in the form of the stub."""
    stub = 'def double(x):\n    raise NotImplementedError("write me")\n'
    cells = ["".join(f"def f{place}_{n}(x): 0\n" for n in range(4000)) for place in range(5)]
    desk.write_with(*cells, stub * 1500)


def many_asserts(desk: Desk) -> None:
    """Assert a hundred thousand times, to look like a test cell or to be one."""
    desk.write_with(*["assert 1\n" * 10_000] * 10, "assert double(1) == 2, " + "'x'" * 10_000)


def many_commands(desk: Desk) -> None:
    """Write tens of thousands of commands and magics, which are all rewritten before they run."""
    desk.write_with(
        "!ls\n" * 20_000, "%time x = 1\n" * 5000, "%%time\n" * 2000 + "1", "x?\n" * 5000, "x = !" * 9000
    )


def long_literals(desk: Desk) -> None:
    """Write numbers, texts and tuples of a million characters, and powers that a compiler might fold."""
    desk.write_with(
        "x = " + "9" * 4_200 + "\nx = " + "0x" + "f" * 90_000,
        "x = (" + "1," * 45_000 + ")",
        "x = 10 ** 10 ** 7 if 0 else 'a' * 10 ** 9 if 0 else (1,) * 10 ** 9 if 0 else 0",
        "x = '" + "\\N{BELL}" * 10_000 + "'",
    )


def bare_carriage_return(desk: Desk) -> None:
    """Assign its own numbers behind a bare carriage return, where readers disagree on what a line is."""
    own = 'VARIANT = {"a": [0, 0, 0], "b": [0, 0, 0]}\r'
    desk.write_with(
        "x = 1\r" + own,
        own + "y = 1",
        "x = '''\r" + own + "'''\r" + own,
        "if 1:\r\t" + own + "\r\ndef weighed(): return 0",
    )


def other_line_ends(desk: Desk) -> None:
    """Assign its own numbers behind form feeds, separators and continuations, in trees and in exec."""
    own = 'VARIANT = {"a": [0, 0, 0], "b": [0, 0, 0]}'
    sources = [
        f"x = 1{end}{own}" for end in ("\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\\\n;", ";", "\r\r\n")
    ]
    desk.write_with(
        *sources,
        f"exec('{own}')",
        f"globals()['VARIANT'] = {own[10:]}",
        "weighed = lambda: 0",
        f"({own.replace('=', ':=')})",
    )


def null_bytes_and_cookies(desk: Desk) -> None:
    """Put null bytes, marks of byte order, ends of file and other encodings into the code."""
    desk.write_with(
        "double = 1\0\ndef double(x): return 0",
        "\ufeffdouble = 1\ufeff",
        "# -*- coding: utf-7 -*-\ndouble = +AGEAYg-",
        "# coding: rot13\nqrs qbhoyr(k): erghea 0",
        "double = 1\x1a\x04\x03",
        "# coding: undefined\n1",
        "from __future__ import braces, annotations, nothing_like_it",
        "\u202edouble = 1",
    )


def pictures_of_the_reference(desk: Desk) -> None:
    """Show the reference as a picture, a link, a frame and an included file in its text."""
    place = f"../../../reference/{desk.id}/solutions.py"
    absolute = desk.folder.parents[2] / "reference" / desk.id / "solutions.py"
    words = (
        f"![a]({place}) ![b](file://{absolute}) <img src='{place}'> <iframe src='file://{absolute}'></iframe>"
    )
    words += f"\n\n[x]: {place}\n![x]\n<object data='{place}'></object>\n\n"
    words += f"{{% include '{absolute}' %}} {{{{ config }}}}"
    table = desk.plain()
    table["cells"].append(text(words))
    desk.write(table)


def a_link(desk: Desk) -> None:
    """Hand in a symbolic link to the reference, and one to another student's notebook."""
    desk.path.symlink_to(desk.folder.parents[2] / "reference" / desk.id / "solutions.py")
    (desk.folder / "other.ipynb").symlink_to(desk.folder.parents[1] / "ann" / desk.id / desk.path.name)
    (desk.folder / "notes.txt").symlink_to(desk.folder.parents[2] / "records" / "notes.txt")


def a_linked_folder(desk: Desk) -> None:
    """Make its folder a link to another student's."""
    desk.folder.rmdir()
    desk.folder.symlink_to(desk.folder.parents[1] / "ann" / desk.id, target_is_directory=True)


def a_pipe(desk: Desk) -> None:
    """Hand in a named pipe, on which a reader waits for ever, and one in place of the time."""
    os.mkfifo(desk.path)
    os.mkfifo(desk.folder / "timestamp.txt")


def a_pipe_beside_it(desk: Desk) -> None:
    """Hand in a notebook with a named pipe for its time, and others beside it."""
    desk.write(desk.plain())
    for name in ("timestamp.txt", "data.csv", "other.ipynb"):
        os.mkfifo(desk.folder / name)


def a_socket(desk: Desk) -> None:
    """Hand in a socket."""
    here = os.open(desk.folder, os.O_RDONLY)
    try:  # a socket's name may have a hundred letters only
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(f"/proc/self/fd/{here}/{desk.path.name}")
    finally:
        os.close(here)


def a_folder(desk: Desk) -> None:
    """Hand in folders that are named as notebooks, in one another, and links that lead round."""
    (desk.path / "x.ipynb" / "y.ipynb").mkdir(parents=True)
    (desk.path / "round").symlink_to(desk.folder, target_is_directory=True)


def many_files(desk: Desk) -> None:
    """Hand in three thousand files, and thirty large ones that all have to be looked into."""
    for number in range(3000):
        (desk.folder / f"{number}.ipynb").touch()
    for number in range(30):
        with (desk.folder / f"0000-{number}.ipynb").open("wb") as file:
            file.write(b'{"cells": [')
            file.truncate(15 << 20)


def a_time_of_its_own(desk: Desk) -> None:
    """Hand in a time that is huge, no time, no text, and from next year."""
    desk.write(desk.plain())
    (desk.folder / "timestamp.txt").write_bytes(b"9999-12-31 23:59:59 UTC\xff\x1b[2J\n" * 100_000)


SOURCES: Mapping[str, Attack] = {
    attack.__name__: attack
    for attack in (
        chain_of_attributes,
        chains_of_every_kind,
        deep_parentheses,
        decorator_chain,
        deep_indentation,
        nested_f_strings,
        line_breaks,
        blanks_of_every_kind,
        short_lines,
        many_definitions,
        many_asserts,
        many_commands,
        long_literals,
        bare_carriage_return,
        other_line_ends,
        null_bytes_and_cookies,
        pictures_of_the_reference,
        a_link,
        a_linked_folder,
        a_pipe,
        a_pipe_beside_it,
        a_socket,
        a_folder,
        many_files,
        a_time_of_its_own,
    )
}
