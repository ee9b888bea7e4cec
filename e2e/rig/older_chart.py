"""The chart as an earlier version would have it: the CRD of environments lacks a field and a rule of today's."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

FIELD = "nextflowConfig"
"""A field of `spec` that the earlier CRD has not."""

RULE = ".blockSizeGiB"
"""The field that the rule is about, in `spec.forge.ebsAutoScale`, which the earlier CRD has not."""


def older_chart(chart: Path, folder: Path) -> Path:
    """A copy of the chart in the folder, with the earlier CRD."""
    copy = folder / "older-chart"
    shutil.copytree(chart, copy)
    file = copy / "files/crds/towerforge.io_awsbatchcomputeenvironments.yaml"
    definition = yaml.safe_load(file.read_text())
    for version in definition["spec"]["versions"]:
        spec = version["schema"]["openAPIV3Schema"]["properties"]["spec"]
        del spec["properties"][FIELD]
        drop_rule(spec["properties"]["forge"]["properties"]["ebsAutoScale"])
    file.write_text(yaml.safe_dump(definition))
    return copy


def drop_rule(schema: dict[str, Any]) -> None:
    (dropped,) = [rule for rule in schema["x-kubernetes-validations"] if rule["fieldPath"] == RULE]
    schema["x-kubernetes-validations"].remove(dropped)
    if not schema["x-kubernetes-validations"]:
        del schema["x-kubernetes-validations"]
