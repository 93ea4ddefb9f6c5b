"""Whatever a student's process says and does, it costs that student's own question, and nobody else's."""

from typing import Any

import numpy as np
import pytest

from autograder.sandbox import Budget, CallFailed, Limits, Request, Zygote
from tests.builders.sessions import ask, failure, run, session, text_of

pytestmark = pytest.mark.sandbox

SECOND_ANSWER = """
import sys
from autograder.sandbox import messages, wire
responder = sys.modules["autograder.sandbox.responder"]
Responder, Reply, Handle, encode = responder.Responder, messages.ReplyHead, wire.Handle, wire.encode
"""


def forged(zygote: Zygote, source: str, ask: str = "f") -> CallFailed:
    """Return how a call fails when the process answers as this source makes it."""
    with session(zygote, SECOND_ANSWER + source, limits=Limits(cell_cpu_s=2, question_cpu_s=2)) as opened:
        opened.run()
        with pytest.raises(CallFailed) as caught:
            opened.ask(Request.call(ask, [1]), Budget(2))
        return caught.value


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("Reply('ok', b'12345678'), encode(1), None", "nobody asked"),
        ("Reply('ready', request.nonce), encode(1), None", "nobody asked"),
        ("Reply('fine', request.nonce), encode(1), None", "Invalid enum"),
        ("Reply('ok', request.nonce, line=1 << 70), encode(1), None", "ended itself"),
        ("Reply('ok', request.nonce), b'\\x01\\0\\0\\0\\0\\0\\0\\0\\xc1', None", "no value"),
        ("Reply('ok', request.nonce), encode(1), encode(5)", "arguments that are none"),
        ("Reply('ok', request.nonce), encode(1), encode([5, 5])", "arguments that are none"),
        ("Reply('ok', request.nonce), encode(Handle(-5, 'x')), None", "impossible number"),
        ("Reply('ok', request.nonce), encode(Handle((1 << 64) - 1, 'x')), None", "impossible number"),
    ],
)
def test_forged_answers_cost_their_question(zygote: Zygote, answer: str, words: str) -> None:
    """What a process says in another's form is refused, by name, and nothing else is harmed."""
    failed = forged(zygote, f"Responder._answer = lambda self, request, body: ({answer})")
    assert failed.status in ("protocol", "exit")
    assert words in failed.message


def test_second_reply_is_refused(zygote: Zygote) -> None:
    """A reply that waits in the pipe for a request to come answers none, be it a call's or a cell's."""
    doubled = "responder._write = lambda message: once(message * 2)"
    failed = forged(zygote, f"once = responder._write\ndef f(x):\n    {doubled}")
    assert failed.status == "protocol"
    with session(zygote, f"{SECOND_ANSWER}once = responder._write\n{doubled}") as opened:
        assert [run.status for run in opened.run()] == ["protocol"]


def test_names_are_names(zygote: Zygote) -> None:
    """What a process says its names are is read as names only."""
    answer = "{'a': 'value', 'b c': 'value', '<script>': 'value', 'd': 'evil'}"
    source = f"Responder._names = lambda s, r, b: (Reply('ok', r.nonce), encode({answer}), None)"
    with session(zygote, SECOND_ANSWER + source) as opened:
        assert opened.names() == {"a": "value"}
    with session(zygote, SECOND_ANSWER + source.replace(answer, "5")) as opened:
        assert opened.names() == {}


def test_a_student_may_answer_anything_about_himself(zygote: Zygote) -> None:
    """The responder lies in the student's own process: changing it changes this student's answers only."""
    with session(
        zygote, SECOND_ANSWER + "Responder._call = lambda s, r, b: (Reply('ok', r.nonce), encode(5), None)"
    ):
        pass
    assert ask(zygote, "def f(): return 7").value == 7


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"def f(): raise OSError('\x1b[2J\x07\0a\nb\u202e')", "OSError: [2J a b (line 1 of its cell)"),
        (r"def f(): raise ValueError('\ud800')", "ValueError: ? (line 1 of its cell)"),
        ("def f(): raise SyntaxError(5)", "SyntaxError: 5"),
        (r"def f(): raise type('a\nb', (Exception,), {})", "a b (line 1 of its cell)"),
        ("class E(Exception):\n    def __str__(s): raise SystemExit\ndef f(): raise E",
         "E (line 3 of its cell)"),
        ("class M(type):\n    __name__ = property(lambda c: 1 / 0)\nclass E(Exception, metaclass=M): pass\n"
         "def f(): raise E", "an exception without a name (line 4 of its cell)"),
    ],
)  # fmt: skip
def test_messages_are_one_harmless_line(zygote: Zygote, source: str, text: str) -> None:
    """Whatever an exception says, nothing steers a terminal, and odd ones do not end the process."""
    failed = failure(zygote, source)
    assert (failed.status, failed.message) == ("raised", text)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import numpy as np\ndef f(): return np.broadcast_to(0, (10**9,))", "too large"),
        ("import numpy as np\ndef f(): return np.zeros((0, 10**12))", "too large"),
        ("def f(): return 10**5000", "bits"),
        ("def f():\n    while True: yield 1", "10000 items"),
        ("import itertools\ndef f(): return itertools.count()", "10000 items"),
        ("import itertools\ndef f(): return set(itertools.product((-1, -2), repeat=11))", "keys"),
        ("import numpy as np\ndef f(): return np.rec.array([(1, 2)])", "dtype"),
        ("class L(list):\n    def __len__(self): return 10**9\ndef f(): return L()", "too large"),
    ],
)
def test_bombs_are_no_values(zygote: Zygote, source: str, words: str) -> None:
    """A value that is nothing but large is refused by name, and its process lives on."""
    with session(zygote, source) as opened:
        with pytest.raises(CallFailed, match=words) as caught:
            opened.ask(Request.call("f"), Budget(2))
        assert caught.value.status == "value"
        assert opened.restarts == 0


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("class A:\n    __class__ = property(lambda s: list)\n    def __iter__(s): return iter([1])\n"
         "    def __len__(s): return 1\ndef f(): return A()", [1]),
        ("class A(int):\n    def __int__(s): return s\ndef f(): return A(3)", 3),
        ("import numpy as np\ndef f(): return np.matrix([[1, 2]])", [[1, 2]]),
        ("import numpy as np\nclass A(np.ndarray):\n    def __array__(s, *a, **k): raise SystemExit\n"
         "    @property\n    def dtype(s): return 5\ndef f(): return np.arange(3).view(A)", [0, 1, 2]),
    ],
)  # fmt: skip
def test_liars_travel_as_plain_values(zygote: Zygote, source: str, value: Any) -> None:
    """Subclasses and objects that claim to be something else come back as plain values or not at all."""
    back = ask(zygote, source).value
    np.testing.assert_array_equal(back, value)
    assert type(back) in (int, list, np.ndarray)


def test_large_answers_are_few(zygote: Zygote) -> None:
    """The transcript of a question cannot fill the grader's memory."""
    source = (
        "import numpy as np\ndef f(): return np.zeros(4_000_000)\n"
        "def g(): return [[]] * 400_000\ndef h(): return 1"
    )
    with session(zygote, source) as opened:
        for name in ("f", "g"):
            budget = Budget(30)
            budget.reply_bytes = 60 << 20
            opened.ask(Request.call("h"), budget)
            opened.ask(Request.call(name), budget)
            with pytest.raises(CallFailed, match="64 MiB together") as caught:
                opened.ask(Request.call("h"), budget)
            assert caught.value.status == "value"


def test_value_that_cannot_be_passed_back_is_the_students(zygote: Zygote) -> None:
    """What a student returned may be too much to send as an argument: the question fails, not the grader."""
    source = "def f():\n    x = []\n    for _ in range(31): x = [x]\n    return x\ndef g(x): return 1"
    with session(zygote, source) as opened:
        nested = opened.ask(Request.call("f"), Budget(1)).value
        with pytest.raises(CallFailed, match="g\\(\\) cannot be asked") as caught:
            opened.ask(Request.call("g", nested), Budget(1))
    assert caught.value.status == "value"


@pytest.mark.parametrize("end", ["os.kill(os.getpid(), 9)", "os.abort()"])
@pytest.mark.parametrize(("numbers", "status"), [(0, "crash"), (18_000_000, "memory")])
def test_death_near_the_memory_limit_is_read_as_memory(
    zygote: Zygote, end: str, numbers: int, status: str
) -> None:
    """A process that dies by a signal with its memory nearly full died of that."""
    source = f"import os, numpy as np\nx = np.ones({numbers})\n{end}"
    with session(zygote, source, limits=Limits(cell_cpu_s=5, memory_mb=256)) as opened:
        assert opened.run()[0].status == status


@pytest.mark.parametrize(
    "trick", ["sys.stdout.close()", "sys.stderr.close()", "sys.stdout = None", "os.chdir('/usr')"]
)
def test_streams_and_folder_are_put_back(zygote: Zygote, trick: str) -> None:
    """What one cell does to the streams or the folder harms no other cell."""
    _, second = run(zygote, f"import os, sys\n{trick}", "print('on')\nopen('f', 'w').close()")
    assert (second.status, text_of(second.outputs)) == ("passed", "on\n")


def test_many_displays_are_cut_as_prints_are(zygote: Zygote) -> None:
    """Texts that are shown count as printed ones do, and the cell has passed."""
    (done,) = run(zygote, "for _ in range(300): display('x' * 20_000)\n'end'")
    assert done.status == "passed"
    assert sum(len(output["data"]["text/plain"]) for output in done.outputs) < 70_000


def test_notebook_shows_so_much_and_no_more(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many cells with large outputs do not fill the grader's memory; they have still passed."""
    monkeypatch.setattr("autograder.sandbox.limits.OUTPUTS_KEPT_BYTES", 100_000)
    done = run(zygote, *["print('x' * 40_000)"] * 4)
    assert [cell.status for cell in done] == ["passed"] * 4
    assert [len(text_of(cell.outputs)) for cell in done] == [40_001, 40_001, 0, 0]
    assert "Not shown" in text_of(done[3].outputs, "stderr")


PICTURE = """
import struct
class Picture:
    def __init__(self, data): self.data = data
    def _repr_png_(self): return self.data
    def __repr__(self): return "a picture"
head = b"\\x89PNG\\r\\n\\x1a\\n" + b"\\0\\0\\0\\rIHDR"
"""


@pytest.mark.parametrize("data", ["head + struct.pack('>II', 60_000, 60_000)", "b'<script>'", "head", "b''"])
def test_pictures_that_are_bombs_or_none_are_not_shown(zygote: Zygote, data: str) -> None:
    """A small file that claims billions of pixels, or is no PNG, stays in the sandbox."""
    (done,) = run(zygote, f"{PICTURE}\nPicture({data})")
    assert done.status == "passed"
    assert not any("image/png" in output.get("data", {}) for output in done.outputs)


def test_forged_picture_is_a_protocol_failure(zygote: Zygote) -> None:
    """The trusted side looks at a picture's size itself."""
    source = (
        SECOND_ANSWER + PICTURE + "import numpy as np\n"
        "data = np.frombuffer(head + struct.pack('>II', 60_000, 60_000), np.uint8)\n"
        "Responder._cell = lambda s, r, b: (Reply('ok', r.nonce), encode([['display', 'a', data]]), None)"
    )
    assert [done.status for done in run(zygote, source, "1", "2")] == ["passed", "protocol", "protocol"]


@pytest.mark.parametrize(
    ("count", "size", "status", "words"),
    [(900, 0, "passed", ""), (1500, 0, "output", "1000 files"), (9, 1 << 20, "output", "8 MiB of files")],
)
def test_scratch_folder_has_limits(zygote: Zygote, count: int, size: int, status: str, words: str) -> None:
    """Neither many small files nor a few large ones are taken."""
    source = f"for n in range({count}):\n    with open(f'f{{n}}', 'wb') as f: f.write(bytes({size}))"
    with session(zygote, source, limits=Limits(cell_cpu_s=10, scratch_mb=8)) as opened:
        (done,) = opened.run()
    assert (done.status, words in done.message) == (status, True)


def test_short_sleeps_count_together(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that wakes up now and then to look busy is ended all the same."""
    monkeypatch.setattr("autograder.sandbox.watch.IDLE_S", 0.5)
    source = "import time\nwhile True:\n    time.sleep(0.2)\n    sum(range(100_000))"
    with session(zygote, source, limits=Limits(cell_cpu_s=20)) as opened:
        (done,) = opened.run()
    assert done.status == "timeout"


def test_waiting_for_disks_has_a_limit_too(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that makes the machine's disks busy does not wait for ever."""
    monkeypatch.setattr("autograder.sandbox.watch.CpuClock.state", lambda clock: b"D")
    monkeypatch.setattr("autograder.sandbox.watch.WAIT_S", 0.5)
    with session(zygote, "import time\ntime.sleep(60)", limits=Limits(cell_cpu_s=20)) as opened:
        (done,) = opened.run()
    assert (done.status, "only waited" in done.message) == ("timeout", True)


def test_computing_is_no_sleep(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that computes is never taken for one that sleeps, however busy the machine."""
    monkeypatch.setattr("autograder.sandbox.watch.IDLE_S", 0.1)
    source = "from time import process_time\nwhile process_time() < 0.6: pass"
    with session(zygote, source, limits=Limits(cell_cpu_s=20)) as opened:
        assert opened.run()[0].status == "passed"


def test_cells_are_not_run_again_for_ever(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slow cells and many lost processes end with the reason of the last loss."""
    monkeypatch.setattr("autograder.sandbox.session.AGAIN_S", 0.0)
    with session(zygote, "import os\ndef f(): os.abort()\ndef g(): return 1") as opened:
        opened.run()
        with pytest.raises(CallFailed):
            opened.ask(Request.call("f"), Budget(1))
        assert opened.ask(Request.call("g"), Budget(1)).value == 1
        with pytest.raises(CallFailed):
            opened.ask(Request.call("f"), Budget(1))
        with pytest.raises(CallFailed, match="Not tried again after: The process crashed") as caught:
            opened.ask(Request.call("g"), Budget(1))
    assert caught.value.status == "crash"


def test_fresh_generators_are_seeded(zygote: Zygote) -> None:
    """A generator made without a seed gives the same numbers in every process, so grades repeat."""
    source = (
        "import numpy as np, random\nrng = np.random.default_rng()\n"
        "K = [rng.random(), np.random.default_rng().random(), np.random.RandomState().rand()]"
    )
    first, second = (session(zygote, source) for _ in range(2))
    with first, second:
        values = first.ask(Request.value("K"), Budget(1)).value
        assert values == second.ask(Request.value("K"), Budget(1)).value
    assert values[0] != values[1]


@pytest.mark.parametrize(
    ("cell", "limit", "most", "words"),
    [
        ("from time import process_time\nend = process_time() + 0.3\nwhile process_time() < end: pass",
         "NOTEBOOK_CPU_MIN_S", 0.4, "of computing"),
        ("import time\ntime.sleep(0.5)", "WAIT_S", 0.7, "only waited"),
    ],
)  # fmt: skip
def test_many_slow_cells_end(
    zygote: Zygote, monkeypatch: pytest.MonkeyPatch, cell: str, limit: str, most: float, words: str
) -> None:
    """Ten thousand cells that each stay within their limit do not take a day; what was skipped stays so."""
    monkeypatch.setattr(f"autograder.sandbox.limits.{limit}", most)
    monkeypatch.setattr("autograder.sandbox.limits.LONG_CELLS", 0)
    with session(zygote, cell, cell, cell, "skipped = 1", "import os; os.abort()") as opened:
        done = opened.run()
        assert [run.status for run in done] == ["passed", "passed", "skipped", "skipped", "skipped"]
        assert words in done[2].message
        opened.close()
        with pytest.raises(CallFailed, match="not defined"):
            opened.ask(Request.value("skipped"), Budget(1))


def test_calls_of_a_question_sleep_so_long(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each call may wait a little, all together not for long."""
    monkeypatch.setattr("autograder.sandbox.limits.WAIT_S", 0.2)
    budget = Budget(5)
    with session(zygote, "import time\ndef f(): time.sleep(0.5)") as opened:
        opened.ask(Request.call("f"), budget)
        with pytest.raises(CallFailed, match="only waited") as caught:
            opened.ask(Request.call("f"), budget)
    assert caught.value.status == "timeout"


def test_class_with_an_odd_name_is_an_object(zygote: Zygote) -> None:
    """A class's name is the student's word too, and stands in messages."""
    back = ask(zygote, "def f(): return type('\\x1b[2J<b>', (), {})()").value
    assert back.type_name == "object"


def test_threads_are_few_where_they_are_allowed(zygote: Zygote) -> None:
    """A bomb of threads ends at the memory limit, as an exception or with its process."""
    source = "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(9,)).start()"
    with session(zygote, source, "K = 1", limits=Limits(cell_cpu_s=2, memory_mb=256, threads=True)) as opened:
        bomb, after = opened.run()
        assert (bomb.status in ("raised", "memory"), after.status) == (True, "passed")


def test_slow_death_is_no_forgery(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a process may close its line long before it has ended; it is told by how it ended."""
    monkeypatch.setattr("autograder.sandbox.child._DYING_MS", 1)
    monkeypatch.setattr("autograder.sandbox.child._DYING_LOOKS", 20_000)
    source = (
        "import os\nfrom time import process_time\ndef f(x):\n    os.close(4)\n"
        "    end = process_time() + 0.02\n    while process_time() < end: pass\n    os._exit(7)"
    )
    with session(zygote, source) as opened:
        with pytest.raises(CallFailed, match="code 7") as caught:
            opened.ask(Request.call("f", 1), Budget(1))
    assert caught.value.status == "exit"
