"""IPython's shell for one notebook: real outputs, no history, no commands, nothing but text and PNG."""

import ast
import binascii
import builtins
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList
from traitlets import Type
from traitlets.config import Config

from autograder.sandbox import figures
from autograder.sandbox.answers import KEEP_ANSWER, AnswerKeeper
from autograder.sandbox.cell_commands import CommandFinder, refused_by_tokens
from autograder.sandbox.recorder import Recorder
from autograder.sandbox.tracebacks import cell_file_name, describe, lines_of

_LINE_MAGICS = frozenset(("time", "timeit", "precision", "who", "whos", "pprint"))
_CELL_MAGICS = frozenset(("time", "timeit", "capture", "writefile"))
_SILENT_MAGICS = frozenset(("matplotlib", "pylab", "config", "load_ext", "reload_ext", "autoreload"))
_FAILED_IMPORT = "__failed_import__"


class CellCompiler(CachingCompiler):
    """Names a cell's code after the cell."""

    count = 0

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        """Return the file name of the cell that runs now."""
        return cell_file_name(self.count)

    def ast_parse(self, source: str, filename: str = "<unknown>", symbol: str = "exec") -> Any:
        """Parse a cell; of a broken one, tell first what searching it for commands would have met."""
        parse: Any = super().ast_parse
        try:
            return parse(source, filename, symbol)
        except SyntaxError as error:
            raise refused_by_tokens(source) or error from None


class ResultRecorder(DisplayHook):
    """Records the value of a cell's last expression."""

    source = ""

    def quiet(self) -> bool:
        """Say whether the cell ends in a semicolon."""
        hook: Any = super()
        return bool(hook.semicolon_at_end_of_expression(self.source))

    def write_output_prompt(self) -> None:
        """Write nothing: the notebook has its own prompts."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        """Record text and picture."""
        shell: Any = self.shell
        _record(shell.recorder, "result", format_dict)

    def finish_displayhook(self) -> None:
        """Write nothing."""


class DisplayRecorder(DisplayPublisher):
    """Records what ``display`` shows."""

    def publish(self, data: dict[str, Any], *_arguments: Any, **_keywords: Any) -> None:
        """Record text and picture."""
        _record(self.shell.recorder, "display", data)

    def clear_output(self, wait: bool = False) -> None:
        """Drop what was shown so far."""
        self.shell.recorder.clear()


class ImportGuard(ast.NodeTransformer):
    """Lets a cell go on after a top-level import that fails; line numbers stay."""

    def visit_Module(self, node: ast.Module) -> ast.Module:
        """Wrap the imports at top level."""
        node.body = [self._guarded(statement) for statement in node.body]
        return node

    @staticmethod
    def _guarded(statement: ast.stmt) -> ast.stmt:
        if not isinstance(statement, ast.Import | ast.ImportFrom):
            return statement
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            return statement
        report = ast.Expr(ast.Call(ast.Name(_FAILED_IMPORT, ast.Load()), [], []))
        handler = ast.ExceptHandler(ast.Name("Exception", ast.Load()), None, [report])
        guarded = ast.Try(body=[statement], handlers=[handler], orelse=[], finalbody=[])
        return ast.fix_missing_locations(ast.copy_location(guarded, statement))


class Shell(InteractiveShell):
    """Runs cells and records what they show."""

    recorder: Recorder
    compile: Any
    displayhook: Any
    display_formatter: Any
    compiler_class = Type(CellCompiler)
    displayhook_class = Type(ResultRecorder)
    display_pub_class = Type(DisplayRecorder)

    def __init__(self, recorder: Recorder, **keywords: Any) -> None:
        self.recorder = recorder
        self.shown: list[Any] = []
        self.answer_keeper = AnswerKeeper()
        self._failed_imports: list[BaseException] = []
        shell: Any = super()
        shell.__init__(**keywords)

    def keep_answers(self, names: Sequence[str], keep: Callable[[str], None]) -> None:
        """Have the next cell call `keep` with each of these names as soon as it has defined it."""
        self.answer_keeper.names = frozenset(names)
        setattr(builtins, KEEP_ANSWER, keep)

    def run(self, source: str, count: int) -> BaseException | None:
        """Run one cell.

        Parameters
        ----------
        source : str
            The cell as written, magics and all.
        count : int
            Its number among the code cells, from 1.

        Returns
        -------
        BaseException or None
            What stopped it, or else the first top-level import that failed.
        """
        self.compile.count = count
        self.displayhook.source = source
        self._failed_imports.clear()
        shell: Any = super()
        result = shell.run_cell(source, store_history=False)
        try:
            self.show_figures()
        except Exception as error:  # a figure may fail only when it is drawn
            self.showtraceback((type(error), error, error.__traceback__))
            result.error_in_exec = result.error_in_exec or error
        stopped = result.error_before_exec or result.error_in_exec
        return stopped or next(iter(self._failed_imports), None)

    def show_figures(self) -> None:
        """Show the open figures and close them; in a call, only remember what it would have shown."""
        try:
            for figure in figures.open_figures():
                if self.recorder.recording:
                    self.recorder.show("display", repr(figure), figures.png(figure))
                else:
                    self.shown.append(figure)
        finally:
            figures.close_figures()

    def note_failed_import(self) -> None:
        """Record the import error that is being handled and let the cell go on."""
        error = sys.exc_info()[1]
        if error is not None:
            self._failed_imports.append(error)
            self.showtraceback((type(error), error, error.__traceback__))

    def showtraceback(self, exc_tuple: Any = None, *_arguments: Any, **_keywords: Any) -> None:
        """Record the exception with a short traceback."""
        error = (exc_tuple or sys.exc_info())[1]
        if isinstance(error, BaseException):
            name, text, _ = describe(error)
            self.recorder.fail(name, text, lines_of(error))

    def showsyntaxerror(self, *_arguments: Any, **_keywords: Any) -> None:
        """Record the syntax error."""
        self.showtraceback()

    def system(self, cmd: str) -> None:
        """Tell that commands do not run here."""
        self._note(f"!{cmd}")

    system_piped = system_raw = system

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        """Give no output."""
        self._note(f"!{cmd}")
        return SList([]) if split else ""

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
        """Run the few line magics that compute; tell that the others do nothing."""
        if magic_name in _LINE_MAGICS:
            return super().run_line_magic(magic_name, line, _stack_depth + 1)
        if magic_name not in _SILENT_MAGICS:
            self._note(f"%{magic_name} {line}")
        return None

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        """Run the few cell magics that compute; tell that the others do nothing."""
        if magic_name in _CELL_MAGICS:
            shell: Any = super()
            return shell.run_cell_magic(magic_name, line, cell)
        self._note(f"%%{magic_name} {line}")
        return None

    def ask_exit(self) -> None:
        """Tell that ``exit`` and ``quit`` end nothing: the next cell runs."""
        self._note("exit")

    def enable_gui(self, gui: Any = None) -> None:
        """Do nothing: there is no screen."""

    def _note(self, what: str) -> None:
        self.recorder.print("stderr", f"[{what.strip()[:80]}: not run when graded]\n".encode())


def make_shell(recorder: Recorder, folder: str) -> Shell:
    """Make the shell, once, in the warm process.

    Parameters
    ----------
    recorder : Recorder
        Where outputs go.
    folder : str
        An existing folder that IPython may call its own.

    Returns
    -------
    Shell
        The process's only shell.
    """
    os.environ["IPYTHONDIR"] = folder
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.autoindent = False
    shell = Shell.instance(recorder=recorder, config=config)
    finder: Any = CommandFinder
    shell.input_transformer_manager = finder()
    shell.ast_transformers += [ImportGuard(), shell.answer_keeper]
    setattr(builtins, _FAILED_IMPORT, shell.note_failed_import)
    formatter = shell.display_formatter.formatters["image/png"]
    formatter.for_type_by_name("matplotlib.figure", "Figure", figures.png)
    shell.display_formatter.active_types = ["text/plain", "image/png"]
    return shell


def _record(recorder: Recorder, kind: str, data: dict[str, Any]) -> None:
    text = data.get("text/plain", "")
    picture = data.get("image/png")
    recorder.show(kind, text if isinstance(text, str) else "", _png_bytes(picture))


def _png_bytes(picture: Any) -> bytes | None:
    if isinstance(picture, str):
        try:
            picture = binascii.a2b_base64(picture)
        except ValueError:
            return None
    return picture if isinstance(picture, bytes) else None
