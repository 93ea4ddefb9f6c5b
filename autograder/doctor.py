"""Tell in two seconds whether this machine can grade, and what to do where it cannot."""

import os
import platform
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = (
    "nbgrader",
    "numpy",
    "scikit-learn",
    "scipy",
    "ipython",
    "pytest",
    "hypothesis",
    "mpmath",
    "msgspec",
)
OLDEST, NEWEST = (3, 11), (3, 13)
"""Versions of Python that the tests run on."""

_GIB = 1024**3


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes
    ----------
    name : str
        What.
    level : str
        ``ok``, ``warning`` (works, but look) or ``failed`` (grading cannot work here).
    value : str
        What was found.
    fix : str
        What to do; '' when all is well.
    """

    name: str
    level: str
    value: str
    fix: str = ""


def examine(course: Path | None, environment: Mapping[str, str]) -> tuple[Finding, ...]:
    """Look at everything that grading needs.

    Parameters
    ----------
    course : Path or None
        The course's folder, if there is one here.
    environment : mapping of str to str
        The process's environment variables.

    Returns
    -------
    tuple of Finding
        In an order for reading; nothing is changed.
    """
    return (
        _python(),
        *_libraries(),
        *_sandbox(),
        _processors(),
        _threads(environment),
        _memory(),
        *_disk(course),
        *_tools(environment),
        _course(course),
    )


def _python() -> Finding:
    found = sys.version_info[:2]
    value = f"{platform.python_version()} ({sys.executable})"
    if found < OLDEST:
        return Finding("Python", "failed", value, f"install Python {OLDEST[0]}.{OLDEST[1]} or newer")
    if found > NEWEST:
        return Finding(
            "Python", "warning", value, f"tested up to {NEWEST[0]}.{NEWEST[1]}; run the tests first"
        )
    return Finding("Python", "ok", value)


def _libraries() -> Iterator[Finding]:
    found: list[str] = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            yield Finding(name, "failed", "not installed", "run the README's first command again")
    yield Finding("libraries", "ok", ", ".join(found))


def _sandbox() -> Iterator[Finding]:
    """Ask the sandbox itself, which also runs a cell."""
    try:
        from autograder.course.libraries import NOTEBOOKS
        from autograder.sandbox import facts
    except ImportError as error:
        yield Finding("sandbox", "failed", str(error), "run the README's first command again")
        return
    for fact in facts(NOTEBOOKS):
        yield Finding(fact.name, "ok" if fact.ok else "failed", fact.why, fact.fix)


def _processors() -> Finding:
    usable, present = len(os.sched_getaffinity(0)), os.cpu_count() or 1
    load = os.getloadavg()[0]
    value = f"{usable} of {present} usable, load {load:.1f}"
    if load > 2 * usable:
        return Finding("processors", "warning", value, "busy: grading works, but takes longer")
    return Finding("processors", "ok", value)


def _threads(environment: Mapping[str, str]) -> Finding:
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    told = [f"{name}={environment[name]}" for name in names if name in environment]
    return Finding("threads", "ok", f"one a submission{', here ' + ', '.join(told) if told else ''}")


def _memory() -> Finding:
    lines = Path("/proc/meminfo").read_text(encoding="ascii", errors="replace").splitlines()
    kib = {name: int(rest.split()[0]) for name, rest in (line.split(":", 1) for line in lines if ":" in line)}
    free = kib.get("MemAvailable", kib.get("MemFree", 0)) * 1024
    limit = _memory_limit()
    usable = min(free, limit) if limit else free
    value = f"{usable / _GIB:.1f} GiB available" + (f", limit {limit / _GIB:.1f} GiB" if limit else "")
    if usable < _GIB:
        return Finding("memory", "failed", value, "free memory until 1 GiB is available")
    workers = max(1, int(usable / (1.5 * _GIB)))
    if workers < len(os.sched_getaffinity(0)):
        return Finding("memory", "warning", value, f"grade with --jobs {workers}")
    return Finding("memory", "ok", value)


def _memory_limit() -> int:
    """Return the control group's memory limit in bytes, 0 when there is none."""
    for path in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            text = Path(path).read_text(encoding="ascii").strip()
        except OSError:
            continue
        if text.isdigit() and int(text) < 2**60:
            return int(text)
    return 0


def _disk(course: Path | None) -> Iterator[Finding]:
    name = "disk of the course"
    if course is None:
        return
    try:
        free = shutil.disk_usage(course).free
    except OSError as error:
        yield Finding(name, "failed", f"{course}: {error.strerror}", "make the folder readable")
        return
    value = f"{free / _GIB:.1f} GiB free at {course}"
    if not os.access(course, os.W_OK):
        yield Finding(name, "failed", f"{value}, read-only", "make the folder writable, or copy the course")
    elif free < _GIB / 4:
        yield Finding(name, "failed", value, "free at least 0.25 GiB")
    elif free < 2 * _GIB:
        yield Finding(name, "warning", value, "a large class may need 2 GiB")
    else:
        yield Finding(name, "ok", value)


def _tools(environment: Mapping[str, str]) -> Iterator[Finding]:
    scripts = Path(sys.executable).parent
    for name, use in (("jupyter", "formgrader and notebooks"), ("alembic", "a fresh gradebook")):
        found = shutil.which(name, path=os.pathsep.join([str(scripts), environment.get("PATH", "")]))
        if found:
            yield Finding(name, "ok", found)
        else:
            yield Finding(
                name, "warning", "not found", f"{use} need it: run the README's first command again"
            )


def _course(course: Path | None) -> Finding:
    if course is None:
        return Finding("course", "warning", "none here", "stand in a folder that holds assignments/")
    from autograder.course.layout import Course
    from autograder.errors import AutograderError
    from autograder.nbgrader.confinement import unconfined

    try:
        place = Course(course)
        ids = place.assignments()
        for assignment_id in ids:
            place.assignment(assignment_id)
            place.reference(assignment_id)
    except AutograderError as error:
        return Finding("course", "warning", str(course), str(error))
    problem = unconfined(place.root)
    if problem:
        return Finding("course", "failed", str(course), problem)
    return Finding("course", "ok", f"{course}: {', '.join(ids) or 'no assignments yet'}")
