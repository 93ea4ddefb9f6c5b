"""No course is worked in whose nbgrader would run student code outside the sandbox."""

import json
from pathlib import Path

import pytest
from traitlets.config import Config
from traitlets.utils.importstring import import_item

from autograder.course.layout import Course
from autograder.nbgrader.config import FILE, TEXT, configure, load_config
from autograder.nbgrader.confinement import UnconfinedCourse, confine, unconfined
from tests.builders.small_course import ID, ROOT, hand_in, make_course, master
from tests.nbgrader.test_release import nbgrader

EXECUTE = "nbgrader.preprocessors.Execute"
IMPORTED = "from nbgrader.preprocessors import Execute\n"
CALL = """\
from autograder.nbgrader.config import configure
c = get_config()
configure(c)
"""


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's and the machine's own Jupyter folders out; give an empty one."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(home))
    monkeypatch.setenv("JUPYTER_NO_CONFIG", "")
    monkeypatch.delenv("JUPYTER_CONFIG_PATH", raising=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a course without the file."""
    made = make_course(tmp_path / "course").root
    (made / FILE).unlink()
    return made


def test_file_is_this_repositorys_own() -> None:
    """What is written into a course is, byte for byte, what this course has."""
    assert (ROOT / FILE).read_bytes() == TEXT.encode()


def test_missing_file_is_written_and_said(root: Path) -> None:
    """Once; from then on the course is confined."""
    assert "outside the sandbox" in unconfined(root)
    assert str(root / FILE) in confine(root)
    assert (root / FILE).read_bytes() == TEXT.encode()
    assert (confine(root), unconfined(root)) == ("", "")


def ours_in(section: Config) -> list[str]:
    """Return the dotted names of ours anywhere in a configuration."""
    found: list[str] = []
    for entry in section.values():
        listed = entry if isinstance(entry, list) else [entry]
        found += ours_in(entry) if isinstance(entry, Config) else []
        found += [name for name in listed if isinstance(name, str) and name.startswith("autograder.")]
    return found


def test_every_name_in_the_configuration_is_a_class() -> None:
    """They are strings, which no type checker follows."""
    config = Config()
    configure(config)
    names = ours_in(config)
    assert len(names) == 10
    assert [name for name in names if not isinstance(import_item(name), type)] == []


def test_course_that_holds_the_file_of_an_older_version_is_ours(root: Path) -> None:
    """It names another module, and is never written over: what comes out is the same."""
    older = TEXT.replace("autograder.nbgrader.config", "autograder.nbgrader.settings")
    assert older != TEXT
    (root / FILE).write_text(older, encoding="utf-8")
    ours = Config()
    configure(ours)
    assert (confine(root), ours_in(load_config(root))) == ("", ours_in(ours))
    assert (root / FILE).read_text(encoding="utf-8") == older


@pytest.mark.parametrize(
    "more",
    [
        "",
        "c.CourseDirectory.db_url = 'sqlite:///other.db'\n",
        "c.Autograde.autograde_preprocessors.append('nbgrader.preprocessors.IgnorePattern')\n",
        "c.ClearSolutions.code_stub = {'python': 'pass'}\n",
    ],
)
def test_teachers_own_lines_may_stand_below(root: Path, more: str) -> None:
    """What does not run cells is a teacher's own business."""
    (root / FILE).write_text(CALL + more, encoding="utf-8")
    assert unconfined(root) == ""


UNCONFINED = {
    "no call": "c = get_config()\n",
    "empty": "",
    "another call": "from autograder.nbgrader.config import put_scripts_on_path as c\nc()\n",
    "the call in a comment": "# " + CALL.replace("\n", "\n# "),
    "nbgrader's own runner": CALL + f"c.Autograde.autograde_preprocessors.insert(0, '{EXECUTE}')\n",
    "a class": CALL + IMPORTED + "c.Autograde.autograde_preprocessors += [Execute]\n",
    "nbconvert's runner": CALL
    + "c.Autograde.sanitize_preprocessors += ['nbconvert.preprocessors.ExecutePreprocessor']\n",
    "a runner by another name": CALL
    + "from nbgrader.preprocessors import Execute\nclass Quiet(Execute): pass\n"
    "c.Autograde.sanitize_preprocessors += [Quiet]\n",
    "nbgrader's exporter": CALL + "c.Autograde.exporter_class = 'nbconvert.exporters.NotebookExporter'\n",
    "nbgrader's lists": CALL + "del c.Autograde['autograde_preprocessors']\n",
    "the list emptied": CALL + "c.Autograde.sanitize_preprocessors = []\n",
    "an old name of the section": CALL
    + "c.AutogradeApp.autograde_preprocessors = ['nbgrader.preprocessors.Execute']\n",
    "a section of the command's": CALL
    + "c.AutogradeApp.Autograde.autograde_preprocessors = ['nbgrader.preprocessors.Execute']\n",
    "a switch": CALL + "c.SandboxRun.enabled = False\n",
    "an error, which nbgrader passes over": "from nowhere import configure\n",
    "broken Python": "configure(get_config()\n",
    "an end": CALL + "raise SystemExit('no')\n",
}


@pytest.mark.parametrize("text", UNCONFINED.values(), ids=UNCONFINED.keys())
def test_course_that_leads_elsewhere_is_refused(root: Path, text: str) -> None:
    """Whatever a file says, the configuration that comes out is judged; the file is never overwritten."""
    (root / FILE).write_text(text, encoding="utf-8")
    assert FILE in unconfined(root)
    with pytest.raises(UnconfinedCourse) as caught:
        confine(root)
    assert (caught.value.exit_code, "\n" in str(caught.value)) == (2, False)
    assert (root / FILE).read_text(encoding="utf-8") == text


def test_json_beside_the_file_weighs_more_and_is_seen(root: Path) -> None:
    """Nbgrader reads it too, after the file."""
    confine(root)
    table = {"Autograde": {"autograde_preprocessors": ["nbgrader.preprocessors.Execute"]}}
    (root / "nbgrader_config.json").write_text(json.dumps(table), encoding="utf-8")
    assert "SandboxRun" in unconfined(root)


@pytest.mark.parametrize("name", ["nbgrader_config.py", "jupyter_config.py"])
def test_users_own_settings_are_looked_at(root: Path, tmp_path: Path, name: str) -> None:
    """A section that is stronger than the course's is seen; one that the course overrides is no trouble."""
    confine(root)
    settings = tmp_path / "home" / name
    settings.write_text("get_config().Autograde.autograde_preprocessors = []\n", encoding="utf-8")
    assert unconfined(root) == ""
    line = "get_config().AutogradeApp.Autograde.autograde_preprocessors = []\n"
    settings.write_text(line, encoding="utf-8")
    assert "AutogradeApp.Autograde.autograde_preprocessors" in unconfined(root)


def test_users_own_settings_count_for_our_commands_too(root: Path, tmp_path: Path) -> None:
    """Ours and nbgrader's write one gradebook."""
    confine(root)
    (tmp_path / "home" / FILE).write_text("get_config().CourseDirectory.db_url = 'sqlite:///x'\n", "utf-8")
    assert load_config(root).CourseDirectory.db_url == "sqlite:///x"


def test_link_is_followed_as_nbgrader_does(root: Path, tmp_path: Path) -> None:
    """A link to our file is our file; a link to nothing is none and is not written through."""
    (root / FILE).symlink_to(ROOT / FILE)
    assert confine(root) == ""
    (root / FILE).unlink()
    (root / FILE).symlink_to(tmp_path / "gone.py")
    with pytest.raises(UnconfinedCourse, match="link to nothing"):
        confine(root)
    assert not (tmp_path / "gone.py").exists()


def test_folder_in_its_place_is_refused(root: Path) -> None:
    """Nbgrader passes over it."""
    (root / FILE).mkdir()
    with pytest.raises(UnconfinedCourse, match="not a file"):
        confine(root)


def test_file_that_cannot_be_read_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nbgrader logs the error and goes on without it."""
    confine(root)
    real = open

    def refuse(path: object, *rest: object, **more: object) -> object:
        if str(path).endswith(FILE):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr("io.open", refuse)
    assert "Permission denied" in unconfined(root)


def test_folder_that_cannot_be_written_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the file nothing is done."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnconfinedCourse, match="make the folder writable"):
        confine(root)


WRITES = "import pathlib\npathlib.Path({place!r}).write_text('out')\n"


@pytest.mark.slow
@pytest.mark.parametrize("text", [TEXT, "get_config().CourseDirectory.source_directory = 'assignments'\n"])
def test_judgement_agrees_with_what_nbgrader_does(root: Path, tmp_path: Path, text: str) -> None:
    """The oracle: a notebook that writes a file outside, graded by nbgrader itself."""
    course, place = Course(root), tmp_path / "escaped"
    confine(root)
    nbgrader(course, "generate_assignment", ID)
    (root / FILE).write_text(text, encoding="utf-8")
    hand_in(course, "ann", master(WRITES.format(place=str(place))))
    nbgrader(course, "autograde", ID)
    assert place.exists() is bool(unconfined(root))


def test_configuration_that_fails_stops_nbgrader(root: Path) -> None:
    """Where autograder is not installed nbgrader ends instead of going on unconfined."""
    (root / FILE).write_text(TEXT, encoding="utf-8")
    (root / "autograder.py").write_text("raise ImportError('not here')\n", encoding="utf-8")
    ended = nbgrader(Course(root), "autograde", ID)
    assert ended.returncode != 0
    assert "without autograder nothing is graded here" in ended.stderr
