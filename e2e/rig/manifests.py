"""Environments to apply, made from the examples a user copies."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).resolve().parents[2]
EXAMPLES = PROJECT / "examples"


def example(file: str, name: str, namespace: str, region: str) -> dict[str, Any]:
    """An example under another name, in another namespace and Region."""
    manifest = copy.deepcopy(yaml.safe_load((EXAMPLES / file).read_text()))
    manifest["metadata"] |= {"name": name, "namespace": namespace}
    manifest["spec"]["region"] = region
    return manifest
