"""The tests' own view of Kubernetes: what a person does with kubectl."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from rig.polling import Not, T, eventually

Manifest = dict[str, Any]
ENVIRONMENT = "awsbatchcomputeenvironments.towerforge.io"


class Kubernetes:
    def __init__(self, kubectl: Path, kubeconfig: Path) -> None:
        self.kubectl_path = kubectl
        self.kubeconfig = kubeconfig

    def kubectl(
        self, *arguments: str, stdin: str | None = None, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [
                *(str(self.kubectl_path), "--kubeconfig", str(self.kubeconfig)),
                # Its usual cache is kept by host and port, and ports come round again.
                *("--cache-dir", str(self.kubeconfig.parent / "kubectl-cache")),
                *arguments,
            ],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=300,
        )
        if check and done.returncode != 0:
            raise AssertionError(f"kubectl {' '.join(arguments)} ended with {done.returncode}: {done.stderr.strip()}")
        return done

    def apply(self, manifest: Manifest, *flags: str) -> None:
        self.kubectl("apply", *flags, "-f", "-", stdin=json.dumps(manifest))

    def refuses(self, manifest: Manifest, *flags: str) -> str:
        """What the API server says against a manifest."""
        done = self.kubectl("apply", *flags, "-f", "-", stdin=json.dumps(manifest), check=False)
        assert done.returncode != 0, f"The API server took what it should refuse: {manifest}"
        return done.stderr

    def read(self, kind: str, name: str, namespace: str) -> Manifest | None:
        done = self.kubectl("get", kind, name, "-n", namespace, "-o", "json", "--ignore-not-found")
        return json.loads(done.stdout) if done.stdout.strip() else None

    def items(self, kind: str, namespace: str) -> list[Manifest]:
        return json.loads(self.kubectl("get", kind, "-n", namespace, "-o", "json").stdout)["items"]

    def make_namespace(self, name: str, labels: dict[str, str] | None = None) -> None:
        self.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": labels or {}}})


class Environment:
    """One AwsBatchComputeEnvironment, as its owner sees it."""

    def __init__(self, kubernetes: Kubernetes, manifest: Manifest) -> None:
        self.kubernetes = kubernetes
        self.manifest = manifest
        self._asked = 0
        self.name: str = manifest["metadata"]["name"]
        self.namespace: str = manifest["metadata"]["namespace"]

    def apply(self) -> Environment:
        self.kubernetes.apply(self.manifest)
        return self

    def edit(self, **forge: Any) -> Environment:
        """Changes fields of spec.forge in the manifest, and applies it."""
        self.manifest["spec"]["forge"].update(forge)
        return self.apply()

    def edit_spec(self, **spec: Any) -> Environment:
        self.manifest["spec"].update(spec)
        return self.apply()

    def annotate(self, key: str, value: str) -> None:
        self.kubernetes.kubectl(
            "annotate", ENVIRONMENT, self.name, "-n", self.namespace, f"towerforge.io/{key}={value}", "--overwrite"
        )

    def look_again(self) -> None:
        """Asks for a pass now instead of at the next round."""
        self._asked += 1
        self.annotate("reconcile-requested-at", str(self._asked))

    def asked_until(self, what: str, look: Callable[[], T], seconds: float = 120) -> T:
        """The first true answer of `look`, asking for one pass after the other meanwhile instead of waiting minutes.

        What was made or changed a moment ago is not missed at once: AWS's lists may lag.
        """

        def ask_and_look() -> T:
            if self._asked == 0 or self.status().get("lastHandledReconcileAt") == str(self._asked):
                self.look_again()
            return look()

        return eventually(what, ask_and_look, seconds)

    def delete(self) -> None:
        self.kubernetes.kubectl("delete", ENVIRONMENT, self.name, "-n", self.namespace, "--wait=false")

    def read(self) -> Manifest | None:
        return self.kubernetes.read(ENVIRONMENT, self.name, self.namespace)

    def status(self) -> Manifest:
        return (self.read() or {}).get("status", {})

    def condition(self, kind: str) -> Manifest:
        return next((one for one in self.status().get("conditions", []) if one["type"] == kind), {})

    @cached_property
    def id(self) -> str:
        """The 22 characters in the names of everything it has in AWS; asked for in time, known after it is gone."""
        return eventually(f"{self.name} has an id", lambda: self.status().get("environmentId"))

    @cached_property
    def uid(self) -> str:
        manifest = self.read()
        assert manifest is not None, f"There is no {self.namespace}/{self.name} whose UID could be read."
        return manifest["metadata"]["uid"]

    @property
    def prefix(self) -> str:
        return f"TowerForge-{self.id}"

    def until(self, what: str, holds: Callable[[Manifest], object], seconds: float = 90) -> Manifest:
        """Its status, once `holds` is true of it."""

        def look() -> object:
            status = self.status()
            return status if status and holds(status) else Not(status)

        return eventually(f"{self.namespace}/{self.name} {what}", look, seconds)  # type: ignore[return-value]

    def until_condition(
        self, kind: str, status: str = "True", reason: str | None = None, seconds: float = 90
    ) -> Manifest:
        def look() -> object:
            one = self.condition(kind)
            right = one.get("status") == status and reason in (None, one.get("reason"))
            return one if right else Not(self.status().get("conditions"))

        what = f"{self.namespace}/{self.name} has {kind}={status}" + (f" with reason {reason}" if reason else "")
        return eventually(what, look, seconds)  # type: ignore[return-value]

    def is_settled(self) -> bool:
        """Ready for the spec as it is now, and nothing left to do."""
        stored = self.read() or {}
        status = stored.get("status", {})
        conditions = {one["type"]: one["status"] for one in status.get("conditions", [])}
        return (
            status.get("observedGeneration") == stored["metadata"]["generation"]
            and conditions.get("Ready") == "True"
            and conditions.get("Reconciling") == "False"
            and not status.get("plan")
        )

    def until_settled(self, seconds: float = 120) -> None:
        what = f"{self.namespace}/{self.name} is settled"
        eventually(what, lambda: self.is_settled() or Not(self.status()), seconds)

    def is_gone(self) -> bool:
        return self.read() is None

    def until_gone(self, seconds: float = 120) -> None:
        what = f"{self.namespace}/{self.name} is gone"
        eventually(what, lambda: self.is_gone() or Not(self.status()), seconds)
