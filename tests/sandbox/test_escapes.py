"""Every escape is refused: as root and as an ordinary user, with the oldest Landlock and the kernel's."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
CANNOT = 77

pytestmark = pytest.mark.sandbox


def load_escapes() -> Any:
    """Load the table beside this file, which is no module of a package."""
    spec = importlib.util.spec_from_file_location("escapes", HERE / "escapes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


ESCAPES = load_escapes()
ATTEMPTS = ESCAPES.attempts()
AFTERWARDS = (
    "the zygote still serves",
    "the neighbour lives",
    "the processes hide",
    "the answers are intact",
    "nothing is left",
)
ATTACKERS = [(user, cap) for user in ("this user", "nobody") for cap in ("1", "none")]

Attack = Callable[[str, str], dict[str, list[Any]]]


@pytest.fixture(scope="module")
def attack() -> Iterator[Attack]:
    """Run all attempts once an attacker, and give their results."""
    done: dict[tuple[str, str], dict[str, list[Any]]] = {}
    covers = Path(tempfile.mkdtemp())
    covers.chmod(0o755)

    def run(user: str, cap: str) -> dict[str, list[Any]]:
        if user == "nobody" and os.getuid() != 0:
            pytest.skip("only root can become another user; this user's own run covers the ordinary user")
        if (user, cap) not in done:
            start = [str(HERE / "as_nobody.py")] if user == "nobody" else []
            command = [sys.executable, *start, str(HERE / "attack.py"), cap]
            environment = {**os.environ, "TMPDIR": str(covers)} if user == "nobody" else None
            ended = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment)
            if ended.returncode == CANNOT:
                pytest.skip(f"root may not make a mount namespace here: {ended.stderr.strip()}")
            assert ended.returncode == 0, ended.stderr[-2000:]
            done[user, cap] = json.loads(ended.stdout)["results"]
        return done[user, cap]

    yield run
    shutil.rmtree(covers, ignore_errors=True)


@pytest.mark.parametrize(("user", "cap"), ATTACKERS)
@pytest.mark.parametrize("name", ATTEMPTS)
def test_escape_is_refused(attack: Attack, user: str, cap: str, name: str) -> None:
    """The attempt ends as a refusal ends."""
    status, ename, message, _ = attack(user, cap)[name]
    attempt = ATTEMPTS[name]
    assert status in attempt.endings, message
    if status == "raised" and attempt.enames is not None:
        assert ename in attempt.enames, message


@pytest.mark.parametrize(("user", "cap"), ATTACKERS)
@pytest.mark.parametrize("name", AFTERWARDS)
def test_nothing_was_harmed(attack: Attack, user: str, cap: str, name: str) -> None:
    """After all attempts everything is as before."""
    status, _, message, _ = attack(user, cap)[name]
    assert (status, message) in (("passed", ""), ("passed", "[]"))


@pytest.mark.parametrize(("user", "cap"), ATTACKERS)
@pytest.mark.skipif(not ESCAPES.ON_X86, reason="the table of raw calls is x86_64's")
def test_raw_calls_are_refused_by_the_filter(attack: Attack, user: str, cap: str) -> None:
    """A raw call fails with EPERM or ENOSYS, never with an error from inside the kernel's own code."""
    results = attack(user, cap)
    messages = {name: results[name][2] for name in ATTEMPTS if name.startswith("raw: ") and "x32" not in name}
    reached = {n: m for n, m in messages.items() if "[Errno 1]" not in m and "[Errno 38]" not in m}
    assert reached == {}
