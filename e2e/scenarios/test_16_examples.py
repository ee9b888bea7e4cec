"""Every environment among the examples, all of them in one Region: settled, edited, and nothing of them left."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

import yaml

from rig.account import Account
from rig.kubernetes import ENVIRONMENT, Environment, Kubernetes
from rig.manifests import EXAMPLES, example
from rig.polling import Not, eventually
from rig.prerequisites import Prerequisites
from rig.rig import Rig

# Of another kind, and applied elsewhere, each with its reason.
NOT_AN_ENVIRONMENT = {
    # Belongs to the whole cluster, and assumes a role of another account; test_13_options makes one of this account.
    "identity.yaml": "AwsIdentity",
}


def test_every_example_is_settled_edited_and_leaves_nothing(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    kinds = {file.name: yaml.safe_load(file.read_text())["kind"] for file in sorted(EXAMPLES.glob("*.yaml"))}
    others = {name: kind for name, kind in kinds.items() if kind != "AwsBatchComputeEnvironment"}
    assert others == NOT_AN_ENVIRONMENT

    rig.chart.install("--set", f"pipelineSecrets.namespaces={{{namespace}}}")
    prerequisites = Prerequisites(rig, account)
    before = account.everything()
    environments = []
    for file in kinds.keys() - others.keys():
        manifest = example(file, file.removesuffix(".yaml"), namespace, account.region)
        manifest["spec"]["deletionPolicy"] = "Delete"
        prerequisites.provide(manifest["spec"])
        for secret in manifest["spec"].get("pipelineSecrets", []):
            store(kubernetes, namespace, **secret["secretKeyRef"])
        environments.append(Environment(kubernetes, manifest))

    apply_all(kubernetes, environments)
    eventually("every example is settled", settled(environments), 300)

    for one in environments:
        one.manifest["spec"].setdefault("resourceLabels", {})["edited"] = "yes"
    apply_all(kubernetes, environments)
    eventually("every example is settled after an edit", settled(environments), 300)

    kubernetes.kubectl("delete", ENVIRONMENT, "--all", "-n", namespace, "--wait=false")
    eventually("every example is gone", lambda: not kubernetes.items(ENVIRONMENT, namespace), 300)
    assert account.everything() == before
    rig.chart.install()


def apply_all(kubernetes: Kubernetes, environments: list[Environment]) -> None:
    manifests = [one.manifest for one in environments]
    kubernetes.kubectl("apply", "-f", "-", stdin=json.dumps({"apiVersion": "v1", "kind": "List", "items": manifests}))


def settled(environments: Iterable[Environment]) -> Callable[[], object]:
    """Tells whether all are, and which ones are not; one that is, is not asked again."""
    waiting = list(environments)

    def look() -> object:
        waiting[:] = [one for one in waiting if not one.is_settled()]
        return not waiting or Not({one.name: one.status().get("conditions") for one in waiting})

    return look


def store(kubernetes: Kubernetes, namespace: str, name: str, key: str) -> None:
    """One key of a Secret, beside those that are there."""
    stored = kubernetes.read("secret", name, namespace) or {}
    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name, "namespace": namespace}}
    kubernetes.apply(secret | {"data": stored.get("data", {}) | {key: "dmFsdWU="}})
