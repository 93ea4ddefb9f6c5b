"""What the private names of pytest that `collection` uses, and the public hook, have to do."""

import inspect
from pathlib import Path
from types import SimpleNamespace

import _pytest.config
import pytest

from autograder.checks.collection import collected
from autograder.checks.plugin import CheckPlugin, Run

CHECKS = '''
import pytest

made = []

@pytest.fixture
def thing():
    made.append("made")
    yield made
    made.append("gone")

@pytest.mark.check("q1_a")
def test_passes(thing):
    """It passes."""
    assert thing[-1] == "made"

@pytest.mark.check("q1_a")
def test_fails(thing):
    """It fails."""
    raise ValueError("of its own")
'''


def folder(path: Path) -> Path:
    """Write the checks, and a file of settings that nobody may read."""
    (path / "checks").mkdir()
    (path / "checks" / "test_demo.py").write_text(CHECKS)
    (path / "checks" / "pytest.ini").write_text("[pytest]\naddopts = --nonsense\n")
    return path / "checks"


def empty_run() -> Run:
    """Return a run whose fixtures nobody asks for."""
    return Run(None, None, SimpleNamespace())  # type: ignore[arg-type]


def test_the_private_names_are_there() -> None:
    """The names exist and can be called as they are."""
    assert list(inspect.signature(_pytest.config._prepareconfig).parameters)[:2] == ["args", "plugins"]
    assert callable(pytest.Config._do_configure)
    assert callable(pytest.Config._ensure_unconfigure)
    assert callable(pytest.Session.from_config)
    assert callable(pytest.Session.perform_collect)


def test_configured_within_the_block_and_no_longer(tmp_path: Path) -> None:
    """Our plug-in is configured for the block and no settings file is read; then all is undone."""
    ended = []
    plugin = CheckPlugin(None, tmp_path)
    with collected(folder(tmp_path), plugin) as found:
        config = found[0][1].config
        assert config.pluginmanager.is_registered(plugin)
        assert "check(" in str(config.getini("markers"))
        assert config.inipath is None or config.inipath.name != "pytest.ini"
        config.add_cleanup(lambda: ended.append("unconfigured"))
    assert ended == ["unconfigured"]


def test_one_item_runs_again_and_again_in_any_order(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The public hook sets up, runs and tears down one check each time, says nothing, and keeps its error."""
    plugin = CheckPlugin(None, tmp_path)
    with collected(folder(tmp_path), plugin) as found:
        items = {info.name: item for info, item in found}
        made = items["test_passes"].function.__globals__["made"]
        for name in ("test_fails", "test_passes", "test_passes", "test_fails"):
            run = empty_run()
            with plugin.running(run):
                answer = items[name].config.hook.pytest_runtest_protocol(item=items[name], nextitem=None)
            assert answer is True
            assert repr(run.ending) == ("None" if name == "test_passes" else "ValueError('of its own')")
        assert made == ["made", "gone"] * 4
        session = items["test_fails"].session
        assert not session.shouldstop
        assert not session.shouldfail
    assert capfd.readouterr() == ("", "")


def test_the_bound_holds() -> None:
    """The pytest that runs is inside the bound of pyproject.toml."""
    assert (8, 3) <= tuple(int(part) for part in pytest.__version__.split(".")[:2]) < (10, 0)
