"""The warm process: started by exec with a clean environment, it imports once and forks a child a submission.

It holds no secret and never sees a student's code or values: the trusted side sends it only bounds and three
pipe ends, and gets back the child's pid and pidfd, later its exit. Run as a file by path::

    python -s -P zygote.py PARENT_PID CONTROL_FD FOLDER notebooks [LIBRARY ...]
    python -s -P zygote.py PARENT_PID CONTROL_FD FOLDER module PATH [PACKAGE]

Only the sandbox's own modules can be imported from here: a bare
``autograder`` package without files stands in for the real one, so that nothing else of ours is ever loaded,
unless the module is given with the package's folder.

It ends with the process that started it, whatever that dies of: the control socket's end tells it so while it
serves, and a signal from the kernel while it still imports.
"""

import contextlib
import gc
import os
import random
import select
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent
_FIRST_TO_END = "500"
"""How much the kernel prefers to end these processes, of 1000, when the machine's memory runs out."""
_OFFERED = "offered"
"""The name under which a module that was given by its path is loaded."""
_PARENT_DIED = signal.SIGUSR2


def _make_packages(package: Sequence[str]) -> None:
    """Make the sandbox's modules importable under their own names, and of the package what is given."""
    root, sandbox = ModuleType("autograder"), ModuleType("autograder.sandbox")
    root.__path__, sandbox.__path__ = list(package), [str(HERE)]
    sys.modules["autograder"], sys.modules["autograder.sandbox"] = root, sandbox
    prefixes = tuple({os.path.realpath(path) for path in (sys.prefix, sys.base_prefix)})
    sys.path[:] = [path for path in sys.path if os.path.realpath(path).startswith(prefixes)]
    # An editable installation adds a finder that knows the real package, wherever this one may look.
    sys.meta_path[:] = [
        finder for finder in sys.meta_path if finder.__module__.startswith("_frozen_importlib")
    ]


class ForkServer:
    """Forks children on request and reports how they end.

    Parameters
    ----------
    control : socket
        To the trusted side.
    folder : Path
        The run folder; what libraries cache lies in it.
    """

    def __init__(self, control: socket.socket, folder: Path) -> None:
        self._control = control
        self._folder = folder
        self._children: dict[int, int] = {}
        self._namespace: dict[str, Any] = {}
        self._recorder: Any = None
        self._shell: Any = None

    def warm_up_for_notebooks(self, libraries: Sequence[str]) -> None:
        """Import these libraries and touch what notebooks use once, so that no child has to."""
        from autograder.sandbox import warm
        from autograder.sandbox.recorder import Recorder
        from autograder.sandbox.shell import make_shell

        warm.import_libraries(libraries)
        self._recorder = Recorder()
        self._shell = make_shell(self._recorder, str(self._folder))
        warm.touch(self._shell)
        self._namespace = self._shell.user_ns

    def warm_up_with(self, path: Path) -> None:
        """Import a module by its path; its public functions and classes are what can be called."""
        import importlib.util

        from autograder.sandbox.recorder import Recorder
        from autograder.sandbox.slow_imports import leave_out_slow_imports

        leave_out_slow_imports()
        spec = importlib.util.spec_from_file_location(_OFFERED, path)
        if spec is None or spec.loader is None:
            raise ImportError(f"{path} cannot be loaded")
        module = importlib.util.module_from_spec(spec)
        sys.modules[_OFFERED] = module
        spec.loader.exec_module(module)
        self._recorder = Recorder()
        self._namespace = {
            name: value
            for name, value in vars(module).items()
            if getattr(value, "__module__", "") == _OFFERED and not name.startswith("_")
        }

    def serve(self) -> None:
        """Fork and report until the trusted side closes the control socket."""
        import msgspec

        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        gc.collect()
        gc.freeze()
        self._control.send(msgspec.msgpack.encode(["ready", _threads(), sorted(readable())]))
        while True:
            for descriptor, _ in poll.poll():
                if descriptor == self._control.fileno():
                    if not self._fork(poll):
                        return
                else:
                    self._report_exit(descriptor, poll)

    def _fork(self, poll: select.poll) -> bool:
        import msgspec

        from autograder.sandbox.lockdown import Bounds

        message, pipes, _, _ = socket.recv_fds(self._control, 65536, 3)
        if not message:
            return False
        bounds = msgspec.msgpack.decode(message, type=Bounds)
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._become_child(bounds, parent, *pipes)
        for pipe in pipes:
            os.close(pipe)
        descriptor = os.pidfd_open(pid)
        self._children[descriptor] = pid
        poll.register(descriptor, select.POLLIN)
        socket.send_fds(self._control, [msgspec.msgpack.encode(["forked", pid])], [descriptor])
        return True

    def _report_exit(self, descriptor: int, poll: select.poll) -> None:
        import msgspec

        poll.unregister(descriptor)
        pid = self._children.pop(descriptor)
        os.close(descriptor)
        _, status, usage = os.wait4(pid, 0)
        cpu_s = usage.ru_utime + usage.ru_stime
        self._control.send(msgspec.msgpack.encode(["exited", pid, status, cpu_s, usage.ru_maxrss]))

    def _become_child(self, bounds: Any, parent: int, requests: int, replies: int, output: int) -> None:
        """Turn this fork into a child; whatever goes wrong before it is locked down ends it."""
        try:
            signal.signal(_PARENT_DIED, signal.SIG_DFL)
            _take_places(parent, requests, replies, output)
            _clean_environment(bounds.scratch)
            os.chdir(bounds.scratch)
            if bounds.locked:
                from autograder.sandbox.lockdown import lock_down

                lock_down(bounds, sorted(readable()))
            _seed(bounds.seed)
            sys.path.insert(0, "")
            from autograder.sandbox.responder import Responder

            responder = Responder(
                self._namespace, self._shell, self._recorder, bounds.scratch, bounds.first_handle
            )
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}".encode())
            os._exit(99)
        try:
            responder.run()
        finally:
            os._exit(0)


def readable() -> set[str]:
    """Return what children may read beside the system's libraries: the Python installation."""
    places = {sys.prefix, sys.base_prefix, os.environ.get("MPLCONFIGDIR", sys.prefix)}
    return places | {os.path.realpath(place) for place in places}


def _take_places(parent: int, requests: int, replies: int, output: int) -> None:
    """Put the pipes at descriptors 1 to 4 and close everything else."""
    import fcntl

    from autograder.sandbox.lockdown import close_all_but, die_with_parent

    die_with_parent(parent)
    os.setsid()
    os.umask(0o077)
    high = [fcntl.fcntl(pipe, fcntl.F_DUPFD, 100) for pipe in (output, output, requests, replies)]
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    for place, pipe in enumerate(high, start=1):
        os.dup2(pipe, place)
    close_all_but(5)


def _clean_environment(scratch: str) -> None:
    kept = {name: os.environ[name] for name in os.environ if name.endswith("_NUM_THREADS")}
    for name in ("LANG", "JOBLIB_MULTIPROCESSING", "MPLBACKEND", "MPLCONFIGDIR", "LD_LIBRARY_PATH"):
        if name in os.environ:
            kept[name] = os.environ[name]
    os.environ.clear()
    os.environ.update(kept, HOME=scratch, TMPDIR=scratch, PATH="", LOGNAME="student")


def _seed(seed: int) -> None:
    """Make random numbers the same in every process, also those of a generator made without a seed."""
    random.seed(seed)
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(seed)
        vars(numpy.random.bit_generator)["randbits"] = random.Random(seed).getrandbits  # noqa: S311


def _threads() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("Threads:"):
            return int(line.split()[1])
    return 0


def _offer_itself_first() -> None:
    """Have a student's process end first, should the machine run out of memory."""
    with contextlib.suppress(OSError):  # a container may forbid it, and works without
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_END, encoding="ascii")


def _end_with(parent: int) -> None:
    """Have this process end when the one that started it does.

    The kernel's signal comes when the *thread* that started this process ends; the process may live on, so
    the signal only asks for a look.
    """
    from autograder.sandbox.lockdown import die_with_parent

    def look(number: int, frame: object) -> None:
        if os.getppid() != parent:
            os._exit(1)

    signal.signal(_PARENT_DIED, look)
    die_with_parent(parent, _PARENT_DIED)


def main() -> None:
    """Warm up and serve."""
    parent, control, folder, kind, *served = sys.argv[1:]
    _make_packages(served[1:] if kind == "module" else ())
    _end_with(int(parent))
    from autograder.sandbox.lockdown import hide_memory
    from autograder.sandbox.responder import Responder  # noqa: F401  (children use it)

    _offer_itself_first()
    hide_memory()
    server = ForkServer(socket.socket(fileno=int(control)), Path(folder))
    if kind == "module":
        server.warm_up_with(Path(served[0]))
    else:
        server.warm_up_for_notebooks(served)
    sys.argv[:] = [""]
    server.serve()


if __name__ == "__main__":
    main()
