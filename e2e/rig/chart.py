"""The chart, installed by helm as a user installs it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from rig.account import SECRET
from rig.manifests import PROJECT
from rig.record import Record

RELEASE = "towerforge"
NAMESPACE = "towerforge-system"
OPERATOR_ACTOR = "operator"


class Chart:
    def __init__(self, helm: Path, kubeconfig: Path, aws_url: str, folder: Path) -> None:
        self._helm = helm
        self._kubeconfig = kubeconfig
        self.folder = PROJECT / "helm/towerforge"
        self._values = folder / "values.json"
        self._record = Record(folder)
        self.use_aws(aws_url)

    def use_aws(self, url: str) -> None:
        """Where an installation from now on finds AWS, by the SDK's own variables: the operator knows no other way."""
        environment = {
            "AWS_ENDPOINT_URL": url,
            "AWS_ACCESS_KEY_ID": OPERATOR_ACTOR,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_REGION": "eu-west-1",
        }
        values = {"extraEnv": [{"name": name, "value": value} for name, value in environment.items()]}
        self._values.write_text(json.dumps(values))

    def helm(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [str(self._helm), "--kubeconfig", str(self._kubeconfig), *arguments],
            capture_output=True,
            text=True,
            timeout=300,
        )
        if check and done.returncode != 0:
            raise AssertionError(f"helm {' '.join(arguments)} ended with {done.returncode}: {done.stderr.strip()}")
        return done

    def install(self, *flags: str, folder: Path | None = None) -> str:
        """Installs, or upgrades what is installed; another chart than the project's when its folder is given."""
        done = self.helm(
            "upgrade",
            "--install",
            RELEASE,
            str(folder or self.folder),
            "--namespace",
            NAMESPACE,
            "--create-namespace",
            "--values",
            str(self._values),
            *flags,
        )
        self._record.keep_release(self.manifests())
        return done.stdout

    def uninstall(self) -> str:
        return self.helm("uninstall", RELEASE, "--namespace", NAMESPACE).stdout

    def manifests(self) -> str:
        """What the release consists of, as YAML documents."""
        return self.helm("get", "manifest", RELEASE, "--namespace", NAMESPACE).stdout
