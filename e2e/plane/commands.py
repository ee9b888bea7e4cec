"""The command lines of the three programs. Every address is on the loopback interface; what is not said is the
program's default."""

from pathlib import Path

from plane.keys import Keys
from plane.ports import LOOPBACK

ISSUER = "https://kubernetes.default.svc"

CONTROLLERS = (
    # A deleted namespace would stay Terminating for ever without it.
    "namespace-controller",
    # What has an owner reference goes when its owner does.
    "garbage-collector-controller",
    # The ServiceAccount `default` and the ConfigMap `kube-root-ca.crt` of each new namespace.
    "serviceaccount-controller",
    "root-ca-certificate-publisher-controller",
    # A chart's aggregated ClusterRoles reach `admin`, `edit` and `view`.
    "clusterrole-aggregation-controller",
    # The chart's Deployment gets its Pods (which stay Pending: there is no kubelet).
    "deployment-controller",
    "replicaset-controller",
)


def etcd(program: Path, data: Path, client_port: int, peer_port: int) -> list[str]:
    client = f"http://{LOOPBACK}:{client_port}"
    peer = f"http://{LOOPBACK}:{peer_port}"
    return [
        str(program),
        f"--data-dir={data}",
        f"--listen-client-urls={client}",
        f"--advertise-client-urls={client}",
        f"--listen-peer-urls={peer}",
        f"--initial-advertise-peer-urls={peer}",
        f"--initial-cluster=default={peer}",
        # A crash of the machine may lose data here: it is the run's alone, and every write is much faster.
        "--unsafe-no-fsync",
        "--log-level=warn",
    ]


def kube_apiserver(
    program: Path, keys: Keys, etcd_port: int, port: int, audit_policy: Path, audit_log: Path
) -> list[str]:
    return [
        str(program),
        f"--etcd-servers=http://{LOOPBACK}:{etcd_port}",
        f"--bind-address={LOOPBACK}",
        f"--advertise-address={LOOPBACK}",
        f"--secure-port={port}",
        f"--tls-cert-file={keys.serving.certificate}",
        f"--tls-private-key-file={keys.serving.key}",
        f"--client-ca-file={keys.authority}",
        "--authorization-mode=RBAC",
        "--anonymous-auth=false",
        f"--service-account-issuer={ISSUER}",
        f"--api-audiences={ISSUER}",
        f"--service-account-key-file={keys.service_account_public_key}",
        f"--service-account-signing-key-file={keys.service_account_key}",
        "--service-cluster-ip-range=10.0.0.0/24",
        "--profiling=false",
        # The Service `kubernetes` would point to the loopback address, which is refused and logged every few seconds.
        "--endpoint-reconciler-type=none",
        f"--audit-log-path={audit_log}",
        f"--audit-policy-file={audit_policy}",
        # Megabytes. The log is read as one file at the end of the run, so it must not be rotated before.
        "--audit-log-maxsize=4096",
    ]


def kube_controller_manager(program: Path, keys: Keys, kubeconfig: Path) -> list[str]:
    return [
        str(program),
        f"--kubeconfig={kubeconfig}",
        "--leader-elect=false",
        # Each controller as a service account of its own, as in a cluster, so that the audit log tells who did what.
        "--use-service-account-credentials",
        f"--service-account-private-key-file={keys.service_account_key}",
        f"--root-ca-file={keys.authority}",
        # It serves only health and metrics, which nobody reads here.
        "--secure-port=0",
        "--controllers=" + ",".join(CONTROLLERS),
    ]
