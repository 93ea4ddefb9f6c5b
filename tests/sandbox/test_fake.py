"""The fake session answers as the real one does."""

import pytest

from autograder.sandbox import Budget, CallFailed, Session, Zygote
from autograder.sandbox.fake import FakeSession

pytestmark = pytest.mark.sandbox


@pytest.mark.parametrize("name", [name for name in dir(Session) if not name.startswith("_")])
def test_fake_offers_what_a_session_offers(name: str) -> None:
    """Every public part of a session is there."""
    assert hasattr(FakeSession(), name)


@pytest.mark.parametrize("real", [True, False])
def test_both_fail_alike(zygote: Zygote, real: bool) -> None:
    """A missing name and a raised exception have the same status, name and words."""
    source = "def broken(): return 1 / 0"
    scope: dict[str, object] = {}
    exec(source, scope)
    budget = Budget(1)
    from autograder.sandbox import Limits

    opened = Session(zygote, [(0, source)], Limits()) if real else FakeSession({"broken": scope["broken"]})
    with opened as session:
        with pytest.raises(CallFailed, match="nothing is not defined") as missing:
            session.call("nothing", [], {}, budget)
        with pytest.raises(CallFailed, match="ZeroDivisionError: division by zero") as raised:
            session.call("broken", [], {}, budget)
    assert (missing.value.status, raised.value.status) == ("failed", "raised")
