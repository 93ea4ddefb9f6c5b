"""What a child has given up and what it cannot find, seen from inside and in the kernel's own books."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from autograder.course.libraries import NOTEBOOKS
from autograder.sandbox import Budget, Limits, Request, Session, Zygote, run_folder

pytestmark = pytest.mark.sandbox

LIMITS = Limits(cell_cpu_s=1, question_cpu_s=1, memory_mb=512)

SCAN = """
import ctypes, re

def hits(head):
    # The pattern is no match for itself: only a whole marker is one.
    pattern = re.compile(head.encode() + b"_[0-9a-f]{16}")
    found = scanned = 0
    for line in open("/proc/self/maps").read().splitlines():
        place, rights, *_ = line.split()
        if rights[0] == "r" and "[v" not in line:
            start, end = (int(number, 16) for number in place.split("-"))
            for at in range(start, end, 1 << 24):
                part = ctypes.string_at(at, min(1 << 24, end - at))
                scanned += len(part)
                found += len(pattern.findall(part))
    return found, scanned >> 20
"""


def test_no_secret_is_in_a_childs_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of a child's readable memory holds nothing of the grader's and of the student before."""
    grader, student = (
        "GRADER_SECRET" + "_" + os.urandom(8).hex(),
        "STUDENT_MARK" + "_" + os.urandom(8).hex(),
    )
    monkeypatch.setenv("ANSWERS", grader)
    limits = Limits(cell_cpu_s=60, question_cpu_s=60)
    with Zygote(NOTEBOOKS) as warm:
        with Session(warm, [(0, f"kept = ['{student}'] * 1000\ndef f(x): return x")], limits) as session:
            assert session.ask(Request.call("f", student), Budget(5)).value == student
        with Session(warm, [(0, SCAN)], limits) as session:
            found, scanned_mb = session.ask(Request.call("hits", "GRADER_SECRET"), Budget(60)).value
            assert (found, scanned_mb > 100) == (0, True)
            assert session.ask(Request.call("hits", "STUDENT_MARK"), Budget(60)).value[0] == 0
        with Session(warm, [(0, SCAN), (1, f"here = '{student}'")], limits) as session:
            assert session.ask(Request.call("hits", "STUDENT_MARK"), Budget(60)).value[0] > 0


def test_children_cannot_look_into_each_others_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the list of fonts cannot be kept between runs, a child reads its own folder only."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a file"))
    (tmp_path / "a file").write_text("not a folder")
    with (
        Zygote(NOTEBOOKS) as warm,
        Session(warm, [(0, "open('mine', 'w').write('secret')")], LIMITS) as first,
    ):
        first.run()
        (other,) = warm.folder.path.glob("scratch-*/mine")
        look = f"import os\nfor place in ('{other}', '{warm.folder.path}/zygote.log'):\n"
        look += (
            "    try: open(place)\n    except PermissionError: continue\n    raise AssertionError(place)\n"
        )
        with Session(
            warm, [(0, look), (1, "import matplotlib.pyplot as plt\nplt.plot([1])")], LIMITS
        ) as second:
            assert [run.status for run in second.run()] == ["passed", "passed"]


@pytest.mark.parametrize(
    "trick", ["os.rename('f', '../f')", "os.link('f', 'g')", "os.symlink('/etc/passwd', 'g')"]
)
def test_scratch_holds_plain_files_only(zygote: Zygote, trick: str) -> None:
    """Nothing in a scratch folder leads out of it, and removing it removes nothing else."""
    source = f"import os\nopen('f', 'w').close()\nos.chmod\n{trick}"
    with Session(zygote, [(0, source)], LIMITS) as session:
        (done,) = session.run()
        assert done.status == "raised"
    assert list(zygote.folder.path.glob("scratch-*")) == []


def test_files_without_rights_are_removed(zygote: Zygote) -> None:
    """A file that nobody may read does not stay behind."""
    with Session(zygote, [(0, "import os\nos.close(os.open('f', os.O_CREAT, 0))")], LIMITS) as session:
        assert session.run()[0].status == "passed"
    assert list(zygote.folder.path.glob("scratch-*")) == []


def test_kernel_confirms_what_a_child_gave_up(zygote: Zygote) -> None:
    """Capabilities, privileges, filter, limits and session of a child, as the kernel tells them."""
    source = (
        "import os, resource\n"
        "S = dict(line.split(':', 1) for line in open('/proc/self/status').read().splitlines())\n"
        "L = {name: resource.getrlimit(getattr(resource, 'RLIMIT_' + name))\n"
        "     for name in ('CORE', 'MEMLOCK', 'MSGQUEUE', 'FSIZE', 'NOFILE', 'AS', 'CPU')}\n"
        "score = open('/proc/self/oom_score_adj').read().strip()\n"
        "OWN = os.getsid(0) == os.getpid(), os.getcwd(), dict(os.environ), score"
    )
    with Session(zygote, [(0, source)], LIMITS) as session:
        status = {
            name: text.strip() for name, text in session.ask(Request.value("S"), Budget(1)).value.items()
        }
        limits = session.ask(Request.value("L"), Budget(1)).value
        leads_session, folder, environment, score = session.ask(Request.value("OWN"), Budget(1)).value
    owned = ["CapInh", "CapPrm", "CapEff", "CapAmb"] + ["CapBnd"] * (os.geteuid() == 0)
    assert {name: int(status[name], 16) for name in owned} == dict.fromkeys(owned, 0)
    assert (status["NoNewPrivs"], status["Seccomp"], status["Threads"], status["Umask"]) == (
        "1",
        "2",
        "1",
        "0077",
    )
    assert [limits[name] for name in ("CORE", "MEMLOCK", "MSGQUEUE")] == [(0, 0)] * 3
    assert (limits["FSIZE"], limits["NOFILE"]) == ((8 << 20,) * 2, (64, 64))
    assert 512 << 20 < limits["AS"][1] < 4 << 30
    assert limits["CPU"][0] < limits["CPU"][1] <= 3605
    assert leads_session
    assert score == "500"
    assert Path(folder).parent == zygote.folder.path
    assert environment["LOGNAME"] == "student"
    assert not {"USER", "PWD", "VIRTUAL_ENV", "PYTHONPATH"} & environment.keys()
    assert {environment[name] for name in ("HOME", "TMPDIR")} == {folder}


def test_kernels_own_limit_ends_what_the_watch_does_not_see(zygote: Zygote) -> None:
    """Should the grader's watch fail, the kernel ends a process at its CPU limit, told as what it is."""
    limits = Limits(cell_cpu_s=60, question_cpu_s=60)
    source = "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass"
    for cell in (source, "while True: pass"):
        with Session(zygote, [(0, cell)], limits) as session:
            lives = session._lives
            make = lives._bounds
            lives._bounds = lambda scratch, make=make: msgspec.structs.replace(make(scratch), cpu_s=1)  # type: ignore[method-assign]
            (done,) = session.run()
            assert (done.status, "used up" in done.message) == ("cpu", True), done.message


LANDLOCK_ALONE = """
import os, subprocess, sys
from autograder.sandbox.landlock import restrict_files
scratch, other, cap = sys.argv[1:]
os.chdir(scratch)
open("mine", "w").close()
restrict_files([sys.prefix, sys.base_prefix, "/usr/lib", "/lib", "/lib64"], scratch, int(cap) or None)
open("made", "w").write("x"), os.remove("mine"), os.listdir(sys.base_prefix), open(os.devnull, "w").write("x")
attempts = {
    "run": lambda: subprocess.run([sys.executable, "-c", "pass"]),
    "read": lambda: open(other + "/secret").read(),
    "list": lambda: os.listdir(other),
    "write": lambda: open(other + "/new", "w"),
    "append": lambda: open(other + "/secret", "a"),
    "remove": lambda: os.remove(other + "/secret"),
    "take": lambda: os.rename(other + "/secret", "taken"),
    "give": lambda: os.rename("made", other + "/given"),
    "link": lambda: os.link(other + "/secret", "linked"),
    "point": lambda: os.symlink(other + "/secret", "pointed"),
    "folder": lambda: os.mkdir("folder"),
    "pipe": lambda: os.mkfifo("pipe"),
    "nameless": lambda: os.open(other, os.O_TMPFILE | os.O_RDWR),
    "library": lambda: open(sys.base_prefix + "/new", "w"),
}
for name, attempt in attempts.items():
    try:
        attempt()
    except OSError as error:
        if isinstance(error, PermissionError) or error.errno == 18:  # across folders
            continue
    print(name)
"""


@pytest.mark.parametrize("cap", ["1", "0"])
def test_landlock_holds_by_itself(tmp_path: Path, cap: str) -> None:
    """What the filter refuses is refused by Landlock alone too, by the oldest kind and by this kernel's."""
    scratch, other = tmp_path / "scratch", tmp_path / "other"
    scratch.mkdir()
    other.mkdir()
    (other / "secret").write_text("secret")
    command = [sys.executable, "-c", LANDLOCK_ALONE, str(scratch), str(other), cap]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert (other / "secret").read_text() == "secret"


def test_untouched_scratch_is_told_by_its_time(zygote: Zygote) -> None:
    """A folder that nothing was made in need not be read; making and removing a file shows for good."""
    folder = zygote.folder.new_scratch()
    assert run_folder.size(folder) == (0, 0)
    (folder / "a").write_bytes(bytes(10_000))
    assert run_folder.size(folder) == (10_000, 1)
    run_folder.remove(folder)
