"""Whether the engine finds in many notebooks what it found at an earlier commit, check by check.

Both sides get the same bytes, each with the assignments and checks of its own commit, and are driven by the
command line alone, so that nothing here knows how an engine is built. Compared is the `grade` of every
record: scores, statuses, messages, mistakes, exhibits, flags. Rows of exhibits may show a formula in another
form; those are counted, not compared. What ends by the clock may differ between two runs of one commit:
`--twice` runs the earlier one a second time, and what differs there too is no finding.

A folder given by `--keep` holds notebooks and results of the earlier side; what is there is not made again,
so that a second comparison costs one side only. This side's results lie there under ``now``, to be looked
into. Exit code 1: something differs.

    .venv/bin/python benchmarks/same_results.py COMMIT [--keep FOLDER] [--sample N] [--twice] [--jobs N]
"""

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
KINDS = ("whole", "own", "known", "odd", "mutants")
SHOWN = 10
_ROW = frozenset({"text", "ok", "note"})


def main() -> None:
    """Grade on both sides, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("commit")
    parser.add_argument("--keep", type=Path, help="notebooks and results of the earlier side, kept and used")
    parser.add_argument("--sample", type=int, default=30, help="notebooks of a kind at most; 0 for all")
    parser.add_argument("--twice", action="store_true", help="run the earlier side twice, to know the noise")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--assignment", action="append", help="only this one; may be given several times")
    parser.add_argument("--kind", action="append", choices=KINDS, help="only this kind, likewise")
    parser.add_argument("--before-only", action="store_true", help="only fill the kept folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="same-results-") as folder:
        kept = (options.keep or Path(folder) / "kept").resolve()
        found = sorted(path.parent.name for path in (ROOT / "reference").glob("*/solutions.py"))
        wanted = {assignment_id: options.kind or list(KINDS) for assignment_id in options.assignment or found}
        for assignment_id, kinds in wanted.items():
            for kind in kinds:
                make_hand_ins(kept / "notebooks" / assignment_id / kind, assignment_id, kind, options.sample)
        grade_earlier(options, kept, wanted)
        if options.before_only:
            return
        now = kept / "now"
        with course(ROOT) as side:
            for assignment_id, kinds in wanted.items():
                side.grade(kept / "notebooks", now, assignment_id, kinds, options.jobs)
        tallies = compare_all(kept, now, wanted)
    print_table(tallies)
    sys.exit(any(tally.different for tally in tallies.values()))


def make_hand_ins(folder: Path, assignment_id: str, kind: str, sample: int) -> None:
    """Make the notebooks of one kind, unless they are kept."""
    if not folder.is_dir():
        from hand_ins import write_hand_ins

        draft = folder.with_name(f"{kind}.part")
        shutil.rmtree(draft, ignore_errors=True)
        write_hand_ins(ROOT, draft, assignment_id, kind, sample)
        draft.rename(folder)


@dataclass(frozen=True)
class Side:
    """An engine, with a course made of its own commit's assignments.

    Attributes
    ----------
    code : Path
        The checkout.
    root : Path
        The course: a copy, for an engine writes down there what it learns.
    """

    code: Path
    root: Path

    def grade(self, notebooks: Path, results: Path, assignment_id: str, kinds: list[str], jobs: int) -> None:
        """Grade notebooks of some kinds in one call, for its start costs much; keep the results by kind."""
        folders = {kind: notebooks / assignment_id / kind for kind in kinds}
        results.mkdir(parents=True, exist_ok=True)
        draft = results / f"{assignment_id}.part"
        command = [sys.executable, "-m", "autograder", "grade", assignment_id, "--jobs", str(jobs)]
        for folder in folders.values():
            for path in sorted(folder.iterdir()):
                command += ["--submission", str(path)]
        command += ["--json", str(draft)]
        environment = {**os.environ, "PYTHONPATH": str(self.code)}
        done = subprocess.run(  # noqa: S603 - our own command
            command, cwd=self.root, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode not in (0, 3, 4) or not draft.is_file():
            sys.exit(f"{' '.join(command)} exited {done.returncode}:\n{done.stdout}\n{done.stderr}")
        found = {entry["student"]: entry["grade"] for entry in json.loads(draft.read_text())["submissions"]}
        for kind, folder in folders.items():
            grades = {path.stem: found[path.stem] for path in sorted(folder.iterdir())}
            result_file(results, assignment_id, kind).write_text(json.dumps(grades, indent=1))
        draft.unlink()


def result_file(results: Path, assignment_id: str, kind: str) -> Path:
    """Return where the results of one kind of notebooks are kept."""
    return results / f"{assignment_id}.{kind}.json"


@contextlib.contextmanager
def course(code: Path) -> Iterator[Side]:
    """Copy a checkout's course to a folder of its own until the block ends."""
    with tempfile.TemporaryDirectory(prefix="course-") as folder:
        for half in ("assignments", "reference"):
            shutil.copytree(code / half, Path(folder) / half)
        shutil.copy(code / "nbgrader_config.py", folder)
        yield Side(code, Path(folder))


def grade_earlier(options: argparse.Namespace, kept: Path, wanted: dict[str, list[str]]) -> None:
    """Grade what the earlier commit has not graded yet."""
    places = [kept / name for name in (("before", "again") if options.twice else ("before",))]
    missing = {
        (place, assignment_id): [
            kind for kind in kinds if not result_file(place, assignment_id, kind).is_file()
        ]
        for place in places
        for assignment_id, kinds in wanted.items()
    }
    if any(missing.values()):
        from made_course import checkout

        with checkout(options.commit) as code, course(code) as side:
            for (place, assignment_id), kinds in missing.items():
                if kinds:
                    side.grade(kept / "notebooks", place, assignment_id, kinds, options.jobs)


@dataclass
class Tally:
    """What the comparison of one assignment came to.

    Attributes
    ----------
    submissions, checks, same, different, unsteady, formulas : int
        How many submissions, and how many of their checks; how many submissions agree in everything, how many
        do not, how many differ only where two runs of the earlier commit differ; how many rows of exhibits
        show their formula in another form.
    found : dict of str to list of str
        The differences in words, each with the submissions that show it.
    """

    submissions: int = 0
    checks: int = 0
    same: int = 0
    different: int = 0
    unsteady: int = 0
    formulas: int = 0
    found: dict[str, list[str]] = field(default_factory=dict)


def compare_all(kept: Path, now: Path, wanted: dict[str, list[str]]) -> dict[str, Tally]:
    """Compare what both sides found."""
    tallies = {assignment_id: Tally() for assignment_id in wanted}
    for assignment_id, kind in ((one, kind) for one, kinds in wanted.items() for kind in kinds):
        before, again, after = (
            read_grades(result_file(results, assignment_id, kind))
            for results in (kept / "before", kept / "again", now)
        )
        for name in sorted({*before, *after}):
            tally = tallies[assignment_id]
            earlier, later = before.get(name, {}), after.get(name, {})
            noise = different_places(earlier, again.get(name, earlier))
            places = different_places(earlier, later)
            found = places - noise
            tally.submissions += 1
            tally.checks += len([place for place in earlier if place.endswith("sentence")])
            tally.formulas += sum(place.endswith(" formula") for place in places)
            found = {place for place in found if not place.endswith(" formula")}
            tally.different += bool(found)
            tally.unsteady += bool(places & noise) and not found
            tally.same += not found and not places & noise
            for words in in_words(found, earlier, later):
                tally.found.setdefault(words, []).append(name)
    return tallies


def in_words(found: set[str], earlier: dict[str, Any], later: dict[str, Any]) -> list[str]:
    """Say where two grades differ: how a check or a question ended before all else."""
    if found and not (earlier and later):
        return [f"graded {'now' if later else 'earlier'} only"]
    return [
        f"{place}: {earlier.get(place)!r:.300} → {later.get(place)!r:.300}"
        for place in sorted(found, key=lambda place: (not place.endswith((" status", " score")), place))
    ]


def read_grades(path: Path) -> dict[str, dict[str, Any]]:
    """Read the grades of one file of results, each taken apart into places; none when it is not there."""
    if not path.is_file():
        return {}
    return {name: dict(places_of(grade)) for name, grade in json.loads(path.read_text()).items()}


def places_of(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Take a grade apart: every value in it, by the words that lead there."""
    if isinstance(value, dict):
        name = value.get("name") or value.get("id") or ""
        for key, inner in value.items():
            if value.keys() >= _ROW and key not in _ROW:
                yield f"{place} formula".strip(), inner
            else:
                yield from places_of(inner, f"{place} {name} {key}" if name else f"{place} {key}")
    elif isinstance(value, list) and value:
        counted = Counter(entry.get("name") or entry.get("id") for entry in value if isinstance(entry, dict))
        named = max(counted.values(), default=2) == 1 and None not in counted
        if named:
            yield f"{place} order".strip(), list(counted)
        for number, entry in enumerate(value):
            yield from places_of(entry, place if named else f"{place}[{number}]")
    else:
        yield place.strip(), value


def different_places(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """Return the places where two grades differ, or that only one of them has."""
    nothing = object()
    return {place for place in {*before, *after} if before.get(place, nothing) != after.get(place, nothing)}


def print_table(tallies: dict[str, Tally]) -> None:
    """Print one row an assignment, then the first differences of each."""
    columns = ("submissions", "checks", "same", "different", "unsteady", "formulas")
    print(f"\n| assignment | {' | '.join(columns)} |")
    print(f"|---|{'--:|' * len(columns)}")
    for assignment_id, tally in tallies.items():
        print(f"| {assignment_id} | {' | '.join(str(getattr(tally, name)) for name in columns)} |")
    for assignment_id, tally in tallies.items():
        if tally.found:
            print(f"\n{assignment_id}: {len(tally.found)} differences, the most frequent first")
        for words, names in sorted(tally.found.items(), key=lambda item: -len(item[1]))[:SHOWN]:
            print(f"- {words} ({len(names)} submissions, such as {names[0]})")


if __name__ == "__main__":
    main()
