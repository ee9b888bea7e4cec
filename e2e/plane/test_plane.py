"""The control plane itself: what scenarios rely on and a trimmed one could lack."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import versions
from plane.binaries import Binaries, obtain
from plane.control_plane import ControlPlane
from plane.errors import PlaneError

DEFINITIONS = Path(__file__).resolve().parents[2] / "crds" / "generated"
NAMESPACE = "towerforge-system"
ACCOUNT = f"system:serviceaccount:{NAMESPACE}:towerforge"
ENVIRONMENTS = "awsbatchcomputeenvironments"
ENVIRONMENT = {"apiVersion": "towerforge.io/v1alpha1", "kind": "AwsBatchComputeEnvironment"}
DEADLINE_SECONDS = 90.0


@pytest.fixture(scope="module")
def binaries() -> Binaries:
    return obtain(lambda line: print(line, file=sys.stderr, flush=True))


@pytest.fixture(scope="module")
def plane(binaries: Binaries, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ControlPlane]:
    with ControlPlane.start(tmp_path_factory.mktemp("plane"), binaries) as plane:
        yield plane


@pytest.fixture(scope="module")
def kubectl(plane: ControlPlane, binaries: Binaries, tmp_path_factory: pytest.TempPathFactory) -> "Kubectl":
    """As the administrator. Not with the usual cache: it knows servers by their port, and ports come again."""
    cache = tmp_path_factory.mktemp("kubectl")
    return Kubectl(binaries.kubectl, [f"--kubeconfig={plane.kubeconfig}", f"--cache-dir={cache}"])


@pytest.fixture(scope="module")
def definitions(kubectl: "Kubectl") -> None:
    """Our custom resource definitions, established."""
    kubectl("apply", "--server-side", "-f", str(DEFINITIONS))
    kubectl("wait", "--for=condition=Established", f"--timeout={DEADLINE_SECONDS:.0f}s", "-f", str(DEFINITIONS))


@pytest.fixture(scope="module")
def operator(plane: ControlPlane, kubectl: "Kubectl", definitions: None) -> "Kubectl":
    """With the token of a ServiceAccount that may work with Leases and our resources, and nothing else."""
    kubectl("create", "namespace", NAMESPACE)
    kubectl("create", "serviceaccount", "towerforge", "-n", NAMESPACE)
    may = "--verb=get,list,create", f"--resource=leases.coordination.k8s.io,{ENVIRONMENTS}.towerforge.io"
    kubectl("create", "role", "towerforge", "-n", NAMESPACE, *may)
    who = "--role=towerforge", f"--serviceaccount={NAMESPACE}:towerforge"
    kubectl("create", "rolebinding", "towerforge", "-n", NAMESPACE, *who)
    token = kubectl("create", "token", "towerforge", "-n", NAMESPACE, "--duration=2h").strip()
    return kubectl.as_user(
        "--kubeconfig=/dev/null",
        f"--server={plane.server}",
        f"--certificate-authority={plane.ca}",
        f"--token={token}",
        f"--namespace={NAMESPACE}",
    )


def test_every_program_says_the_version_it_was_built_from(kubectl: "Kubectl", binaries: Binaries):
    answer = json.loads(kubectl("version", "-o", "json"))
    helm = _output([str(binaries.helm), "version", "--template={{.Version}}"])

    assert answer["serverVersion"]["gitVersion"] == f"v{versions.KUBERNETES}"
    assert answer["serverVersion"]["minor"] == answer["clientVersion"]["minor"]
    assert helm.strip() == f"v{versions.HELM}"


def test_what_has_an_owner_goes_when_its_owner_does(kubectl: "Kubectl"):
    kubectl("create", "namespace", "owners")
    kubectl("create", "configmap", "owner", "-n", "owners")
    owner = json.loads(kubectl("get", "configmap", "owner", "-n", "owners", "-o", "json"))["metadata"]
    reference = {"apiVersion": "v1", "kind": "ConfigMap", "name": owner["name"], "uid": owner["uid"]}
    metadata = {"name": "owned", "namespace": "owners", "ownerReferences": [reference]}
    kubectl.apply({"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata})

    kubectl("delete", "configmap", "owner", "-n", "owners")

    _eventually(lambda: not kubectl.exists("configmap", "owned", "-n", "owners"), "the owned ConfigMap is gone")


def test_a_deleted_namespace_goes_with_all_that_is_in_it(kubectl: "Kubectl"):
    kubectl("create", "namespace", "short-lived")
    _eventually(
        lambda: kubectl.exists("serviceaccount", "default", "-n", "short-lived"),
        "the new namespace has its ServiceAccount",
    )
    kubectl("create", "configmap", "inside", "-n", "short-lived")

    kubectl("delete", "namespace", "short-lived", "--wait=false")

    _eventually(lambda: not kubectl.exists("namespace", "short-lived"), "the namespace is gone")


def test_the_custom_resource_definitions_are_accepted(kubectl: "Kubectl", definitions: None):
    assert ENVIRONMENTS in kubectl("api-resources", "--api-group=towerforge.io", "-o", "name")


def test_a_service_account_works_with_its_token_and_its_rights_only(operator: "Kubectl", plane: ControlPlane):
    lease = {"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": {"name": "leader"}}
    operator.apply(lease, verb="create")

    assert "leader" in operator("get", "leases", "-o", "name")
    with pytest.raises(KubectlError, match="forbidden"):
        operator("get", "secrets")
    _eventually(
        lambda: ("create", "leases", 201) in _calls_of(ACCOUNT, plane), "the creation of the Lease is in the audit log"
    )
    _eventually(
        lambda: ("list", "secrets", 403) in _calls_of(ACCOUNT, plane), "the refused call is in the audit log too"
    )


def test_what_a_service_account_writes_to_our_resources_is_audited_with_its_body(
    operator: "Kubectl", plane: ControlPlane
):
    with pytest.raises(KubectlError, match="spec"):  # The schema refuses it; that it was tried is audited all the same.
        operator.apply({**ENVIRONMENT, "metadata": {"name": "empty"}}, verb="create")

    def is_audited() -> bool:
        events = [event for event in _events(plane) if _resource(event) == ("towerforge.io", ENVIRONMENTS)]
        return "empty" in [event["requestObject"]["metadata"]["name"] for event in events if "requestObject" in event]

    _eventually(is_audited, "the attempt is in the audit log, with its body")


def test_neither_the_administrator_nor_the_controllers_fill_the_audit_log(kubectl: "Kubectl", plane: ControlPlane):
    kubectl("create", "configmap", "unaudited")
    kubectl("delete", "configmap", "unaudited")

    others = {event["user"]["username"] for event in _events(plane) if _resource(event)[0] != "towerforge.io"}

    assert others <= {ACCOUNT}


def test_a_folder_of_an_earlier_run_is_refused(plane: ControlPlane, binaries: Binaries):
    with pytest.raises(PlaneError, match="holds an earlier run"):
        ControlPlane.start(plane.kubeconfig.parent, binaries)


def test_a_program_that_does_not_start_is_told_with_its_log_and_leaves_nothing_running(
    binaries: Binaries, tmp_path: Path
):
    broken = tmp_path / "kube-apiserver"
    broken.write_text("#!/bin/sh\necho 'no such flag' >&2\nexit 2\n")
    broken.chmod(0o755)
    folder = tmp_path / "run"
    programs = Binaries(binaries.etcd, broken, binaries.kube_controller_manager, binaries.helm, binaries.kubectl)

    with pytest.raises(PlaneError, match=r"(?s)kube-apiserver ended with exit code 2 before.*no such flag"):
        ControlPlane.start(folder, programs)

    assert not list(folder.glob("*.pid"))


class KubectlError(Exception):
    """kubectl said no; the message is what it said."""


class Kubectl:
    """kubectl as one user."""

    def __init__(self, program: Path, options: list[str]) -> None:
        self._program = program
        self._options = options

    def __call__(self, *arguments: str, given: str | None = None) -> str:
        return _output([str(self._program), *self._options, *arguments], given)

    def as_user(self, *options: str) -> "Kubectl":
        """The same kubectl as another user: options given twice count as given last."""
        return Kubectl(self._program, [*self._options, *options])

    def apply(self, resource: dict[str, Any], verb: str = "apply") -> None:
        self(verb, "--validate=false", "-f", "-", given=json.dumps(resource))

    def exists(self, *arguments: str) -> bool:
        return self("get", "--ignore-not-found", "-o", "name", *arguments) != ""


def _output(command: list[str], given: str | None = None) -> str:
    answer = subprocess.run(command, input=given, capture_output=True, text=True, timeout=120, check=False)
    if answer.returncode != 0:
        raise KubectlError(answer.stderr)
    return answer.stdout


def _eventually(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"after {DEADLINE_SECONDS:.0f} s it is still not so that {what}"
        time.sleep(0.2)


def _events(plane: ControlPlane) -> list[dict[str, Any]]:
    """The audit log's whole lines that are about a resource."""
    lines = plane.audit_log.read_text().split("\n")[:-1]
    return [event for event in map(json.loads, lines) if "objectRef" in event]


def _resource(event: dict[str, Any]) -> tuple[str, str]:
    reference = event["objectRef"]
    return reference.get("apiGroup", ""), reference.get("resource", "")


def _calls_of(user: str, plane: ControlPlane) -> list[tuple[str, str, int]]:
    """Verb, resource and status of what a user asked for."""
    events = [event for event in _events(plane) if event["user"]["username"] == user]
    return [(event["verb"], _resource(event)[1], event.get("responseStatus", {}).get("code", 0)) for event in events]
