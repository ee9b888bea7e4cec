"""Twenty-five environments at once fill an account's Region; the next one is told before AWS is asked."""

from __future__ import annotations

import json

from rig.account import Account
from rig.kubernetes import ENVIRONMENT, Environment, Kubernetes
from rig.manifests import example
from rig.polling import Not, eventually
from rig.rig import Rig

FULL = 25


def test_a_region_is_filled_and_the_next_environment_is_told(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    before = account.everything()  # roles are there in every Region, and some were to be kept
    environments = [
        Environment(kubernetes, example("spot.yaml", f"team-{number:02}", namespace, account.region))
        for number in range(FULL)
    ]
    kubernetes.kubectl("apply", "-f", "-", stdin=json.dumps(as_list(environments)))

    def all_ready() -> object:
        states = {one["metadata"]["name"]: ready(one) for one in kubernetes.items(ENVIRONMENT, namespace)}
        return set(states.values()) == {"True"} or Not(states)

    eventually("all are Ready", all_ready, 300)
    assert len(account.environments("TowerForge-")) == 2 * FULL
    assert len(account.queues("TowerForge-")) == 2 * FULL

    start = rig.cloud.last_call()
    last = Environment(kubernetes, example("spot.yaml", "one-too-many", namespace, account.region)).apply()
    told = last.until_condition("Stalled", reason="PreflightFailed")
    assert "50" in told["message"]
    assert [call for call in rig.cloud.calls(start) if call["write"] and call["region"] == account.region] == []

    kubernetes.kubectl("delete", ENVIRONMENT, "--all", "-n", namespace, "--wait=false")
    eventually("all are gone", lambda: not kubernetes.items(ENVIRONMENT, namespace), 300)
    assert account.everything() == before


def as_list(environments: list[Environment]) -> dict:
    return {"apiVersion": "v1", "kind": "List", "items": [one.manifest for one in environments]}


def ready(manifest: dict) -> str:
    conditions = manifest.get("status", {}).get("conditions", [])
    return next((one["status"] for one in conditions if one["type"] == "Ready"), "absent")
