"""What the cluster does to environments: namespaces that go, CRDs that are upgraded, objects from another version."""

from __future__ import annotations

import json

from rig.account import Account
from rig.chart import NAMESPACE
from rig.kubernetes import ENVIRONMENT, Environment, Kubernetes, Manifest
from rig.manifests import example
from rig.older_chart import older_chart
from rig.polling import Not, eventually
from rig.rig import Rig

CRD = f"crd/{ENVIRONMENT}"


def test_a_namespace_goes_with_its_environments_and_their_secret(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    """The Secret goes at once, and with it the right to read it, while a job keeps the environment that uses it."""
    name = f"{namespace}-team"
    kubernetes.make_namespace(name)
    rig.chart.install("--set", f"pipelineSecrets.namespaces={{{name}}}")
    values = ("--from-literal=dragen=x", "--from-literal=token=y")
    kubernetes.kubectl("create", "secret", "generic", "licences", "-n", name, *values)
    environments = [
        Environment(kubernetes, example(file, file.removesuffix(".yaml"), name, account.region)).apply()
        for file in ("spot.yaml", "on-demand.yaml", "pipeline-secrets.yaml")
    ]
    for one in environments:
        one.until_settled()
    prefixes = [one.prefix for one in environments]
    using = environments[-1]
    assert len(account.secrets(f"tower-{using.id}/")) == 2
    job = account.running_job(f"{using.prefix}-work")

    kubernetes.kubectl("delete", "namespace", name, "--wait=false")
    eventually("the Secret is gone", lambda: kubernetes.read("secret", "licences", name) is None)
    using.look_again()
    using.until("was looked at", lambda status: status.get("lastHandledReconcileAt") == "1")
    using.until_condition("Ready", "Unknown", reason="Draining")
    assert account.job(job)["status"] == "RUNNING"
    rig.cloud.finish(job)
    using.look_again()

    eventually(
        "the namespace is gone",
        lambda: not kubernetes.kubectl("get", "namespace", name, "--ignore-not-found").stdout.strip(),
        120,
    )
    for prefix in prefixes:
        assert account.everything(prefix) == []
    assert account.job(job)["status"] == "SUCCEEDED"
    assert not rig.operator.sees("could not be written")
    rig.chart.install()


def test_the_published_configmap_is_collected_with_its_environment(
    kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region)).apply()
    environment.until_settled()
    assert kubernetes.read("configmap", "rnaseq-nextflow", namespace) is not None

    environment.delete()
    environment.until_gone()

    eventually("it is collected", lambda: kubernetes.read("configmap", "rnaseq-nextflow", namespace) is None)


def test_an_upgrade_of_the_crds_changes_nothing_that_runs(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    """From a version whose CRD has a field and a rule less; one environment is stored that today's rule refuses."""
    newer, stored, refused = (
        example("spot.yaml", name, namespace, account.region) for name in ("newer", "stored", "refused")
    )
    newer["spec"]["nextflowConfig"] = "process.maxRetries = 7"
    for one in (stored, refused):
        one["spec"]["forge"]["ebsAutoScale"] = {"blockSizeGiB": 100}

    rig.chart.install(folder=older_chart(rig.chart.folder, rig.folder))
    eventually("the older CRD is served", lambda: "nextflowConfig" in says_against(kubernetes, newer))
    eventually("its rules are in force", lambda: not says_against(kubernetes, refused))
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region)).apply()
    careless = Environment(kubernetes, stored).apply()
    careless.until_condition("Stalled", reason="InvalidSpec")
    environment.until_settled()
    before = account.everything(environment.prefix)
    job = account.running_job(f"{environment.prefix}-work")
    start = rig.cloud.last_call()

    rig.chart.install("--set", "commonLabels.upgraded=yes")
    assert "yes" in kubernetes.kubectl("get", CRD, "-o", "jsonpath={.metadata.labels.upgraded}").stdout
    eventually("the new CRD is served", lambda: not says_against(kubernetes, newer))
    eventually("its rules are in force", lambda: "`blockSizeGiB` has a meaning" in says_against(kubernetes, refused))
    assert environment.is_settled()
    for one in (environment, careless):
        one.look_again()
        one.until("was looked at", lambda status: status.get("lastHandledReconcileAt") == "1")

    assert "`blockSizeGiB` has a meaning" in careless.condition("Stalled")["message"]
    assert environment.is_settled()
    assert account.everything(environment.prefix) == before
    assert [call for call in rig.cloud.calls(start) if call["actor"] == "operator" and call["write"]] == []
    environment.edit_spec(nextflowConfig="process.maxRetries = 7").until_settled()
    published = kubernetes.read("configmap", "rnaseq-nextflow", namespace)
    assert published is not None and "process.maxRetries = 7" in published["data"]["nextflow.config"]
    assert account.job(job)["status"] == "RUNNING"
    rig.chart.install()


def test_an_object_stored_with_fields_of_another_version_is_served_all_the_same(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    """Stored while the schema let everything through, as a newer version's object is after a downgrade."""
    let_everything_through(kubernetes)
    stranger = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region))
    stranger.manifest["spec"]["flavour"] = {"from": "the future"}
    stranger.manifest["spec"]["forge"]["warpDrive"] = True

    def is_stored() -> object:
        stranger.kubernetes.kubectl("apply", "--validate=ignore", "-f", "-", stdin=json.dumps(stranger.manifest))
        return (stranger.read() or {})["spec"].get("flavour") or Not(stranger.read())

    eventually("the API server stores the unknown fields", is_stored)
    rig.chart.install("--force-conflicts")

    stranger.until_settled()
    rig.operator.stop()
    rig.operator.start()
    neighbour = Environment(kubernetes, example("on-demand.yaml", "assembly", namespace, account.region)).apply()
    neighbour.until_settled()
    stranger.look_again()
    stranger.until("was looked at", lambda status: status.get("lastHandledReconcileAt") == "1")

    for one in (stranger, neighbour):
        prefix = one.prefix
        one.delete()
        one.until_gone()
        assert account.everything(prefix) == []
    assert rig.kubernetes.read("deployment", "towerforge", NAMESPACE) is not None


def says_against(kubernetes: Kubernetes, manifest: Manifest) -> str:
    """What the API server would say against a manifest; nothing when it would take it."""
    done = kubernetes.kubectl("apply", "--dry-run=server", "-f", "-", stdin=json.dumps(manifest), check=False)
    return "" if done.returncode == 0 else done.stderr


def let_everything_through(kubernetes: Kubernetes) -> None:
    """spec and spec.forge keep fields that the schema does not know."""
    schema = "/spec/versions/0/schema/openAPIV3Schema/properties/spec"
    patch = [
        {"op": "add", "path": f"{path}/x-kubernetes-preserve-unknown-fields", "value": True}
        for path in (schema, f"{schema}/properties/forge")
    ]
    kubernetes.kubectl("patch", CRD, "--type=json", "-p", json.dumps(patch))
