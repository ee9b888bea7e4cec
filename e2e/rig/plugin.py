"""What pytest needs of the rig: the fixtures of scenarios and judges."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from rig.account import Account
from rig.kubernetes import ENVIRONMENT, Kubernetes
from rig.polling import eventually
from rig.record import Record
from rig.rig import REGIONS, Rig

# An operator that was just started believes only after a minute that nothing is left of an environment it did not make.
SECONDS_AFTER_A_RESTART = 150


class RigPlugin:
    def __init__(self, rig: Rig) -> None:
        self._rig = rig
        self._regions = itertools.cycle(REGIONS)
        self._numbers = itertools.count(1)

    @pytest.fixture(scope="session")
    def rig(self) -> Rig:
        return self._rig

    @pytest.fixture
    def kubernetes(self) -> Kubernetes:
        return self._rig.kubernetes

    @pytest.fixture
    def region(self) -> str:
        return next(self._regions)

    @pytest.fixture
    def account(self, region: str) -> Account:
        return self._rig.account(region)

    @pytest.fixture
    def namespace(self, account: Account) -> Iterator[str]:
        """A namespace of the test's own. Nothing of it may be left in AWS when it goes."""
        name = f"e2e-{next(self._numbers)}"
        self._rig.kubernetes.make_namespace(name)
        yield name
        self._rig.cloud.clear_faults()
        self._rig.cloud.finish_all()
        remove(self._rig.kubernetes, name)


class JudgesPlugin:
    """What judges judge. What can be said only of a run of everything is left out otherwise."""

    def __init__(self, records: list[Record], is_complete: bool) -> None:
        self._records = records
        self._is_complete = is_complete

    @pytest.fixture
    def records(self) -> list[Record]:
        return self._records

    @pytest.fixture
    def everything_ran(self) -> None:
        """Asked for by what can only be judged when all scenarios ran."""
        assert self._is_complete

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        # Judges come last, when all is recorded.
        items.sort(key=lambda one: "oracles" in one.path.name)
        if self._is_complete:
            return
        left_out = [one for one in items if "everything_ran" in one.fixturenames]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [one for one in items if one not in left_out]


def remove(kubernetes: Kubernetes, namespace: str) -> None:
    """Deletes a namespace and waits until it is gone; whatever a failed test left in it is forced out."""
    kubernetes.kubectl("delete", "namespace", namespace, "--wait=false")

    def is_gone() -> bool:
        return not kubernetes.kubectl("get", "namespace", namespace, "--ignore-not-found").stdout.strip()

    try:
        eventually(f"namespace {namespace} is gone", is_gone, SECONDS_AFTER_A_RESTART)
    except AssertionError:
        for one in kubernetes.items(ENVIRONMENT, namespace):
            patch = '{"metadata":{"finalizers":null}}'
            kubernetes.kubectl(
                "patch", ENVIRONMENT, one["metadata"]["name"], "-n", namespace, "--type=merge", "-p", patch
            )
        eventually(f"namespace {namespace} is gone", is_gone, 30)
        raise
