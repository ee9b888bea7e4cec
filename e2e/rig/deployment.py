"""How the chart's Deployment runs the operator: arguments, environment, memory limit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class Deployment:
    def __init__(self, manifest: dict[str, Any]) -> None:
        self._spec = manifest["spec"]["template"]["spec"]
        self._namespace: str = manifest["metadata"]["namespace"]
        self._container = self._spec["containers"][0]

    @property
    def service_account(self) -> str:
        return self._spec["serviceAccountName"]

    @property
    def arguments(self) -> list[str]:
        return self._container.get("args", [])

    @property
    def memory_limit_mebibytes(self) -> int:
        limit: str = self._container["resources"]["limits"]["memory"]
        assert limit.endswith("Mi"), f"The memory limit {limit} is not in Mi."
        return int(limit.removesuffix("Mi"))

    def environment(self) -> dict[str, str]:
        return {one["name"]: self._value(one) for one in self._container["env"]}

    def _value(self, variable: dict[str, Any]) -> str:
        if "value" in variable:
            return variable["value"]
        field = variable["valueFrom"]["fieldRef"]["fieldPath"]
        assert field == "metadata.namespace", f"Only a kubelet knows the field {field} of {variable['name']}."
        return self._namespace


def entry_point(dockerfile: Path) -> list[str]:
    """The command of the image."""
    line = next(line for line in dockerfile.read_text().splitlines() if line.startswith("ENTRYPOINT "))
    return json.loads(line.removeprefix("ENTRYPOINT "))
