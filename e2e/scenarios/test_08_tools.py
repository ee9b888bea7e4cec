"""kubectl and helm, as a person uses them."""

from __future__ import annotations

import pytest

from rig import access
from rig.account import Account
from rig.chart import NAMESPACE, RELEASE
from rig.kubernetes import Environment, Kubernetes
from rig.manifests import example
from rig.polling import Not, eventually
from rig.rig import Rig

READ = {"get", "list", "watch"}
CHANGE = {"create", "update", "patch", "delete", "deletecollection"}
ENVIRONMENTS = "awsbatchcomputeenvironments"
RESOURCES = {
    *(ENVIRONMENTS, f"{ENVIRONMENTS}/status", f"{ENVIRONMENTS}/finalizers"),
    *("awsidentities", "awsidentities/status"),
}
DEEDS = {(verb, resource) for verb in READ | CHANGE for resource in RESOURCES}
SEEING = {(verb, resource) for verb in READ for resource in (ENVIRONMENTS, f"{ENVIRONMENTS}/status")}
CHANGING = {(verb, ENVIRONMENTS) for verb in CHANGE}
# Nobody's role reaches an identity, which says whose credentials are used, or writes a status, which is the operator's.
PROMISED = {"view": SEEING, "edit": SEEING | CHANGING, "admin": SEEING | CHANGING}


def test_kubectl_waits_for_ready_and_shows_the_columns(kubernetes: Kubernetes, namespace: str, region: str) -> None:
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, region)).apply()
    kubernetes.kubectl("wait", "abce/rnaseq", "-n", namespace, "--for=condition=Ready", "--timeout=120s")
    environment.until_settled()

    header, row = kubernetes.kubectl("get", "abce", "-n", namespace).stdout.splitlines()
    columns = dict(zip(header.split(), row.split(), strict=False))
    assert columns["NAME"] == "rnaseq"
    assert columns["READY"] == "True"
    assert columns["QUEUE"] == f"{environment.prefix}-work"
    wide = kubernetes.kubectl("get", "nextflow", "-n", namespace, "-o", "wide").stdout
    assert region in wide and f"{environment.prefix}-head" in wide

    environment.delete()
    kubernetes.kubectl("wait", "abce/rnaseq", "-n", namespace, "--for=delete", "--timeout=120s")


def test_the_conditions_of_an_environment_are_metrics(
    rig: Rig, kubernetes: Kubernetes, namespace: str, region: str
) -> None:
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, region)).apply()
    environment.until_settled()

    series = f'towerforge_environment_condition{{name="rnaseq",namespace="{namespace}",status="True",type="Ready"}} 1.0'
    eventually("its Ready is a metric", lambda: series in rig.operator.metrics())

    environment.delete()
    environment.until_gone()
    eventually("no metric is left of it", lambda: f'namespace="{namespace}"' not in rig.operator.metrics())


def test_the_operators_pod_is_admitted_where_the_pod_security_standard_restricted_is_enforced(
    kubernetes: Kubernetes,
) -> None:
    careless = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "careless", "namespace": NAMESPACE},
        "spec": {"containers": [{"name": "one", "image": "busybox"}]},
    }
    assert 'violates PodSecurity "restricted:latest"' in kubernetes.refuses(careless)

    def replicas_are_made() -> object:
        manifest = kubernetes.read("deployment", RELEASE, NAMESPACE)
        assert manifest is not None
        status = manifest["status"]
        made = (status.get("observedGeneration"), status.get("updatedReplicas"))
        return made == (manifest["metadata"]["generation"], manifest["spec"]["replicas"]) or Not(status)

    eventually("the Deployment has its pods", replicas_are_made, 30)
    pods = kubernetes.items("pods", NAMESPACE)
    assert {one["metadata"]["ownerReferences"][0]["kind"] for one in pods} == {"ReplicaSet"}


def test_kubectl_explains_every_field(kubernetes: Kubernetes) -> None:
    explained = kubernetes.kubectl("explain", "abce.spec.forge", "--recursive").stdout
    assert "maxCpus" in explained
    assert "vCPU" in kubernetes.kubectl("explain", "abce.spec.forge.maxCpus").stdout
    assert "abce" in kubernetes.kubectl("api-resources", "--categories=towerforge").stdout


def test_a_plan_is_shown_before_anything_is_written(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    start = rig.cloud.last_call()
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region))
    environment.manifest["metadata"]["annotations"] = {"towerforge.io/plan": "true"}
    environment.apply()

    planned = environment.until("has a plan", lambda status: status.get("plan"))["plan"]
    assert any(line.startswith("create IAM role") for line in planned), planned
    assert any(line.startswith("wait job queue") for line in planned), planned
    assert [call for call in rig.cloud.calls(start) if call["actor"] == "operator" and call["write"]] == []

    kubernetes.kubectl("annotate", "abce", "rnaseq", "-n", namespace, "towerforge.io/plan-")
    environment.until_settled()


def test_the_operator_is_uninstalled_and_everything_survives(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region)).apply()
    environment.until_settled()
    before = account.everything(environment.prefix)

    rig.chart.uninstall()
    rig.operator.stop()
    assert environment.read() is not None
    assert account.everything(environment.prefix) == before
    assert kubernetes.read("deployment", RELEASE, NAMESPACE) is None

    rig.chart.install()
    rig.restart_with_a_new_token()
    environment.edit(maxCpus=300).until_settled()
    assert set(account.everything(environment.prefix)) == set(before)


def test_the_operator_is_upgraded_and_environments_do_not_notice(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region)).apply()
    environment.until_settled()
    start = rig.cloud.last_call()

    rig.chart.install("--set", "config.reconcileThreads=4")
    assert rig.deployment().environment()["TOWERFORGE_RECONCILE_THREADS"] == "4"
    rig.operator.stop()
    rig.operator.start()
    environment.look_again()
    environment.until("was looked at", lambda status: status.get("lastHandledReconcileAt") == "1")

    assert [call for call in rig.cloud.calls(start) if call["actor"] == "operator" and call["write"]] == []
    rig.chart.install()


def test_the_notes_say_what_to_do_next(rig: Rig) -> None:
    assert "kubectl" in rig.notes


def test_helm_refuses_a_value_that_does_not_exist(rig: Rig) -> None:
    done = rig.chart.helm(
        "upgrade",
        RELEASE,
        str(rig.chart.folder),
        "--namespace",
        NAMESPACE,
        "--set",
        "replicas=2",
        "--dry-run=client",
        check=False,
    )
    assert done.returncode != 0
    assert "replicas" in done.stderr


@pytest.mark.parametrize("role", PROMISED)
def test_a_persons_role_decides_what_they_may_do(kubernetes: Kubernetes, namespace: str, role: str) -> None:
    kubernetes.kubectl("create", "rolebinding", role, f"--clusterrole={role}", "--user=person", "-n", namespace)

    def may_do_what_is_promised() -> object:
        may = access.allowed(kubernetes, "person", namespace, DEEDS)
        return may == PROMISED[role] or Not(
            {"and should not": may - PROMISED[role], "and should be able to": PROMISED[role] - may}
        )

    eventually(f"whoever has {role} may do just what is promised", may_do_what_is_promised, 30)
