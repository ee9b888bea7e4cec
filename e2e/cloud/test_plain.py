"""Without the rules the server is moto, so that a suite that passes on both shows what the rules add."""

from collections.abc import Iterator

import pytest

from cloud.accounts import Genomics
from cloud.client import Rig


@pytest.fixture(scope="module")
def plain() -> Iterator[Rig]:
    rig = Rig("--plain")
    yield rig
    rig.stop()


def test_plain_shows_moto_as_it_is_and_still_records(plain: Rig):
    genomics = Genomics(plain)
    role = genomics.role("service", "batch.amazonaws.com")
    genomics.create("work", serviceRole=role, state="ENABLED")
    assert genomics.see("work")["status"] == "VALID"
    assert "uuid" not in genomics.see("work")
    genomics.batch.delete_compute_environment(computeEnvironment="work")
    assert genomics.see("work") is None
    assert [call["action"] for call in plain.calls("batch")][-2:] == [
        "DeleteComputeEnvironment",
        "DescribeComputeEnvironments",
    ]
    plain.ask("POST", "reset")
    assert plain.client("batch").describe_compute_environments()["computeEnvironments"] == []
