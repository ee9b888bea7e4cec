"""Environments to apply, made from the examples a user copies."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).resolve().parents[2]
EXAMPLES = PROJECT / "examples"
_REGION = "eu-west-1"
_BUCKET = re.compile(r"(?<=s3://)[a-z0-9.-]+")


def example(file: str, name: str, namespace: str, region: str) -> dict[str, Any]:
    """An example under another name, in another namespace and Region, with buckets of that Region."""
    text = _BUCKET.sub(lambda name: _bucket(name[0], region), (EXAMPLES / file).read_text())
    manifest = yaml.safe_load(text)
    manifest["metadata"] |= {"name": name, "namespace": namespace}
    manifest["spec"]["region"] = region
    return manifest


def buckets(region: str) -> set[str]:
    """The buckets that examples name when they are applied in a Region."""
    names = {name for file in EXAMPLES.glob("*.yaml") for name in _BUCKET.findall(file.read_text())}
    return {_bucket(name, region) for name in names}


def _bucket(name: str, region: str) -> str:
    """A bucket's name is one bucket in all Regions (Amazon S3 user guide, "General purpose bucket naming rules")."""
    return name if region == _REGION else f"{name}-{region}"
