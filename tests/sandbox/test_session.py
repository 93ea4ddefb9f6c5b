"""A session runs notebooks as IPython does, answers calls by value, and loses one question at a time."""

import base64
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from autograder.course.libraries import NOTEBOOKS
from autograder.sandbox import Budget, CallFailed, Handle, Limits, Request, Zygote
from tests.builders.sessions import ask, failure, run, session, text_of

pytestmark = pytest.mark.sandbox


def test_outputs_stand_in_order(zygote: Zygote) -> None:
    """Prints, displays and the last value come in the order in which they were made."""
    source = "import sys\nprint('a')\ndisplay(1)\nprint('b', file=sys.stderr)\nprint('c')\n6 * 7"
    (done,) = run(zygote, source)
    kinds = [output.get("name", output["output_type"]) for output in done.outputs]
    assert kinds == ["stdout", "display_data", "stderr", "stdout", "execute_result"]
    assert done.outputs[-1]["data"] == {"text/plain": "42"}


def test_semicolon_silences_the_value(zygote: Zygote) -> None:
    """A semicolon at the end shows no value, as in a notebook."""
    assert run(zygote, "6 * 7;")[0].outputs == []


def test_only_text_and_png_leave(zygote: Zygote) -> None:
    """HTML and scripts have no way out of a cell."""
    source = (
        "from IPython.display import HTML, Javascript, display, publish_display_data\n"
        "display(HTML('<script>'), Javascript('alert(1)'))\n"
        "publish_display_data({'text/html': '<b>', 'text/plain': 'b', 'application/javascript': 'x'})\n"
        "class Rich:\n    def _repr_html_(self): return '<script>'\n    def __repr__(self): return 'rich'\n"
        "Rich()"
    )
    (done,) = run(zygote, source)
    assert done.status == "passed"
    assert {key for output in done.outputs for key in output["data"]} == {"text/plain"}


@pytest.mark.parametrize("end", ["plt.show()", "", "fig", "display(fig); plt.close()"])
def test_figure_is_shown_once(zygote: Zygote, end: str) -> None:
    """A figure is one PNG, shown by plt.show, at the end of the cell, or as its value."""
    (done,) = run(
        zygote, f"import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nl = ax.plot([1])\n{end}"
    )
    pictures = [
        output["data"]["image/png"] for output in done.outputs if "image/png" in output.get("data", {})
    ]
    assert base64.b64decode(pictures[0]).startswith(b"\x89PNG")
    assert len(pictures) == (2 if end == "fig" else 1)  # the value and the open figure, as in a notebook


def test_traceback_is_short_and_plain(zygote: Zygote) -> None:
    """A traceback shows the student's lines and no path of this machine, no colour."""
    source = "import numpy as np\ndef g(x):\n    return np.linalg.inv(x)\ng(np.zeros((2, 2)))"
    (done,) = run(zygote, source)
    (error,) = done.outputs
    text = "\n".join(error["traceback"])
    assert error["ename"] == "LinAlgError"
    assert "In [1], line 3, in g" in text
    assert "return np.linalg.inv(x)" in text
    assert "\x1b" not in text
    assert "/" not in text.replace("numpy/", "").replace("linalg/", "")


def test_failing_import_lets_its_cell_go_on(zygote: Zygote) -> None:
    """The error of a top-level import is recorded and the rest of its cell runs."""
    with session(zygote, "import no_such_thing\nX = 5") as opened:
        (done,) = opened.run()
        assert done.status == "raised"
        assert "no_such_thing" in done.message
        assert opened.ask(Request.value("X"), Budget(1)).value == 5


def test_line_numbers_survive_the_import_guard(zygote: Zygote) -> None:
    """An error after guarded imports names its own line."""
    (done,) = run(zygote, "import os\nimport no_such_thing\n\n1 / 0")
    assert "(line 4 of its cell)" in done.outputs[-1]["traceback"][1] + done.message


@pytest.mark.parametrize(
    "source",
    [
        "!ls -la\nfiles = !ls",
        "%pip install tensorflow",
        "pip install tensorflow",
        "%matplotlib inline\n%tensorflow_version 2.x",
        "%%bash\nrm -rf /",
        "%load_ext autoreload\n%autoreload 2",
        "%cd /tmp",
        "%run script.py",
        "print?",
        "from google.colab import drive\ndrive.mount('/content/drive')",
        "from google.colab import files\nassert files.upload() == {}",
        "from google.colab import userdata\nuserdata.get('KEY')",
        "import google.colab\ngoogle.colab.output.clear()",
        "assert input('Your name? ') == ''",
        "from getpass import getpass\nassert getpass() == ''",
        "import asyncio\nawait asyncio.sleep(0)",
        "import asyncio\nasyncio.run(asyncio.sleep(0.01))",
        "%time sum(range(10))",
        "%%python\nimport os",
        "exit()\nquit()\nbreakpoint()\nimport pdb; pdb.set_trace()",
        "import os\nwith open(os.devnull, 'w') as nothing: print(1, file=nothing)",
        "import getpass, mimetypes\ngetpass.getuser(), mimetypes.guess_type('a.png')",
        "import matplotlib\nmatplotlib.use('TkAgg')\nimport matplotlib.pyplot\nassert True",
        "%%time\ny = 1\nassert y",
        "ชื่อ = 'สมชาย'  # ความคิดเห็น\nprint(ชื่อ)",
        "",
        "# nothing but words",
    ],
)
def test_notebook_habits_do_no_harm(zygote: Zygote, source: str) -> None:
    """What notebooks carry from elsewhere neither fails nor does anything."""
    (done,) = run(zygote, source)
    assert (done.status, done.message) == ("passed", "")


def test_cell_goes_on_after_a_magic(zygote: Zygote) -> None:
    """The rest of a cell with a command line runs, and a note says what did not."""
    (done,) = run(zygote, "!pip install x\nprint('on')")
    assert text_of(done.outputs) == "on\n"
    assert "not run when graded" in text_of(done.outputs, "stderr")


def test_output_before_a_crash_is_kept(zygote: Zygote) -> None:
    """What was printed before the process died is shown, then the reason."""
    (done,) = run(zygote, "print('before')\nimport os\nos.abort()")
    assert text_of(done.outputs) == "before\n"
    assert done.outputs[-1]["ename"] == "crash"


def test_long_output_is_cut(zygote: Zygote) -> None:
    """The first 64 KiB are shown."""
    (done,) = run(zygote, "print('x' * 100_000)")
    assert done.status == "passed"
    assert 65_000 < len(text_of(done.outputs)) < 66_000


def test_warning_shows_no_machine_path(zygote: Zygote) -> None:
    """A warning names the cell, not a file of this machine."""
    (done,) = run(zygote, "import numpy as np\nnp.float64(1) / 0")
    assert done.status == "passed"
    text = text_of(done.outputs, "stderr")
    assert text == "In [1], line 2: RuntimeWarning: divide by zero encountered in scalar divide\n"


@pytest.mark.parametrize(
    "value",
    [
        None, True, 3, -(10**40), 2.5, float("inf"), 1 + 2j, "ก", b"\x00", [1, [2.0, None]], (1, (2,)),
        {1, 2}, frozenset({"a"}), {"a": 1}, {1: "a", (1, 2): "b"}, Fraction(1, 3), [], (), {}, set(),
    ],
)  # fmt: skip
def test_plain_values_come_back_equal(zygote: Zygote, value: Any) -> None:
    """A value sent and returned is equal and of the same type."""
    back = ask(zygote, "def f(x): return x", value).value
    assert (type(back), back) == (type(value), value)


@pytest.mark.parametrize("dtype", ["f4", "f8", ">f8", "i1", "u8", "bool", "c16", "U3", "f2"])
def test_arrays_come_back_equal(zygote: Zygote, dtype: str) -> None:
    """Arrays keep shape and dtype; byte order is normalised."""
    array = np.array([[1, 0, 1], [0, 1, 0]]).astype(dtype)
    back = ask(zygote, "def f(x): return x.T", array).value
    assert back.dtype == array.dtype.newbyteorder("<")
    np.testing.assert_array_equal(back, array.T)


def test_numpy_scalars_keep_their_type(zygote: Zygote) -> None:
    """A float32 stays one."""
    back = ask(
        zygote, "import numpy as np\ndef f(): return [np.float32(0.5), np.int8(-1), np.bool_(True)]"
    ).value
    assert [type(value) for value in back] == [np.float32, np.int8, np.bool_]


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("np.ma.array([1, 2])", "masked"),
        ("np.array([None])", "object"),
        ("np.longdouble(1)", "longdouble|float128"),
        ("np.zeros(2, 'g')", "longdouble|float128"),
        ("np.zeros(2, 'G')", "longdouble|complex256"),
        ("np.zeros(1, 'M8[s]')", "datetime64"),
        ("np.zeros(2, [('a', 'i4')])", "dtype"),
        ("iter(lambda: 0, 1)", "iterator"),
        ("(lambda l: l.append(l) or l)([])", "deep"),
        ("'\\ud800'", "characters"),
        ("np.zeros(10**8, 'i1')", "large"),
        ("1 << 100000", "bits"),
    ],
)
def test_what_cannot_travel_is_named(zygote: Zygote, expression: str, words: str) -> None:
    """A value of a kind that cannot be graded has the status value and says why."""
    failed = failure(zygote, f"import numpy as np\ndef f(): return {expression}")
    assert failed.status == "value"
    assert any(word in failed.message for word in words.split("|"))


@pytest.mark.parametrize(
    "expression", ["(i for i in range(3))", "map(int, '012')", "range(3)", "{0: 1, 1: 2, 2: 3}.keys()"]
)
def test_iterators_come_back_as_lists(zygote: Zygote, expression: str) -> None:
    """A generator or another builtin iterator is run to its end and listed."""
    assert ask(zygote, f"def f(): return {expression}").value == [0, 1, 2]


def test_arguments_after_the_call_come_back(zygote: Zygote) -> None:
    """Arguments changed in place are seen, arrays and lists alike, by position and by name."""
    source = "def f(a, b, c=None):\n    a[0] = 9.0\n    b.append(4)\n    c['k'] = 1"
    reply = ask(zygote, source, np.zeros(2), [3], c={})
    np.testing.assert_array_equal(reply.args[0], [9.0, 0.0])
    assert (reply.args[1], reply.kwargs) == ([3, 4], {"c": {"k": 1}})


def test_warnings_come_back_and_never_fail(zygote: Zygote) -> None:
    """A call's warnings are told; settings that make them errors are put back around calls."""
    source = (
        "import warnings, numpy as np\nwarnings.simplefilter('error')\nnp.seterr(all='raise')\n"
        "def f(x): return np.log(np.asarray(x))"
    )
    reply = ask(zygote, source, [0.0])
    assert reply.value[0] == -np.inf
    assert reply.warnings == [("RuntimeWarning", "divide by zero encountered in log")]


def test_objects_stay_behind_a_handle(zygote: Zygote) -> None:
    """A fitted estimator stays in the process; its methods and attributes can be used from outside."""
    source = (
        "from sklearn.linear_model import LinearRegression\n"
        "def f(X, y): return LinearRegression().fit(X, y), 'note'\n"
        "def score(model, X, y): return model.score(X, y)"
    )
    rng = np.random.default_rng(0)
    inputs = rng.normal(size=(20, 2))
    targets = inputs @ [1.0, 2.0]
    budget = Budget(5)
    with session(zygote, source) as opened:
        model, note = opened.ask(Request.call("f", inputs, targets), budget).value
        assert isinstance(model, Handle)
        assert (model.type_name, note) == ("LinearRegression", "note")
        np.testing.assert_allclose(
            opened.ask(Request.method(model, "predict", inputs), budget).value, targets
        )
        np.testing.assert_allclose(opened.ask(Request.attribute(model, "coef_"), budget).value, [1.0, 2.0])
        assert opened.ask(Request.call("score", model, inputs, targets), budget).value == pytest.approx(1.0)
        with pytest.raises(CallFailed, match="has no nothing"):
            opened.ask(Request.attribute(model, "nothing"), budget)


def test_prints_of_calls_are_not_shown(zygote: Zygote) -> None:
    """What a check's call prints appears nowhere."""
    source = "def f(): print('HIDDEN'); return 1"
    with session(zygote, source, "print('seen')") as opened:
        opened.ask(Request.call("f"), Budget(1))
        assert "HIDDEN" not in str(opened.run())


def test_names_are_listed_with_kinds(zygote: Zygote) -> None:
    """Public top-level names have kinds; modules, private names and IPython's own are left out."""
    source = "import os\n_hidden = 1\nK = 2\ndef f(): pass\nclass C: pass"
    with session(zygote, source) as opened:
        assert opened.names() == {"K": "value", "f": "function", "C": "class"}


@pytest.mark.parametrize(
    ("source", "status", "words"),
    [
        ("def f(): return 1 / 0", "raised", "ZeroDivisionError: division by zero (line 1 of its cell)"),
        ("def f(): raise SystemExit", "raised", "SystemExit"),
        ("def f(x): pass", "raised", "TypeError"),
        ("def f():\n    while True: pass", "cpu", "f() may use 0.5 s"),
        ("def f(): return [0] * 10**12", "memory", "Memory ran out in f()"),
        ("def f():\n    while True: print('x' * 1000)", "output", "128 KiB"),
        ("def f(): import ctypes; ctypes.string_at(0)", "crash", "SIGSEGV"),
        ("def f(): import os; os._exit(3)", "exit", "code 3"),
        ("def f(): import os; os.write(4, b'\\xff' * 100)", "protocol", "no answer"),
        ("g = 1", "failed", "f is not defined"),
        ("class B(Exception):\n    def __str__(self): raise ValueError\ndef f(): raise B", "raised", "B"),
    ],
)  # fmt: skip
def test_failures_have_their_status(zygote: Zygote, source: str, status: str, words: str) -> None:
    """Each way of failing has its status and says so in words."""
    with session(zygote, source, "K = 7") as opened:
        with pytest.raises(CallFailed) as caught:
            opened.ask(Request.call("f"), Budget(0.5))
        assert (caught.value.status, words in caught.value.message) == (status, True), caught.value.message
        assert opened.ask(Request.value("K"), Budget(1)).value == 7


def test_call_failed_carries_name_and_line(zygote: Zygote) -> None:
    """The exception's name and the line within the cell stand in the failure."""
    failed = failure(zygote, "x = 1\ndef f():\n    raise NotImplementedError('write me')")
    assert (failed.ename, failed.cell_line) == ("NotImplementedError", 3)


def test_lethal_cells_cost_only_themselves(zygote: Zygote) -> None:
    """Cells before and after one that ends the process keep their names."""
    sources = ["a = 1", "import os; os._exit(1)", "b = a + 1", "while True: pass", "c = b + 1"]
    with session(zygote, *sources) as opened:
        assert [done.status for done in opened.run()] == ["passed", "exit", "passed", "cpu", "passed"]
        assert opened.ask(Request.value("c"), Budget(1)).value == 3
        assert opened.restarts == 2


def test_lethal_calls_are_not_tried_for_ever(zygote: Zygote) -> None:
    """After three lost processes a question's calls are refused, another question's are not."""
    with session(zygote, "import os\ndef f(): os._exit(1)\ndef g(): return 1") as opened:
        question, other = Budget(5), Budget(5)
        messages = []
        for _ in range(5):
            with pytest.raises(CallFailed) as caught:
                opened.ask(Request.call("f"), question)
            messages.append(caught.value.message)
        assert [message.startswith("Not called again") for message in messages] == [False] * 3 + [True] * 2
        assert opened.ask(Request.call("g"), other).value == 1


def test_handles_of_a_lost_process_say_so(zygote: Zygote) -> None:
    """An object that was lost with its process fails with the reason of the loss."""
    with session(zygote, "import os\ndef f(): return object()\ndef g(): os.abort()") as opened:
        handle = opened.ask(Request.call("f"), Budget(1)).value
        with pytest.raises(CallFailed):
            opened.ask(Request.call("g"), Budget(1))
        opened.ask(Request.call("f"), Budget(1))
        with pytest.raises(CallFailed, match="was lost") as caught:
            opened.ask(Request.attribute(handle, "x"), Budget(1))
        assert caught.value.status == "crash"


def test_budget_is_shared_by_calls(zygote: Zygote) -> None:
    """Calls draw a question's CPU seconds down until none are left."""
    source = (
        "from time import process_time\n"
        "def f():\n    end = process_time() + 0.2\n    while process_time() < end: pass"
    )
    budget = Budget(0.3)
    with session(zygote, source) as opened:
        opened.ask(Request.call("f"), budget)
        with pytest.raises(CallFailed) as caught:
            opened.ask(Request.call("f"), budget)
        assert caught.value.status == "cpu"
        with pytest.raises(CallFailed, match="used up before this call"):
            opened.ask(Request.call("f"), budget)


def test_random_numbers_are_the_same_in_every_process(zygote: Zygote) -> None:
    """Both generators start from a fixed seed."""
    source = "import random, numpy as np\nK = [random.random(), float(np.random.rand())]"
    first, second = (session(zygote, source) for _ in range(2))
    with first, second:
        assert (
            first.ask(Request.value("K"), Budget(1)).value == second.ask(Request.value("K"), Budget(1)).value
        )


def test_sessions_share_nothing(zygote: Zygote) -> None:
    """One student's names, files and changes of modules are not another's."""
    with session(zygote, "import numpy\nnumpy.pi = 3\nK = 1\nopen('left', 'w').write('x')") as first:
        first.run()
        with session(zygote, "import numpy, os\nP = numpy.pi\nL = os.listdir('.')") as second:
            assert second.ask(Request.value("P"), Budget(1)).value == np.pi
            assert second.ask(Request.value("L"), Budget(1)).value == []
            assert "K" not in second.names()


def test_files_in_the_scratch_folder_work(zygote: Zygote) -> None:
    """A notebook may write and read small files of its own."""
    (done,) = run(zygote, "open('a.txt', 'w').write('hi')\nopen('a.txt').read()")
    assert done.outputs[-1]["data"] == {"text/plain": "'hi'"}


@pytest.mark.parametrize("jobs", ["1", "2", "-1"])
def test_scikit_learn_runs_with_any_number_of_jobs(zygote: Zygote, jobs: str) -> None:
    """Parallel estimators run, one after another."""
    source = (
        "from sklearn.ensemble import RandomForestClassifier\nimport numpy as np\n"
        f"def f():\n    forest = RandomForestClassifier(3, n_jobs={jobs})\n"
        "    return forest.fit(np.eye(4), [0, 1, 0, 1]).predict(np.eye(4))"
    )
    assert ask(zygote, source).value.shape == (4,)


def test_threads_can_be_allowed(zygote: Zygote) -> None:
    """An assignment may allow threads."""
    source = "import threading\nK = []\nt = threading.Thread(target=K.append, args=(1,)); t.start(); t.join()"
    limits = Limits(cell_cpu_s=2, threads=True)
    with session(zygote, source, limits=limits) as opened:
        assert opened.ask(Request.value("K"), Budget(1)).value == [1]


def test_without_a_sandbox_code_runs_unlocked() -> None:
    """An author's own code may run without the lock-down, still in its own process."""
    with (
        Zygote(NOTEBOOKS, sandboxed=False) as open_zygote,
        session(open_zygote, "import os\nK = len(os.listdir('/'))") as opened,
    ):
        assert opened.ask(Request.value("K"), Budget(1)).value > 0
