"""Two replicas: one works, and when it goes the other takes over what is under way."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from rig.account import Account
from rig.chart import NAMESPACE
from rig.kubernetes import Environment, Kubernetes
from rig.manifests import example
from rig.operator import Operator
from rig.polling import eventually
from rig.rig import Rig

IN_FLIGHT = {"service": "batch", "action": "CreateComputeEnvironment", "when": "after"}
HEALTHY = {"/healthz": (200, "ok\n"), "/readyz": (200, "ok\n")}
LEASE = ("lease", "towerforge", "-n", NAMESPACE)


@pytest.fixture
def second(rig: Rig) -> Iterator[Operator]:
    # The test before may have left the lease to the other one.
    eventually("the first one leads", lambda: holder(rig.kubernetes) == rig.operator.name, 120)
    replica = rig.new_operator("operator-2").start()
    yield replica
    replica.stop()
    if not rig.operator.is_running():
        rig.operator.start()


def holder(kubernetes: Kubernetes) -> str:
    return json.loads(kubernetes.kubectl("get", *LEASE, "-o", "json").stdout)["spec"].get("holderIdentity") or ""


def probes(operator: Operator) -> dict[str, tuple[int, str]]:
    return {path: operator.probe(path) for path in HEALTHY}


def test_the_leader_is_killed_while_it_creates_and_the_other_one_goes_on(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account, second: Operator
) -> None:
    first = eventually("somebody leads", lambda: holder(kubernetes))
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region))

    with rig.cloud.breakpoint(IN_FLIGHT) as held:
        environment.apply()
        eventually("the create is in flight", held)
        rig.operator.kill()
        rig.kills += 1
    eventually("the other one leads", lambda: holder(kubernetes) not in ("", first), 120)
    environment.until_settled()

    assert len(account.environments(environment.prefix)) == 2
    environment.delete()
    environment.until_gone()
    assert account.everything(environment.prefix) == []


def test_a_leader_that_loses_its_lease_stops_writing(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account, second: Operator
) -> None:
    first = eventually("somebody leads", lambda: holder(kubernetes))
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region))

    with rig.cloud.breakpoint(IN_FLIGHT) as held:
        environment.apply()
        eventually("the create is in flight", held)
        patch = {"spec": {"holderIdentity": "somebody-else", "leaseDurationSeconds": 1}}
        kubernetes.kubectl("patch", *LEASE, "--type=merge", "-p", json.dumps(patch))
        eventually("the old leader is no more", lambda: not rig.operator.is_running(), 120)
    eventually("another replica leads", lambda: holder(kubernetes) not in ("", first, "somebody-else"), 120)
    environment.until_settled()

    assert len(account.environments(environment.prefix)) == 2
    environment.delete()
    environment.until_gone()
    assert account.everything(environment.prefix) == []


def test_a_second_replica_that_only_waits_is_healthy(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account, second: Operator
) -> None:
    assert probes(second) == HEALTHY

    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region)).apply()
    environment.until_settled()

    assert second.is_running()
    assert rig.operator.is_running()
    assert holder(kubernetes) == rig.operator.name
    assert probes(second) == HEALTHY
    assert probes(rig.operator) == HEALTHY
    assert "towerforge_environment_condition{" not in second.metrics()
