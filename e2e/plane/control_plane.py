"""The control plane as one thing that is started and stopped."""

import http
import http.client
import ssl
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from plane import commands
from plane.binaries import Binaries
from plane.errors import PlaneError
from plane.keys import Keys, make_keys
from plane.kubeconfig import write_kubeconfig
from plane.ports import LOOPBACK, free_ports
from plane.processes import Program, Programs, sigterm_raises

START_SECONDS = 120.0
"""Per program. It takes three seconds on an idle machine for all; the rest is for a busy one."""

REQUEST_SECONDS = 5.0

ATTEMPTS = 3
"""How often ports are chosen for a program. Between the choice and its use another process may take one."""

AUDIT_POLICY = Path(__file__).with_name("audit-policy.yaml")


class ControlPlane:
    """etcd, kube-apiserver and kube-controller-manager on the loopback address, with everything they write in one
    folder.

    Use it as a context manager: leaving it, also by an exception or SIGTERM, stops all three; the logs stay.
    """

    kubeconfig: Path
    """As the administrator, who may do everything."""
    server: str
    """Such as ``https://127.0.0.1:40123``."""
    ca: Path
    """The certificate of who signed the server's."""
    audit_log: Path
    """JSON lines, ``audit.k8s.io/v1`` events; what is in it is decided in audit-policy.yaml. A line may come a moment
    after the answer it tells about."""
    process_ids: dict[str, int]
    """By program, for measuring."""

    def __init__(self, folder: Path, binaries: Binaries) -> None:
        self._folder = folder.resolve()
        self._binaries = binaries
        self._programs = Programs()
        self._cleanup = ExitStack()
        self.audit_log = self._folder / "audit.jsonl"
        self.process_ids = {}

    @classmethod
    def start(cls, folder: Path, binaries: Binaries) -> Self:
        """Returns when the API server is ready and the controllers work. ``folder`` is made when absent and must not
        hold another run.

        Raises PlaneError, with nothing left running, when a program does not come up.
        """
        if (folder / "etcd").exists():
            raise PlaneError(f"{folder} holds an earlier run. Give each run of the control plane a folder of its own.")
        plane = cls(folder, binaries)
        try:
            plane._start()
        except BaseException:
            plane.stop()
            raise
        return plane

    def stop(self) -> None:
        """Stops everything, the last started first. Harmless when it is stopped already."""
        try:
            self._programs.stop()
        finally:
            self._cleanup.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _start(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._cleanup.enter_context(sigterm_raises())
        keys = make_keys(self._folder / "keys")
        self.ca = keys.authority
        administrator = ssl.create_default_context(cafile=str(keys.authority))
        administrator.load_cert_chain(keys.admin.certificate, keys.admin.key)

        etcd_port = self._with_free_ports(self._start_etcd)
        self._with_free_ports(lambda: self._start_apiserver(keys, administrator, etcd_port))
        self.kubeconfig = write_kubeconfig(self._folder / "kubeconfig", self.server, keys.authority, keys.admin)
        self._start_controller_manager(keys, administrator)

    def _start_etcd(self) -> int:
        client_port, peer_port = free_ports(2)
        data = self._folder / "etcd" / str(client_port)
        etcd = self._run("etcd", commands.etcd(self._binaries.etcd, data, client_port, peer_port))
        health = f"http://{LOOPBACK}:{client_port}/health"
        etcd.wait_until(lambda: _answers(health), f"{health} answers", START_SECONDS)
        return client_port

    def _start_apiserver(self, keys: Keys, administrator: ssl.SSLContext, etcd_port: int) -> int:
        (port,) = free_ports(1)
        self.server = f"https://{LOOPBACK}:{port}"
        command = commands.kube_apiserver(
            self._binaries.kube_apiserver, keys, etcd_port, port, AUDIT_POLICY, self.audit_log
        )
        ready = f"{self.server}/readyz"
        apiserver = self._run("kube-apiserver", command)
        apiserver.wait_until(lambda: _answers(ready, administrator), f"{ready} answers", START_SECONDS)
        return port

    def _start_controller_manager(self, keys: Keys, administrator: ssl.SSLContext) -> None:
        kubeconfig = write_kubeconfig(
            self._folder / "controller-manager.kubeconfig", self.server, keys.authority, keys.controller_manager
        )
        command = commands.kube_controller_manager(self._binaries.kube_controller_manager, keys, kubeconfig)
        controller_manager = self._run("kube-controller-manager", command)
        account = f"{self.server}/api/v1/namespaces/default/serviceaccounts/default"
        controller_manager.wait_until(
            lambda: _answers(account, administrator), "namespace default has a ServiceAccount", START_SECONDS
        )

    def _run(self, name: str, command: list[str]) -> Program:
        program = self._programs.start(name, command, self._folder)
        self.process_ids[name] = program.process_id
        return program

    @staticmethod
    def _with_free_ports(start: Callable[[], int]) -> int:
        """Again with other ports when one was taken between its choice and its use."""
        for _ in range(ATTEMPTS - 1):
            try:
                return start()
            except PlaneError as error:
                if "address already in use" not in str(error):
                    raise
        return start()


def _answers(url: str, context: ssl.SSLContext | None = None) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=REQUEST_SECONDS, context=context) as response:
            return response.status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
