"""What a whole submission may take: the clock, the disk, the printing."""

import os
import time
from pathlib import Path

import pytest

from autograder.sandbox import Budget, CallFailed, Limits, Session, Zygote, limits, run_folder
from autograder.sandbox.recorder import Recorder, text_stream

pytestmark = pytest.mark.sandbox

NAP = "import time\ndef nap():\n    while True:\n        stop = time.process_time() + 0.01\n"
NAP += "        while time.process_time() < stop: pass\n        time.sleep(0.04)\n"


def test_one_wall_limit_for_all_cells_and_calls(zygote: Zygote) -> None:
    """What mostly sleeps stays under every CPU limit, and ends with the submission's own time."""
    bounds = Limits(cell_cpu_s=20, question_cpu_s=20, wall_s=2.0)
    started = time.monotonic()
    with Session(zygote, [(0, NAP), (1, "nap()"), (2, "late = 1")], bounds) as opened:
        runs = opened.run()
        assert [run.status for run in runs] == ["passed", "timeout", "skipped"]
        assert "time by the clock was used up" in runs[1].message
        assert "2 s by the clock" in runs[2].message
        with pytest.raises(CallFailed, match="2 s by the clock") as caught:
            opened.call("nap", [], {}, Budget(20))
        assert caught.value.status == "timeout"
    assert time.monotonic() - started < 60


def test_what_sleeps_most_of_the_time_waits(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten milliseconds of computing do not make forty of sleep look like work."""
    monkeypatch.setattr("autograder.sandbox.watch.IDLE_S", 1.0)
    with Session(zygote, [(0, NAP + "nap()")], Limits(cell_cpu_s=20, question_cpu_s=20)) as opened:
        (run,) = opened.run()
    assert run.status == "timeout"
    assert "only waited" in run.message


def test_computing_is_never_taken_for_waiting(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside four others that compute, a cell that computes waits for its turn and nothing else."""
    monkeypatch.setattr("autograder.sandbox.watch.IDLE_S", 0.5)
    burners = []
    for _ in range(4):
        pid = os.fork()
        if pid == 0:
            while True:
                pass
        burners.append(pid)
    try:
        source = "import time\nend = time.process_time() + 1.0\nwhile time.process_time() < end: pass"
        with Session(zygote, [(0, source)], Limits(cell_cpu_s=20, question_cpu_s=20)) as opened:
            (run,) = opened.run()
    finally:
        for pid in burners:
            os.kill(pid, 9)
            os.waitpid(pid, 0)
    assert (run.status, run.message) == ("passed", "")


HIDE = """
import mmap, os
kept = []
def hide(how, count):
    for number in range(count):
        name = f"file{number}"
        with open(name, "w+b") as file:
            file.write(bytes(4 << 20))
            file.flush()
            if how == "open":
                kept.append(os.dup(file.fileno()))
            if how == "mapped":
                kept.append(mmap.mmap(file.fileno(), 4096, mmap.MAP_PRIVATE, mmap.PROT_READ))
        with open("look", "w"):
            pass
        os.rename("look", name) if how == "renamed" else os.remove(name)
    end = __import__("time").process_time() + 0.3
    while __import__("time").process_time() < end:
        pass
    return count
"""


@pytest.mark.parametrize("how", ["open", "mapped"])
def test_deleted_files_that_are_held_count(zygote: Zygote, how: str) -> None:
    """A file that is deleted and still open, or mapped, takes room on the disk like any other."""
    bounds = Limits(cell_cpu_s=5, question_cpu_s=5, scratch_mb=16)
    with Session(zygote, [(0, HIDE)], bounds) as opened:
        assert opened.call("hide", [how, 1], {}, Budget(5)).value == 1
        with pytest.raises(CallFailed, match="More than 16 MiB of files") as caught:
            opened.call("hide", [how, 8], {}, Budget(5))
    assert caught.value.status == "output"


def test_deleted_files_that_nobody_holds_do_not_count(zygote: Zygote) -> None:
    """Who cleans up may write again."""
    bounds = Limits(cell_cpu_s=5, question_cpu_s=5, scratch_mb=16)
    with Session(zygote, [(0, HIDE)], bounds) as opened:
        assert opened.call("hide", ["not at all", 12], {}, Budget(5)).value == 12


def test_hidden_size_counts_a_file_once(tmp_path: Path) -> None:
    """Two descriptors of one deleted file are one file; one that is there still is none."""
    with (tmp_path / "gone").open("wb") as gone, (tmp_path / "there").open("wb") as there:
        for file in (gone, there):
            file.write(bytes(100_000))
            file.flush()
        twice = os.dup(gone.fileno())
        (tmp_path / "gone").unlink()
        counted = run_folder.hidden_size(tmp_path, os.getpid(), 8 << 20)
        os.close(twice)
    assert 100_000 <= counted < 200_000


def test_printing_in_calls_is_cheap_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside cells printed text reaches the trusted side in large pieces, and little of it not at all."""
    written: list[int] = []

    def count(descriptor: int, data: bytes) -> int:
        written.append(len(data))
        return len(data)

    monkeypatch.setattr("autograder.sandbox.recorder.os.write", count)
    recorder = Recorder()
    stream = text_stream("stdout", recorder)
    for _ in range(2000):
        print("x" * 9, file=stream)
    assert written == []
    for _ in range(2000):
        print("x" * 99, file=stream)
    assert 200_000 - (64 << 10) <= sum(written) <= 220_000
    assert len(written) <= 4
    recorder.forget_unseen()
    recorder.recording = True
    print("x", file=stream)
    assert sum(written[-2:]) == 2


def test_all_calls_of_a_question_share_what_they_print(zygote: Zygote) -> None:
    """A question whose calls print and print is not asked any more."""
    bounds = Limits(cell_cpu_s=5, question_cpu_s=5, output_kb=128)
    source = "def f(): print('x' * 120_000); return 1"
    budget = Budget(5)
    with Session(zygote, [(0, source)], bounds) as opened:
        for _ in range(5):
            assert opened.call("f", [], {}, budget).value == 1
        with pytest.raises(CallFailed, match=r"printed more than 512 KiB together") as caught:
            opened.call("f", [], {}, budget)
    assert caught.value.status == "output"
    assert limits.PRINTED_A_QUESTION == 4


LOOK = """
import ctypes, os
def look(pid):
    found = []
    for place in ("fd", "maps", "mem", "environ", "map_files", "cwd", "root", "task"):
        try:
            if os.path.isdir(f"/proc/{pid}/{place}"):
                os.listdir(f"/proc/{pid}/{place}")
            else:
                open(f"/proc/{pid}/{place}", "rb").read(1)
            found.append(place)
        except OSError:
            pass
    libc = ctypes.CDLL(None)
    for name, arguments in (("ptrace", (16, pid, 0, 0)), ("kill", (pid, 0))):
        if getattr(libc, name)(*arguments) == 0:
            found.append(name)
    for number in (310, 434, 440, 312):  # process_vm_readv, pidfd_open, process_madvise, kcmp
        if libc.syscall(number, pid, 0, 0, 0, 0, 0) >= 0:
            found.append(number)
    return found
"""


def test_one_child_cannot_look_into_another(zygote: Zygote) -> None:
    """What a child shows the trusted side of its files, no other child can see."""
    bounds = Limits(cell_cpu_s=5, question_cpu_s=5)
    with Session(zygote, [(0, "secret = 1")], bounds) as other, Session(zygote, [(0, LOOK)], bounds) as one:
        other.run()
        assert other._child is not None
        assert one.call("look", [other._child.pid], {}, Budget(5)).value == []
