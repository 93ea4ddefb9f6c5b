"""One submission in the sandbox: its cells, its live namespace, and fresh processes where one was lost."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType, TracebackType
from typing import Self

from autograder.sandbox import messages, outputs, wire
from autograder.sandbox.child import Answered, Child, Lost
from autograder.sandbox.errors import CallFailed, SandboxError
from autograder.sandbox.launcher import Zygote
from autograder.sandbox.limits import (
    AGAIN_S,
    LOST_PROCESSES_A_QUESTION,
    LOST_PROCESSES_A_RUN,
    OUTPUTS_KEPT_BYTES,
    PRINTED_CALLS,
    Budget,
    Limits,
    NotebookBudget,
    WallBudget,
)
from autograder.sandbox.lives import Lives
from autograder.sandbox.replies import CellRun, Reply, read_failure, read_names, read_put_back, read_reply
from autograder.sandbox.request import PackedRequest, Request, packed_together
from autograder.sandbox.watch import Allowance

Heard = Answered | Lost
"""What became of one of several requests in one message."""


class Session:
    """A submission's notebook, run once, and then called.

    A cell or call that kills its process costs itself only: the next request starts a fresh process and runs
    the other cells again. A question may lose three processes, a run of the notebook eight; what comes after
    is refused with the last reason, so that nothing hangs for ever.

    Parameters
    ----------
    zygote : Zygote
        Where processes come from.
    cells : sequence of (int, str)
        Index and source of each code cell, in order.
    limits : Limits
        What the submission may use.
    seed : int
        For `random` and `numpy.random`, the same in every process.
    keep : mapping of int to tuple of str, optional
        By a cell's index, the names of functions and classes that later cells do not change: what each is
        bound to after that cell is what is called, whatever stands under the name at the end.
    """

    def __init__(
        self,
        zygote: Zygote,
        cells: Sequence[tuple[int, str]],
        limits: Limits,
        seed: int = 0,
        keep: Mapping[int, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        self._cells = list(cells)
        self._limits = limits
        self._keep = dict(keep)
        self._put_back: tuple[str, ...] = ()
        self._unsettled: CallFailed | None = None
        self._only_alone = False
        self._wall = WallBudget(limits.wall_s)
        self._notebook = NotebookBudget(limits.cell_cpu_s)
        self._lethal: set[int] = set()
        self._skipped: set[int] = set()
        self._last_loss = CallFailed("crash", "The process was lost.")
        self._runs: list[CellRun] | None = None
        self._names: dict[str, str] | None = None
        self._lives = Lives(zygote, limits, limits.cell_cpu_s * len(self._cells), seed, self._wall)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def cpu_s(self) -> float:
        """CPU seconds of all processes of this session."""
        return self._lives.cpu_s

    @property
    def restarts(self) -> int:
        """Fresh processes that were needed after the first."""
        return self._lives.restarts

    @property
    def _child(self) -> Child | None:
        return self._lives.child

    def close(self) -> None:
        """End the process."""
        self._lives.end()

    def run(self) -> list[CellRun]:
        """Run every cell once, in order; a second call returns the same runs.

        Returns
        -------
        list of CellRun
            One a cell.

        Raises
        ------
        SandboxError
            When the sandbox itself failed.
        """
        if self._runs is not None:
            return self._runs
        runs: list[CellRun] = []
        for place, (index, source) in enumerate(self._cells):
            spent = self._notebook.spent()
            if self._wall.is_spent():
                spent = f"Not run: {self._wall.reason}."
            if len(self._lethal) >= LOST_PROCESSES_A_RUN:
                spent = "Not run: too many cells before it ended the process."
            if spent:
                self._skipped.add(place)
                runs.append(CellRun(index, "skipped", spent))
            else:
                runs.append(self._run_cell(place, index, source))
        self._runs = runs
        if self._child is not None:
            self._settle(self._child)
        return runs

    def put_back(self) -> tuple[str, ...]:
        """Return the names that something else was bound to at the end, in the order they were kept in.

        What was kept of them is put back before anything is called. Which they were is the process's word.
        """
        self.names()
        return self._put_back

    def names(self) -> dict[str, str]:
        """Return the public top-level names, as when first asked: ``function``, ``class`` or ``value``."""
        if self._names is None:
            self._names = self._ask_names()
        return self._names

    def _ask_names(self) -> dict[str, str]:
        allowance = self._allowance(self._limits.cell_cpu_s, "listing names")
        try:
            return read_names(self._ready_child().ask("names", allowance, messages.EMPTY).value)
        except (CallFailed, wire.WireError):
            self._lives.end()
            return {}

    def ask(self, request: Request, budget: Budget) -> Reply:
        """Send one request and read its reply.

        Parameters
        ----------
        request : Request
            What to do.
        budget : Budget
            The question's; the request draws it down.

        Returns
        -------
        Reply
            What came back.

        Raises
        ------
        CallFailed
            For every failure of the student's code.
        SandboxError
            When the sandbox itself failed.
        """
        what, handle = request.what, request.handle
        try:
            body = request.packed()
        except wire.CannotTravel as error:  # such as a value of the student's that is passed back
            raise CallFailed("value", f"{what} cannot be asked: {error}.") from error
        self._refuse_when_spent(budget)
        child = self._ready_child()
        number = 0 if handle is None else handle.id
        if handle is not None and number < self._lives.first_handle:
            raise CallFailed(self._last_loss.status, f"The object was lost: {self._last_loss.message}")
        allowance = self._allowance(budget.left_s, what)
        before_s, waited_s = child.cpu_s(), child.waited_s
        try:
            answered = child.ask(request.operation, allowance, body, request.name, number, request.want)
        except CallFailed as failure:
            self._lose(failure, budget)
            raise
        except SandboxError:
            self._lives.end()
            raise
        finally:
            budget.draw(child.cpu_s() - before_s, child.waited_s - waited_s)
            budget.printed_bytes += child.printed_bytes
        return self._reply_of(answered, request, budget)

    def ask_together(self, requests: Sequence[PackedRequest], budget: Budget) -> list[Heard]:
        """Send requests that do not wait for each other's replies in one message, which saves waiting.

        Each is answered within its own limits, as if it had come by itself. Where the process takes long, the
        rest is left to be asked by itself. Nothing is counted before it is taken (`take`); after a process
        that was lost so, nothing travels together any more.

        Returns
        -------
        list of Answered or Lost
            What became of the first of the requests, in order.
        """
        if self._only_alone:
            return []
        try:
            self._refuse_when_spent(budget)
            child = self._ready_child()
        except CallFailed:
            return []
        allowances = [self._allowance(budget.left_s, packed.request.what) for packed in requests]
        try:
            heard = child.ask_together(allowances, packed_together(requests))
        except SandboxError:
            self._lives.end()
            raise
        if heard and isinstance(heard[-1], Lost):
            self._only_alone = True
            self._last_loss = heard[-1].failure
            self._lives.end()
        return heard[: len(requests)]

    def take(self, heard: Heard, request: Request, budget: Budget) -> Reply:
        """Take what became of a request that travelled with others, as `ask` would have returned it.

        Parameters
        ----------
        heard : Answered or Lost
            One entry of what `ask_together` returned.
        request : Request
            The request, with the caller's own arguments.
        budget : Budget
            The question's, which is drawn down now.
        """
        self._refuse_when_spent(budget)
        budget.draw(heard.cpu_s, heard.waited_s)
        budget.printed_bytes += heard.printed_bytes
        if isinstance(heard, Lost):
            self._last_loss = heard.failure
            budget.lost_processes += 1
            raise heard.failure
        return self._reply_of(heard, request, budget)

    def _reply_of(self, answered: Answered, request: Request, budget: Budget) -> Reply:
        failed = read_failure(answered.reply, request.what)
        if failed is None:
            return self._read(answered, request, budget)
        if failed.status == "memory":
            self._lose(failed, budget)
        raise failed

    def _read(self, answered: Answered, request: Request, budget: Budget) -> Reply:
        try:
            reply, size = read_reply(answered, request)
        except wire.WireError as error:
            failure = CallFailed("protocol", f"The process sent what is no value: {error}.")
            self._lose(failure, budget)
            raise failure from error
        budget.reply_bytes += size
        return reply

    def _lose(self, failure: CallFailed, budget: Budget) -> None:
        self._last_loss = failure
        self._lives.end()
        budget.lost_processes += 1

    def _refuse_when_spent(self, budget: Budget) -> None:
        status, reason = budget.spent()
        if status:
            raise CallFailed(status, reason)
        if self._wall.is_spent():
            raise CallFailed("timeout", f"Not called: {self._wall.reason}.")
        if budget.printed_bytes > PRINTED_CALLS * self._limits.output_kb << 10:
            limit_kb = PRINTED_CALLS * self._limits.output_kb
            raise CallFailed("output", f"The question's calls printed more than {limit_kb} KiB together.")
        if budget.lost_processes >= LOST_PROCESSES_A_QUESTION:
            last = self._last_loss
            raise CallFailed(last.status, f"Not called again after: {last.message}")

    def _ready_child(self, before: int | None = None) -> Child:
        """Return the child, or a fresh one in which every cell (or those before one) ran again."""
        if self._child is not None:
            return self._child
        if before is None and self._runs is None:
            self.run()
            if self._child is not None:
                return self._child
        last = len(self._cells) if before is None else before
        while True:
            if self._unsettled is not None:
                raise self._unsettled
            if len(self._lethal) > LOST_PROCESSES_A_RUN:
                raise self._last_loss
            if self._notebook.again_s > AGAIN_S:
                raise CallFailed(self._last_loss.status, f"Not tried again after: {self._last_loss.message}")
            if self._wall.is_spent():
                raise CallFailed("timeout", f"Not tried again: {self._wall.reason}.")
            child = self._lives.begin()
            failure = self._run_again(child, last)
            self._notebook.again_s += child.cpu_s() + child.waited_s if self.restarts else 0.0
            if failure is None:
                if before is not None or self._settle(child):
                    return child
                continue
            self._last_loss = failure
            self._lives.end()

    def _run_again(self, child: Child, last: int) -> CallFailed | None:
        """Run the cells before `last` in a fresh process, all but the lethal ones."""
        for place in range(last):
            if place not in self._lethal | self._skipped:
                try:
                    self._ask_cell(child, place, self._cells[place][1])
                except CallFailed as failure:
                    self._lethal.add(place)
                    return failure
                except wire.CannotTravel:
                    continue
        return None

    def _settle(self, child: Child) -> bool:
        """Put back what the cells that must answer had made; a process that cannot is asked nothing more."""
        asked = tuple(dict.fromkeys(name for names in self._keep.values() for name in names))
        if not asked:
            return True
        allowance = self._allowance(self._limits.cell_cpu_s, "ending")
        try:
            answered = child.ask("settle", allowance, messages.EMPTY)
            failure = read_failure(answered.reply, "ending")
            self._put_back = read_put_back(answered.value, asked) if failure is None else ()
        except wire.WireError as error:
            failure = CallFailed("protocol", f"The process sent what are no names: {error}.")
        except CallFailed as lost:
            failure = lost
        if failure is not None:
            self._unsettled = self._last_loss = failure
            self._lives.end()
        return failure is None

    def _allowance(self, cpu_s: float, what: str) -> Allowance:
        return Allowance(cpu_s, self._limits.output_kb << 10, what, self._wall)

    def _ask_cell(self, child: Child, place: int, source: str) -> Answered:
        allowance = self._allowance(self._limits.cell_cpu_s, "this cell")
        text = source.encode("utf-8", errors="replace").decode("utf-8")
        kept = list(self._keep.get(self._cells[place][0], ()))
        return child.ask("cell", allowance, wire.encode([text, kept]), number=place + 1)

    def _run_cell(self, place: int, index: int, source: str) -> CellRun:
        try:
            child = self._ready_child(before=place)
        except CallFailed as lost:
            return CellRun(index, "skipped", f"Not run: {lost.message}")
        before_s, waited_s = child.cpu_s(), child.waited_s
        gone = True
        try:
            answered = self._ask_cell(child, place, source)
            shown = self._shown(answered)
            failure = read_failure(answered.reply, "this cell")
            gone = failure is not None and failure.status == "memory"
        except wire.WireError as error:
            failure = CallFailed("protocol", f"The process sent what is no output: {error}.")
            shown = [outputs.error_output(failure.status, failure.message)]
        except CallFailed as lost:
            failure = lost
            shown = outputs.printed_output(bytes(child.printed))
            shown.append(outputs.error_output(failure.status, failure.message))
        except wire.CannotTravel:
            return CellRun(index, "raised", "The cell is too large to run.")
        cpu_s = max(0.0, child.cpu_s() - before_s)
        self._notebook.used_s += cpu_s
        self._notebook.waited_s += child.waited_s - waited_s
        if failure is None:
            return CellRun(index, "passed", "", shown, cpu_s)
        if gone:
            self._lethal.add(place)
            self._last_loss = failure
            self._lives.end()
        return CellRun(index, failure.status, failure.message, shown, cpu_s)

    def _shown(self, answered: Answered) -> list[outputs.Output]:
        """Return a cell's outputs, or a note where the notebook has already shown too much."""
        if not self._notebook.shows_too_much:
            value, size = wire.weigh(answered.value)
            self._notebook.shown_bytes += size
            if not self._notebook.shows_too_much:
                return outputs.notebook_outputs(value)
        limit_mb = OUTPUTS_KEPT_BYTES >> 20
        return [outputs.note(f"[Not shown: the notebook shows more than {limit_mb} MiB.]\n")]
