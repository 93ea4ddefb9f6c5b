"""Warm processes that the sandbox's tests share: each takes a second to start."""

from collections.abc import Iterator

import pytest

from autograder.sandbox import Zygote


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """Give a warm process for students' code."""
    with Zygote() as warm:
        yield warm
