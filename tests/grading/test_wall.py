"""One limit by the clock for a whole submission; sleep is told from waiting for a busy machine."""

import time
from typing import Any

import pytest

from autograder.sandbox import Budget, CallFailed, Limits, Request, Zygote
from autograder.sandbox.clocks import CpuClock, own_s
from autograder.sandbox.scratch import Scratch
from autograder.sandbox.watch import Allowance, Watch
from tests.builders.sessions import call_often, session

pytestmark = pytest.mark.sandbox

NAP = "import time\ntime.sleep(0.4)"
DOZE = """
import time
def doze():
    end = time.process_time() + 0.01
    while time.process_time() < end: pass
    time.sleep(0.04)
"""


def test_cells_share_the_clock(zygote: Zygote) -> None:
    """What ran before the limit counts; the cell that passes it ends, and what comes after says why."""
    with session(zygote, "K = 7", NAP, NAP, NAP, NAP, "L = 8", limits=Limits(wall_s=1)) as opened:
        runs = opened.run()
        assert [run.status for run in runs[:2]] == ["passed", "passed"]
        ended = [run.status for run in runs].index("timeout")
        assert {run.status for run in runs[ended + 1 :]} == {"skipped"}
        assert all("1 s by the clock" in run.message for run in runs[ended:])
        with pytest.raises(CallFailed, match="1 s by the clock") as caught:
            opened.ask(Request.value("K"), Budget(1))
    assert caught.value.status == "timeout"


def test_calls_share_the_clock(zygote: Zygote) -> None:
    """Calls of different questions draw from one clock, and what was answered before stays answered."""
    source = "import time\ndef f(): time.sleep(0.3); return 1\ndef g(): return 2"
    with session(zygote, source, limits=Limits(wall_s=1)) as opened:
        assert opened.ask(Request.call("g"), Budget(1)).value == 2
        *answers, failed = call_often(opened, 20, None)
        assert set(answers) == {1}
        assert (failed.status, "1 s by the clock" in failed.message) == ("timeout", True)
        with pytest.raises(CallFailed, match="1 s by the clock") as later:
            opened.ask(Request.call("g"), Budget(1))
    assert later.value.status == "timeout"


def test_lost_processes_draw_from_the_clock_too(zygote: Zygote) -> None:
    """Running the cells again for every question that lost its process ends."""
    source = "import os\ndef f(): os._exit(1)\ndef g(): return 1"
    with session(zygote, NAP, source, limits=Limits(wall_s=1.2)) as opened:
        opened.run()
        endings = []
        for _ in range(20):
            with pytest.raises(CallFailed) as caught:
                opened.ask(Request.call("f"), Budget(1))
            endings.append(caught.value.status)
    assert set(endings) <= {"exit", "timeout"}
    assert (endings[-1], "1.2 s by the clock" in caught.value.message) == ("timeout", True)


@pytest.mark.parametrize("body", ["doze()", "time.sleep(0.02)\n    sum(range(10_000))"])
def test_naps_between_work_are_sleep(zygote: Zygote, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Who computes a fifth of the time and sleeps the rest is seen to sleep."""
    monkeypatch.setattr("autograder.sandbox.watch.IDLE_S", 0.5)
    with session(zygote, DOZE, f"while True:\n    {body}", limits=Limits(cell_cpu_s=20)) as opened:
        done = opened.run()[1]
    assert (done.status, "only waited" in done.message) == ("timeout", True)


class _Clock(CpuClock):
    """A process whose clocks are told."""

    def __init__(self) -> None:
        super().__init__(0)
        self.ran = self.queued = 0.0
        self.counted = True

    def read(self) -> float:
        return self.ran

    def state(self) -> bytes:
        return b"S"

    def queued_s(self) -> float | None:
        return self.queued if self.counted else None


def _watched(monkeypatch: pytest.MonkeyPatch, tmp_path: Any, **step: Any) -> Watch:
    """Let a watch look at a process for three hundred seconds, a second at a time."""
    clock, now = _Clock(), 0.0
    clock.counted = step.pop("counted", True)
    monkeypatch.setattr(time, "monotonic", lambda: now)
    monkeypatch.setattr("autograder.sandbox.watch.own_s", lambda: 0.0)
    watch = Watch(clock, Allowance(1000, 0, "this cell"), Scratch(tmp_path / "none", 0))
    for _ in range(300):
        now += 1.0
        clock.ran += step["ran"]
        clock.queued += step["queued"]
        watch.look()
    return watch


def test_starved_processes_do_not_sleep(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """On a machine so busy that a process gets a twentieth of it, it neither slept nor took time."""
    watch = _watched(monkeypatch, tmp_path, ran=0.05, queued=0.95)
    assert watch.waited_s == pytest.approx(0, abs=1e-6)
    assert watch.clock_s() == pytest.approx(0.05 * 300, abs=2)


@pytest.mark.parametrize(
    ("ran", "queued", "counted"), [(0.2, 0.3, True), (0.2, 0.0, True), (0.0, 0.0, False)]
)
def test_sleepers_sleep(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, ran: float, queued: float, counted: bool
) -> None:
    """Sleep is what is left of the clock, be the machine busy or not, and be it counted or guessed."""
    with pytest.raises(CallFailed, match="only waited"):
        _watched(monkeypatch, tmp_path, ran=ran, queued=queued, counted=counted)


def test_the_kernel_counts_what_we_take() -> None:
    """Own computing shows on the clock that a process's waiting for us is read from."""
    before, end = own_s(), time.thread_time() + 0.05
    while time.thread_time() < end:
        pass
    assert own_s() == 0.0 or own_s() > before
