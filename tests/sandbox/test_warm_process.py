"""Warm processes end with whoever started them, and a dead one leaves nothing to the next."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.sandbox import Budget, CallFailed, Limits, Module, Request, SandboxError, Session, Zygote
from autograder.sandbox.warm_process import WarmProcess

pytestmark = pytest.mark.sandbox

ROOT = Path(__file__).parents[2]
LIMITS = Limits(cell_cpu_s=5, question_cpu_s=5)
DOUBLED = '''"""Stands for any module."""
import time

def doubled(number):
    return 2 * number

def slowly(number):
    time.sleep(0.02)
    return 2 * number
'''


@pytest.fixture
def module(tmp_path: Path) -> Module:
    path = tmp_path / "offers.py"
    path.write_text(DOUBLED)
    return Module(path)


@pytest.fixture
def warm(module: Module) -> Iterator[Zygote]:
    with Zygote(module) as zygote:
        yield zygote


def lives(pid: int) -> bool:
    """Say whether a process is there, and more than a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def wait_until_dead(*pids: int) -> None:
    """Wait for at most the five seconds that are promised."""
    deadline = time.monotonic() + 5
    while any(map(lives, pids)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert [pid for pid in pids if lives(pid)] == []


def descriptors() -> list[str]:
    return os.listdir("/proc/self/fd")  # noqa: PTH208  (no path, but a count)


def doubled(zygote: Zygote, number: int, name: str = "doubled") -> object:
    with Session(zygote, (), LIMITS) as session:
        return session.ask(Request.call(name, number), Budget(5)).value


@pytest.mark.parametrize("moment", [0, 1, 2, 3])
def test_killed_at_any_moment_a_fresh_one_goes_on(warm: Zygote, moment: int) -> None:
    """Sessions under which the warm process is killed end as our fault or not at all, and the next works."""
    chance = random.Random(moment)
    before = len(descriptors())
    for number in range(12):
        timer = threading.Timer(chance.uniform(0, 0.06), os.kill, (warm.pid, signal.SIGKILL))
        timer.start()
        with contextlib.suppress(SandboxError):
            for _ in range(4):
                assert doubled(warm, number, "slowly") == 2 * number
        timer.join()
        assert doubled(warm, number) == 2 * number
    assert len(descriptors()) <= before
    assert list(warm.folder.path.glob("scratch-*")) == []


def test_dead_before_it_is_asked_costs_nothing(warm: Zygote) -> None:
    """A child that is asked of a dead process is forked by a fresh one, whoever saw the death first."""
    for _ in range(5):
        before = warm.pid
        os.kill(before, signal.SIGKILL)
        assert doubled(warm, 21) == 42
        assert warm.pid != before


def test_stopped_process_is_given_up(warm: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that does not answer is replaced, and its late answer is nobody's."""
    monkeypatch.setattr("autograder.sandbox.warm_process._ANSWER_S", 0.5)
    before = warm.pid
    os.kill(before, signal.SIGSTOP)
    assert doubled(warm, 1) == 2
    assert warm.pid != before
    assert not lives(before)


def test_dies_again_and_again_is_our_fault(warm: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a second death at the same question it is told."""
    real = WarmProcess.fork

    def dying(self: WarmProcess, *arguments: object) -> tuple[int, int]:
        os.kill(self.pid, signal.SIGKILL)
        os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        return real(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(WarmProcess, "fork", dying)
    with pytest.raises(SandboxError, match=r"the warm process (died|is gone)"):
        doubled(warm, 1)


@pytest.mark.parametrize(
    "error", [ConnectionResetError(), BrokenPipeError(), OSError(32, "Broken pipe"), TimeoutError()]
)
@pytest.mark.parametrize("name", ["send_fds", "recv_fds"])
def test_every_error_of_the_socket_is_ours(
    warm: Zygote, monkeypatch: pytest.MonkeyPatch, name: str, error: OSError
) -> None:
    """Whatever the kernel calls it."""

    def failing(*arguments: object) -> None:
        raise error

    monkeypatch.setattr(socket, name, failing)
    with pytest.raises(SandboxError, match="the warm process"):
        doubled(warm, 1)
    monkeypatch.undo()
    assert doubled(warm, 1) == 2


def owner(code: str, *arguments: object) -> tuple["subprocess.Popen[str]", list[int]]:
    """Start a process that starts warm ones, and return it with the numbers that it prints."""
    started = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert started.stdout is not None
    return started, [int(word) for word in started.stdout.readline().split()]


def end(process: "subprocess.Popen[str]", number: int) -> None:
    process.send_signal(number)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


IMPORTING = """
    import subprocess, sys, threading, time
    from pathlib import Path
    from autograder.sandbox import Module, Zygote
    real = subprocess.Popen
    def told(*arguments, **options):
        started = real(*arguments, **options)
        print(started.pid, flush=True)
        return started
    subprocess.Popen = told
    Zygote(Module(Path(sys.argv[1])))
"""


@pytest.mark.parametrize("wait_s", [0.0, 0.05, 0.3, 1.0])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_ends_with_its_owner_while_it_imports(tmp_path: Path, wait_s: float, number: int) -> None:
    """A warm process whose imports take long does not outlive who waits for it."""
    slow = tmp_path / "slow.py"
    slow.write_text("import time\nfor _ in range(600):\n    time.sleep(0.1)\n")
    process, (pid,) = owner(IMPORTING, slow)
    time.sleep(wait_s)
    end(process, number)
    wait_until_dead(pid)


IN_A_THREAD = """
    import sys, threading, time
    from pathlib import Path
    from autograder.sandbox import Budget, Limits, Module, Request, Session, Zygote
    kept = []
    thread = threading.Thread(target=lambda: kept.append(Zygote(Module(Path(sys.argv[1])))))
    thread.start()
    thread.join()
    time.sleep(0.3)
    session = Session(kept[0], (), Limits())
    before = kept[0].pid
    assert session.ask(Request.call("doubled", 1), Budget(5)).value == 2
    assert kept[0].pid == before
    print(before, session._child.pid, flush=True)
    time.sleep(60)
"""


def test_outlives_the_thread_that_started_it_but_not_the_process(module: Module) -> None:
    """The kernel tells the end of a thread; what counts is the end of the process."""
    process, pids = owner(IN_A_THREAD, module.path)
    assert len(pids) == 2
    assert all(map(lives, pids))
    end(process, signal.SIGKILL)
    wait_until_dead(*pids)


def test_busy_children_end_with_the_owner(tmp_path: Path) -> None:
    """Also a child that computes for ever and ignores what it can."""
    module = tmp_path / "spins.py"
    module.write_text(
        "import os, signal\n"
        "def spin():\n"
        "    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 60))\n"
        "    while True: pass\n"
        "def pid():\n"
        "    return os.getpid()\n"
    )
    code = """
        import sys
        from pathlib import Path
        from autograder.sandbox import Budget, Limits, Module, Request, Session, Zygote
        zygote = Zygote(Module(Path(sys.argv[1])))
        session = Session(zygote, (), Limits())
        session.ask(Request.call("pid"), Budget(5))
        print(zygote.pid, session._child.pid, flush=True)
        session.ask(Request.call("spin"), Budget(50))
    """
    process, pids = owner(code, module)
    time.sleep(0.2)
    end(process, signal.SIGKILL)
    wait_until_dead(*pids)


def test_runs_that_died_are_swept_at_the_next_start(module: Module) -> None:
    """The folder of a killed run goes when any other starts; that of a living one stays."""
    code = """
        import sys, time
        from pathlib import Path
        from autograder.sandbox import Budget, Limits, Module, Request, Session, Zygote
        zygote = Zygote(Module(Path(sys.argv[1])))
        session = Session(zygote, (), Limits())
        session.ask(Request.call("doubled", 1), Budget(5))
        print(zygote.pid, flush=True)
        print(zygote.folder.path, flush=True)
        time.sleep(60)
    """
    process, _ = owner(code, module.path)
    assert process.stdout is not None
    folder = Path(process.stdout.readline().strip())
    with Zygote(module) as living:
        assert folder.is_dir()
        end(process, signal.SIGKILL)
        with Zygote(module):
            assert not folder.exists()
            assert living.folder.path.is_dir()
            assert doubled(living, 2) == 4


def test_module_of_a_package_finds_it_and_others_do_not(tmp_path: Path) -> None:
    """A module that was given the package imports from it; without it there is the sandbox only."""
    path = tmp_path / "wants.py"
    path.write_text("from autograder.text import number\ndef shown(x):\n    return number(x)\n")
    with Zygote(Module(path, ROOT / "autograder")) as zygote, Session(zygote, (), LIMITS) as session:
        assert session.ask(Request.call("shown", 7.0), Budget(5)).value == "7"
        with pytest.raises(CallFailed, match="number is not defined"):
            session.ask(Request.call("number", 7.0), Budget(5))
    with pytest.raises(SandboxError, match=r"autograder\.text"):
        Zygote(Module(path))


def test_formulas_in_figures_do_not_harm_the_process(zygote: Zygote) -> None:
    """A font left open by the warm process would be closed in the child, where its number is another file."""
    cell = (
        "import gc, matplotlib.pyplot as plt\n"
        "for power in range(12):\n"
        "    plt.semilogy([1e-25, 1e3], label=rf'$\\alpha^{power}$ ‖dE/da‖')\n"
        "    plt.legend(); plt.title(r'$\\frac{a}{b} \\sum_i x_i$'); plt.show()\n"
        "    plt.close('all'); gc.collect()\n"
    )
    with Session(zygote, [(0, cell), (1, "1 + 1")], Limits()) as session:
        assert [run.status for run in session.run()] == ["passed", "passed"]
        assert session.restarts == 0
