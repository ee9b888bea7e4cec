"""Everything that runs, and who may ask it what."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from plane import binaries
from plane.control_plane import ControlPlane
from rig.account import Account, Cloud
from rig.aws_server import AwsServer
from rig.chart import NAMESPACE, Chart
from rig.deployment import Deployment
from rig.figures import Figures
from rig.kubernetes import Kubernetes
from rig.manifests import PROJECT, buckets
from rig.operator import Operator

# Regions keep scenarios apart: quotas, networks and lists are each Region's own.
REGIONS = ["eu-west-1", "eu-central-1", "us-east-1", "us-east-2", "us-west-2", "eu-west-2", "eu-west-3", "eu-north-1"]


class Rig:
    """The control plane, AWS, the installed chart and the operator."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self.folder = folder
        self._say = say
        self._aws: AwsServer | None = None
        self._plane: ControlPlane | None = None
        self.operators: list[Operator] = []
        self.kills = 0

    @contextmanager
    def running(self) -> Iterator[Rig]:
        try:
            self._start()
            yield self
        finally:
            self._stop()

    def _start(self) -> None:
        build_operator(self._say)
        parts = binaries.obtain(self._say)
        self._say("starting the control plane")
        self._plane = ControlPlane.start(self.folder / "plane", parts)
        self._say("starting AWS")
        # A job runs until a test finishes it.
        jobs = ("--job-times", '{"running": 1e9}')
        self._aws = AwsServer(self.folder, "aws", "--regions", ",".join(REGIONS), *jobs)
        self.cloud = Cloud(self._aws.url)
        self._make_buckets()
        self.kubernetes = Kubernetes(parts.kubectl, self._plane.kubeconfig)
        self.chart = Chart(parts.helm, self._plane.kubeconfig, self.cloud.url, self.folder)
        self._say("installing the chart")
        # As a cluster with the strictest rules for pods has it (Kubernetes documentation, "Pod Security Standards").
        self.kubernetes.make_namespace(NAMESPACE, {"pod-security.kubernetes.io/enforce": "restricted"})
        self.notes = self.chart.install()
        self.operator = self.new_operator("operator")
        self._say("starting the operator")
        self.operator.start()

    def empty_aws(self) -> None:
        """Whatever anybody made is gone, but for the buckets, which the operator never makes."""
        self.cloud.control("POST", "reset")
        self._make_buckets()

    def _make_buckets(self) -> None:
        for region in REGIONS:
            self.account(region).make_buckets(buckets(region))

    def new_operator(self, name: str) -> Operator:
        """A replica of the installed Deployment, not started."""
        assert self._plane is not None
        operator = Operator(
            name,
            self.deployment(),
            self._plane.server,
            self._plane.ca,
            self._token(),
            self.folder,
        )
        self.operators.append(operator)
        return operator

    def restart_with_a_new_token(self) -> None:
        """After the ServiceAccount was made anew its old tokens are worth nothing."""
        self.operator.stop()
        self._token()
        self.operator.start()

    def deployment(self) -> Deployment:
        manifest = self.kubernetes.read("deployment", "towerforge", NAMESPACE)
        assert manifest is not None, "The chart was installed, and there is no Deployment."
        return Deployment(manifest)

    def figures(self, assertions: int) -> Figures:
        for operator in self.operators:
            operator.note_memory()
        return Figures(
            len(self.cloud.calls()),
            self.kills,
            max(operator.peak_memory_mebibytes for operator in self.operators),
            [one for operator in self.operators for one in operator.seconds_to_ready],
            assertions,
        )

    def account(self, region: str) -> Account:
        return Account(self.cloud.url, region)

    def _token(self) -> Path:
        service_account = self.deployment().service_account
        token = self.kubernetes.kubectl("create", "token", service_account, "-n", NAMESPACE, "--duration=2h").stdout
        file = self.folder / "token"
        file.touch(mode=0o600)
        file.write_text(token.strip())
        return file

    def _stop(self) -> None:
        for operator in reversed(self.operators):
            operator.stop()
        if self._aws is not None:
            self._aws.stop()
        if self._plane is not None:
            self._plane.stop()

    def usage(self) -> str:
        assert self._plane is not None
        return (
            f"export KUBECONFIG={self._plane.kubeconfig}\n"
            f"export AWS_ENDPOINT_URL={self.cloud.url} AWS_REGION=eu-west-1\n"
            f"export AWS_ACCESS_KEY_ID=tests AWS_SECRET_ACCESS_KEY=x\n"
            f"kubectl create namespace genomics && kubectl apply -f examples/spot.yaml\n"
            f"kubectl -n genomics get abce -w\n"
            f"aws batch describe-job-queues\n"
            f"tail -f {self.operator.log}"
        )


def build_operator(say: Callable[[str], None]) -> None:
    """The launcher builds what is stale, and only then."""
    say("building the operator, if it must be")
    done = subprocess.run([str(PROJECT / "towerforge"), "--help"], capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(f"The operator could not be built: {done.stderr[-3000:]}")
