"""Disk space under no name counts: files that were removed or replaced while open or mapped."""

import pytest

from autograder.sandbox import Limits, Zygote
from tests.builders.sessions import call_often, session

pytestmark = pytest.mark.sandbox

UNLINKED = """
import os
keep = []
for n in range({count}):
    keep.append(open('x', 'wb'))
    keep[-1].write(bytes(4 << 20))
    keep[-1].flush()
    os.unlink('x')
"""
REPLACED = UNLINKED.replace("os.unlink('x')", "os.rename('x', 'y')")
MAPPED = """
import mmap, os
keep = []
for n in range({count}):
    with open('x', 'w+b') as file:
        file.write(bytes(4 << 20))
        file.flush()
        keep.append(mmap.mmap(file.fileno(), 4096))
    os.unlink('x')
"""
TEMPORARY = """
import tempfile
keep = []
for n in range({count}):
    keep.append(tempfile.TemporaryFile())
    keep[-1].write(bytes(4 << 20))
    keep[-1].flush()
"""
NEVER_NAMED = """
import os
try:
    os.open('.', os.O_TMPFILE | os.O_RDWR)
except OSError as error:
    assert error.errno == 95, error
else:
    raise AssertionError
"""
PUT_AWAY = (
    "import os\nfor n in range({count}):\n    open('x', 'wb').write(bytes(4 << 20))\n    os.unlink('x')"
)


@pytest.mark.parametrize("source", [UNLINKED, REPLACED, MAPPED, TEMPORARY])
def test_files_without_a_name_are_counted(zygote: Zygote, source: str) -> None:
    """Removing a file that is still in use frees nothing, and a limit of 16 MiB says so."""
    with session(zygote, source.format(count=12), limits=Limits(scratch_mb=16)) as opened:
        (done,) = opened.run()
    assert (done.status, "16 MiB of files" in done.message) == ("output", True), done.message


@pytest.mark.parametrize("source", [UNLINKED, REPLACED, MAPPED, TEMPORARY])
def test_few_of_them_are_allowed(zygote: Zygote, source: str) -> None:
    """What stays below the limit is nobody's business."""
    with session(zygote, source.format(count=2), limits=Limits(scratch_mb=17)) as opened:
        assert [done.message for done in opened.run()] == [""]


@pytest.mark.parametrize("source", [PUT_AWAY.format(count=12), NEVER_NAMED])
def test_what_is_gone_is_gone(zygote: Zygote, source: str) -> None:
    """A file that nobody holds takes no space, however many there were; none is made without a name."""
    with session(zygote, source, limits=Limits(scratch_mb=16)) as opened:
        assert [done.message for done in opened.run()] == [""]


def test_calls_are_counted_too(zygote: Zygote) -> None:
    """Files that one call leaves behind count in the next."""
    body = "\n".join("    " + line for line in UNLINKED.replace("keep = []", "").format(count=1).splitlines())
    source = f"keep = []\ndef f():\n{body}\n    return 1"
    with session(zygote, source, limits=Limits(scratch_mb=16)) as opened:
        *answers, failed = call_often(opened, 6, None)
    assert answers == [1, 1, 1, 1]
    assert (failed.status, "16 MiB of files" in failed.message) == ("output", True)
