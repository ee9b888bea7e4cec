"""The operator as a process: the image's command, the Deployment's environment, its ServiceAccount's token."""

from __future__ import annotations

import http
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from plane.processes import die_with_parent
from rig.deployment import Deployment, entry_point
from rig.manifests import PROJECT
from rig.polling import eventually


class Operator:
    """One replica. It may be started again after it was stopped or killed."""

    def __init__(self, name: str, deployment: Deployment, api_server: str, ca: Path, token: Path, folder: Path) -> None:
        self.name = name
        self.log = folder / f"{name}.log"
        self.peak_memory_mebibytes = 0.0
        self.seconds_to_ready: list[float] = []
        self._deployment = deployment
        self._api_server = api_server
        self._ca = ca
        self._token = token
        self._process: subprocess.Popen[bytes] | None = None
        self._metrics_port, self._health_port = free_port(), free_port()

    def start(self) -> Operator:
        assert not self.is_running(), f"{self.name} runs already."
        began = time.monotonic()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command(),
                env=self._environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.log.parent,
                preexec_fn=die_with_parent(),
            )
        eventually(f"{self.name} answers /readyz (its log: {self.log})", self._is_ready_or_dead, 120)
        assert self.is_running(), f"{self.name} ended while it started. Its log, {self.log}, ends: {self._last_lines()}"
        self.seconds_to_ready.append(time.monotonic() - began)
        return self

    def use(self, deployment: Deployment) -> Operator:
        """The next start is by another Deployment."""
        self._deployment = deployment
        return self

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """SIGKILL: no goodbye, as when the node goes."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """SIGTERM, as the kubelet does it."""
        self._end(signal.SIGTERM)

    def metrics(self) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self._metrics_port}/metrics", timeout=10) as answer:
            return answer.read().decode()

    def probe(self, path: str) -> tuple[int, str]:
        """What the kubelet would be told at `/healthz` or `/readyz`: the status, and the words for a person."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._health_port}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()

    def sees(self, text: str) -> bool:
        return text in self.log.read_text(errors="replace")

    def _end(self, how: signal.Signals) -> None:
        if self._process is None or self._process.poll() is not None:
            return
        self.note_memory()
        self._process.send_signal(how)
        self._process.wait(timeout=60)

    def note_memory(self) -> None:
        if self._process is None:
            return
        status = Path(f"/proc/{self._process.pid}/status")
        if status.exists():
            peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
            if peak:
                self.peak_memory_mebibytes = max(self.peak_memory_mebibytes, int(peak[1]) / 1024)

    def _is_ready_or_dead(self) -> bool:
        if not self.is_running():
            return True
        try:
            return self.probe("/readyz")[0] == http.HTTPStatus.OK
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def _last_lines(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])

    def _command(self) -> list[str]:
        jar = PROJECT / "cli/target/towerforge-cli.jar"
        java, *options = [
            part.replace("/app/*", f"{jar}:{PROJECT}/cli/target/lib/*") for part in entry_point(PROJECT / "Dockerfile")
        ]
        # What the virtual machine would learn from the container's memory limit.
        limit = f"-XX:MaxRAM={self._deployment.memory_limit_mebibytes}m"
        return [java, limit, *options, *self._deployment.arguments]

    def _environment(self) -> dict[str, str]:
        host, port = self._api_server.removeprefix("https://").rsplit(":", 1)
        return {
            "PATH": os.environ["PATH"],
            **({"JAVA_HOME": os.environ["JAVA_HOME"]} if "JAVA_HOME" in os.environ else {}),
            **self._deployment.environment(),
            # A pod has a network of its own, where every port is free.
            "TOWERFORGE_METRICS_PORT": str(self._metrics_port),
            "TOWERFORGE_HEALTH_PORT": str(self._health_port),
            # Replicas are told apart by their host's name, which is the pod's.
            "HOSTNAME": self.name,
            # What the kubelet gives a pod, at another place.
            "KUBERNETES_SERVICE_HOST": host,
            "KUBERNETES_SERVICE_PORT": port,
            "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN": str(self._token),
            "KUBERNETES_CERTS_CA_FILE": str(self._ca),
            "KUBERNETES_AUTH_TRYKUBECONFIG": "false",
        }


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
