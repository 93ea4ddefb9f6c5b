"""Run every escape in one sandbox and print what each got, as JSON; run by path, as any user."""

import json
import os
import stat
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[2])]

from escapes import PRELUDE, attempts  # noqa: E402  (found by the path above)

from autograder.course.libraries import NOTEBOOKS  # noqa: E402  (the same)
from autograder.sandbox import Budget, Limits, Request, Session, Zygote  # noqa: E402  (the same)
from autograder.sandbox.open_files import deleted_bytes  # noqa: E402  (the same)

SECRET = "ANSWER_" + "KEY_" + os.urandom(8).hex()
LIMITS = Limits(cell_cpu_s=0.4, question_cpu_s=0.4, memory_mb=512, output_kb=256, scratch_mb=16)


def main() -> None:
    """Attack, and print the results."""
    cap = int(sys.argv[1]) if sys.argv[1] != "none" else None
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    answers = folder / "answers.txt"
    answers.write_text(SECRET)
    answers.chmod(0o644)
    leak = answers.open()
    os.set_inheritable(leak.fileno(), True)
    os.environ["ANSWERS"] = SECRET
    results = {}
    with Zygote(NOTEBOOKS, landlock_cap=cap) as zygote:
        neighbour = Session(zygote, [(0, "x = 1")], LIMITS)
        neighbour.run()
        for name, attempt in attempts().items():
            source = PRELUDE.replace("@SECRET@", repr(str(answers)))
            source = source.replace("@NEIGHBOUR@", str(neighbour._child.pid))
            started = time.monotonic()
            with Session(zygote, [(0, source), (1, attempt.source)], LIMITS) as session:
                run = session.run()[1]
            ename = next((o["ename"] for o in run.outputs if o["output_type"] == "error"), "")
            results[name] = [run.status, ename, run.message, round(time.monotonic() - started, 2)]
        with neighbour:
            alive = neighbour.ask(Request.value("x"), Budget(1)).value == 1
        results["the neighbour lives"] = ["passed" if alive else "failed", "", "", 0]
        with Session(zygote, [(0, "x = 1")], LIMITS) as session:
            results["the zygote still serves"] = [session.run()[0].status, "", "", 0]
            owner = Path(f"/proc/{zygote.pid}/fd").stat().st_uid
            seen = deleted_bytes(session._child.pid, session._child._scratch.path, 1)
        # The kernel gives root what belongs to a process that hides its memory from its own user.
        results["the processes hide"] = ["passed" if (owner, seen) == (0, 0) else "failed", "", "", 0]
        left = sorted(path.name for path in zygote.folder.path.glob("scratch-*"))
        run_folder = zygote.folder.path
    intact = answers.read_text() == SECRET and stat.S_IMODE(answers.stat().st_mode) == 0o644
    results["the answers are intact"] = ["passed" if intact else "failed", "", "", 0]
    left += [str(path) for path in (run_folder,) if path.exists()]
    left += [
        path
        for place in ("/tmp", "/var/tmp", "/dev/shm")
        if (path := f"{place}/escaped-1") and Path(path).exists()
    ]
    results["nothing is left"] = ["failed" if left else "passed", "", str(left), 0]
    leak.close()
    answers.unlink()
    folder.rmdir()
    sys.stdout.write(json.dumps({"uid": os.getuid(), "results": results}))


if __name__ == "__main__":
    main()
