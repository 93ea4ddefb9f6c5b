"""The warm process: refuses where it must, survives what children do, leaves nothing behind."""

import contextlib
import ctypes
import errno
import fcntl
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from autograder.course.libraries import NOTEBOOKS
from autograder.sandbox import (
    Budget,
    CallFailed,
    Limits,
    Module,
    Request,
    SandboxError,
    SandboxUnavailable,
    Session,
    Zygote,
    landlock,
    run_folder,
)

pytestmark = pytest.mark.sandbox

LIMITS = Limits(cell_cpu_s=1, question_cpu_s=1, memory_mb=512)
EVALUATOR = '''
"""A stand-in for the evaluator of expressions."""
import mpmath
import sympy

def doubled(text):
    return str(2 * sympy.Integer(text))

def _private():
    return 1
'''


@pytest.fixture
def evaluator(tmp_path: Path) -> Path:
    """Give a small evaluator module."""
    path = tmp_path / "evaluator.py"
    path.write_text(EVALUATOR)
    return path


@pytest.fixture
def mathematics(evaluator: Path) -> Iterator[Zygote]:
    """Give a warm process for mathematics."""
    with Zygote(Module(evaluator)) as warm:
        yield warm


def test_starts_with_one_thread(zygote: Zygote) -> None:
    """A pool of threads before the fork would hang children."""
    assert zygote.threads == 1


def test_mathematics_offers_the_public_functions_only(mathematics: Zygote) -> None:
    """The evaluator's public functions answer calls; nothing else is there, least of all NumPy's learners."""
    with Session(mathematics, [], LIMITS) as session:
        assert session.ask(Request.call("doubled", "21"), Budget(1)).value == "42"
        assert session.names() == {"doubled": "function"}


def test_mathematics_is_limited_too(evaluator: Path) -> None:
    """A power tower costs its CPU seconds and no more."""
    evaluator.write_text(EVALUATOR + "\ndef tower():\n    return 9 ** 9 ** 9 ** 9\n")
    with Zygote(Module(evaluator)) as warm, Session(warm, [], LIMITS) as session:
        with pytest.raises(CallFailed) as caught:
            session.ask(Request.call("tower"), Budget(0.3))
        assert caught.value.status in ("cpu", "memory")


def test_broken_evaluator_is_a_sandbox_error(evaluator: Path) -> None:
    """What goes wrong while warming up is told in one line."""
    evaluator.write_text("raise ValueError('broken')")
    with pytest.raises(SandboxError, match="ValueError: broken"):
        Zygote(Module(evaluator))


def test_refuses_readable_secrets() -> None:
    """A secret under the Python installation could be read by students, so grading does not start."""
    with pytest.raises(SandboxUnavailable, match="move the course"):
        Zygote(NOTEBOOKS, secrets=[Path(sys.prefix) / "reference"])


def test_refuses_without_landlock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel that does not know Landlock gets one clear line, and no child."""

    def missing(number: int, *arguments: int | bytes) -> int:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(landlock, "system_call", missing)
    with pytest.raises(SandboxUnavailable, match="no Landlock"):
        Zygote(NOTEBOOKS)


def test_failing_lockdown_is_never_run_without(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a child cannot lock itself down no student code runs in it."""
    monkeypatch.setattr(zygote, "landlock_cap", 0)
    with Session(zygote, [(0, "print('ran')")], LIMITS) as session:
        with pytest.raises(SandboxError, match="no Landlock"):
            session.run()


def test_environment_is_clean(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the caller's environment reaches a child."""
    monkeypatch.setenv("ANSWERS", "secret")
    with (
        Zygote(NOTEBOOKS) as fresh,
        Session(fresh, [(0, "import os\nE = dict(os.environ)")], LIMITS) as session,
    ):
        environment = session.ask(Request.value("E"), Budget(1)).value
    assert "ANSWERS" not in environment
    assert environment["PATH"] == ""


def test_children_die_with_the_zygote(evaluator: Path) -> None:
    """Killing the warm process kills its children, is our fault, and the next submission goes on."""
    evaluator.write_text(EVALUATOR)
    with Zygote(Module(evaluator)) as warm:
        with Session(warm, [], LIMITS) as session:
            session.ask(Request.call("doubled", "1"), Budget(1))
            assert session._child is not None
            pid = session._child.pid
            _kill(warm.pid)
            with pytest.raises(SandboxError, match="died"):
                session.ask(Request.call("doubled", "1"), Budget(1))
        deadline = time.monotonic() + 5
        while _lives(pid) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not _lives(pid)
        with Session(warm, [], LIMITS) as session:
            assert session.ask(Request.call("doubled", "1"), Budget(1)).value == "2"


def test_child_of_an_earlier_warm_process_is_told_as_gone(mathematics: Zygote) -> None:
    """When another submission has started the warm process anew, nobody waits for a child of the old one."""
    with Session(mathematics, [], LIMITS) as older, Session(mathematics, [], LIMITS) as newer:
        older.ask(Request.call("doubled", "1"), Budget(1))
        _kill(mathematics.pid)
        assert newer.ask(Request.call("doubled", "1"), Budget(1)).value == "2"
        with pytest.raises(SandboxError, match="of this child is gone"):
            older.ask(Request.call("doubled", "1"), Budget(1))


def test_zygote_ends_with_its_owner() -> None:
    """When the trusted side is killed, the warm process and its children end by themselves."""
    script = (
        "import sys, time\nfrom autograder.course.libraries import NOTEBOOKS\n"
        "from autograder.sandbox import *\n"
        "z = Zygote(NOTEBOOKS); s = Session(z, [(0, 'x = 1')], Limits()); s.run()\n"
        "print(z.pid, s._child.pid, z.folder.path, flush=True); time.sleep(60)"
    )
    root = Path(__file__).parents[2]
    owner = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=root)
    assert owner.stdout is not None
    zygote_pid, child_pid, folder = owner.stdout.readline().split()
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    owner.stdout.close()
    deadline = time.monotonic() + 5
    while any(_lives(int(pid)) for pid in (zygote_pid, child_pid)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _lives(int(zygote_pid))
    assert not _lives(int(child_pid))
    run_folder.sweep(Path(tempfile.gettempdir()))
    assert not Path(folder).exists()


def test_sweep_spares_folders_in_use(zygote: Zygote) -> None:
    """Only folders whose owners are gone are swept."""
    run_folder.sweep(zygote.folder.path.parent)
    assert zygote.folder.path.exists()


def test_a_folder_swept_before_it_is_locked_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two runs that start at once: one sweeps the other's folder between making its lock and holding it."""
    real = fcntl.flock
    swept = []

    def late(lock: int, how: int) -> None:
        if how == fcntl.LOCK_EX and not swept:
            swept.extend(tmp_path.glob("*"))
            run_folder.sweep(tmp_path)
        real(lock, how)

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(fcntl, "flock", late)
    folder = run_folder.RunFolder()
    try:
        assert [path.exists() for path in swept] == [False]
        assert folder.new_scratch().is_dir()
        run_folder.sweep(tmp_path)
        assert folder.path.is_dir()
    finally:
        folder.close()


def test_files_that_come_and_go_hide_no_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is gone when it is looked at does not end the count."""
    (tmp_path / "large").write_bytes(bytes(100_000))
    real = os.scandir

    @contextlib.contextmanager
    def scanned(folder: Path) -> Iterator[list[Any]]:
        gone = mock.Mock()
        gone.stat.side_effect = FileNotFoundError
        with real(folder) as entries:
            yield [gone, *entries]

    monkeypatch.setattr("autograder.sandbox.run_folder.os.scandir", scanned)
    assert run_folder.size(tmp_path) == (100_000, 2)
    assert run_folder.size(tmp_path / "gone") == (0, 0)


def test_many_sessions_leave_nothing(zygote: Zygote) -> None:
    """After two hundred sessions there are as many descriptors and folders as before, and no zombie."""
    places = [Path("/proc/self/fd"), Path(f"/proc/{zygote.pid}/fd")]
    places = [place for place in places if os.access(place, os.R_OK)]  # the warm process hides from its user
    sources = ["x = 1\nopen('f', 'w').write('x')", "import os; os._exit(0)"]

    def some(count: int) -> None:
        for number in range(count):
            with Session(zygote, [(0, sources[number % 10 == 0])], LIMITS) as session:
                session.run()

    some(2)
    before = [len(list(place.iterdir())) for place in places]
    some(200)
    assert [len(list(place.iterdir())) for place in places] == before
    assert list(zygote.folder.path.glob("scratch-*")) == []
    assert _children(zygote.pid) == []


@pytest.mark.parametrize(
    "estimator",
    [
        "sklearn.neural_network.MLPRegressor(hidden_layer_sizes=4, max_iter=5)",
        "sklearn.ensemble.HistGradientBoostingRegressor(max_iter=3)",
        "sklearn.cluster.KMeans(2, n_init=1)",
        "sklearn.ensemble.RandomForestRegressor(3)",
    ],
)
def test_learners_do_not_hang_after_the_fork(zygote: Zygote, estimator: str) -> None:
    """Libraries with pools of threads of their own compute in a forked child."""
    source = (
        "import warnings; warnings.simplefilter('ignore')\nimport numpy as np, sklearn.neural_network\n"
        "import sklearn.ensemble, sklearn.cluster\nX = np.random.rand(200, 3)\n"
        f"P = {estimator}.fit(X, X[:, 0]).predict(X)"
    )
    for _ in range(3):
        with Session(zygote, [(0, source)], Limits(cell_cpu_s=5)) as session:
            assert session.ask(Request.value("P"), Budget(5)).value.shape == (200,)


def test_sleeping_ends_as_a_timeout(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that waits for what never comes is ended long before its wall limit, signals blocked or not."""
    monkeypatch.setattr("autograder.sandbox.watch.IDLE_S", 0.5)
    source = "import signal, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 60))\ntime.sleep(999)"
    with Session(zygote, [(0, source), (1, "K = 1")], LIMITS) as session:
        first, second = session.run()
    assert (first.status, second.status) == ("timeout", "passed")
    assert "only waited" in first.message


def test_wall_limit_is_a_backstop(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that neither computes nor is seen to wait ends by the clock."""
    monkeypatch.setattr("autograder.sandbox.watch.CpuClock.state", lambda clock: b"R")
    monkeypatch.setattr("autograder.sandbox.limits.WALL_MIN_S", 0.3)
    source = "import time\ntime.sleep(20)"
    with Session(zygote, [(0, source)], Limits(cell_cpu_s=0.05)) as session:
        (done,) = session.run()
    assert (done.status, "by the clock" in done.message) == ("timeout", True)


def test_child_that_never_reads_does_not_block_us(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing a large argument to a child that does not read it ends at a limit."""
    import numpy as np

    monkeypatch.setattr("autograder.sandbox.watch.IDLE_S", 0.5)
    source = (
        "import sys\ndef f(x): pass\n"
        "w = sys.modules['autograder.sandbox.responder']\n"
        "import time\nw._read_message = lambda: time.sleep(999)"
    )
    with Session(zygote, [(0, source)], LIMITS) as session:
        with pytest.raises(CallFailed) as caught:
            session.ask(Request.call("f", np.zeros(3_000_000)), Budget(1))
        assert caught.value.status == "timeout"


def _kill(pid: int) -> None:
    """Kill a warm process, and be sure that it is dead; reaping it is left to its owner."""
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def test_no_machine_beyond_the_known_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without a table of system calls nothing is run."""
    from autograder.sandbox import lockdown

    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    with pytest.raises(OSError, match="riscv64"):
        lockdown.lock_down(lockdown.Bounds("/", 1, 1, False, None, True, 0, 0), [])


def test_system_calls_report_their_errors() -> None:
    """A failing system call is an OSError with the kernel's reason."""
    assert ctypes.sizeof(ctypes.c_long) == 8
    with pytest.raises(OSError, match="system call") as caught:
        landlock.system_call(-1)
    assert caught.value.errno == errno.ENOSYS


def test_threads_at_the_start_are_refused(evaluator: Path) -> None:
    """A warm process whose libraries started threads would hang its children, so none is forked."""
    evaluator.write_text(
        EVALUATOR
        + "\nimport threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()"
    )
    with pytest.raises(SandboxError, match="2 threads"):
        Zygote(Module(evaluator))


def test_child_of_a_dead_parent_ends_at_once() -> None:
    """A process whose parent died before it asked to die with it ends by itself."""
    script = "from autograder.sandbox.lockdown import die_with_parent; die_with_parent(1); print('lives')"
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )
    assert (ended.returncode, ended.stdout) == (1, "")
