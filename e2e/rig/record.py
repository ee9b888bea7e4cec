"""What a run left in its folder. Judges read it; nothing of the run need be there any more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from rig.deployment import Deployment

Manifest = dict[str, Any]


class Record:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def calls(self) -> list[dict[str, Any]]:
        """Every call of an AWS API, whoever made it, in its order."""
        return list(_lines(self.folder / "aws-calls.jsonl"))

    def requests(self) -> Iterator[dict[str, Any]]:
        """The API server's audit events."""
        return _lines(self.folder / "plane/audit.jsonl")

    def keep_release(self, manifests: str) -> None:
        releases = self.folder / "releases"
        releases.mkdir(exist_ok=True)
        (releases / f"{len(list(releases.iterdir()))}.yaml").write_text(manifests)

    def releases(self) -> list[list[Manifest]]:
        """What each release of the chart consisted of: the operator had the rights of each in its time."""
        files = sorted((self.folder / "releases").iterdir())
        return [[one for one in yaml.safe_load_all(file.read_text()) if one] for file in files]

    def service_accounts(self) -> set[str]:
        return {
            Deployment(one).service_account
            for release in self.releases()
            for one in release
            if one["kind"] == "Deployment"
        }

    def files(self) -> list[Path]:
        """Whatever was written down on the way."""
        return [file for pattern in ("*.log", "*.jsonl") for file in sorted(self.folder.rglob(pattern))]


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open() as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
