"""Everything that runs, and who may ask it what."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from plane import binaries
from plane.control_plane import ControlPlane

from rig.account import Account, Cloud
from rig.chart import NAMESPACE, Chart
from rig.deployment import Deployment
from rig.kubernetes import Kubernetes
from rig.manifests import PROJECT
from rig.operator import Operator


class Rig:
    """The control plane, AWS, the installed chart and the operator."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self.folder = folder
        self._say = say
        self._aws: subprocess.Popen[str] | None = None
        self._plane: ControlPlane | None = None
        self.operators: list[Operator] = []

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
        self.cloud = Cloud(self._start_aws())
        self.kubernetes = Kubernetes(parts.kubectl, self._plane.kubeconfig)
        self.chart = Chart(parts.helm, self._plane.kubeconfig, self.cloud.url, self.folder)
        self._say("installing the chart")
        self.notes = self.chart.install()
        self.operator = self.new_operator("operator")
        self._say("starting the operator")
        self.operator.start()

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

    def account(self, region: str) -> Account:
        return Account(self.cloud.url, region)

    @property
    def audit_log(self) -> Path:
        assert self._plane is not None
        return self._plane.audit_log

    def _token(self) -> Path:
        service_account = self.deployment().service_account
        token = self.kubernetes.kubectl("create", "token", service_account, "-n", NAMESPACE, "--duration=2h").stdout
        file = self.folder / "token"
        file.touch(mode=0o600)
        file.write_text(token.strip())
        return file

    def _start_aws(self) -> str:
        with (self.folder / "aws.log").open("wb") as log:
            self._aws = subprocess.Popen(
                [sys.executable, "-m", "cloud", "--port", "0", "--log", str(self.folder / "calls.jsonl")],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=PROJECT / "e2e",
                env={**os.environ, "PYTHONPATH": str(PROJECT / "e2e")},
            )
        assert self._aws.stdout is not None
        url = self._aws.stdout.readline().strip()
        assert url.startswith("http://"), (
            f"The AWS server did not start: {(self.folder / 'aws.log').read_text()[-2000:]}"
        )
        return url

    def _stop(self) -> None:
        for operator in reversed(self.operators):
            operator.stop()
        if self._aws is not None:
            self._aws.terminate()
            self._aws.wait(timeout=30)
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


def read_lines(file: Path) -> Iterator[dict]:
    """The objects of a file of JSON lines."""
    with file.open() as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
