"""One server for the session, new for each test."""

from collections.abc import Iterator

import pytest

from cloud.accounts import Genomics
from cloud.client import Rig


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "rule(number): the rule of cloud.fidelity.RULES a test is about")


@pytest.fixture(scope="session")
def server() -> Iterator[Rig]:
    rig = Rig("--delay", "10")
    yield rig
    rig.stop()


@pytest.fixture
def rig(server: Rig) -> Rig:
    """The server as new. Its asynchronous changes take ten seconds of its clock, which tests move."""
    server.reset()
    return server


@pytest.fixture
def genomics(rig: Rig) -> Genomics:
    return Genomics(rig)
