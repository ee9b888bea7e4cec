"""How scenarios are run."""

from __future__ import annotations

from pathlib import Path

import pytest

from rig.manifests import PROJECT
from rig.table import Table

SCENARIOS = PROJECT / "e2e/scenarios"
JUDGES = SCENARIOS / "test_10_oracles.py"


def run(files: list[Path], names: list[str], table: Table, *plugins: object) -> int:
    options = [
        *map(str, files),
        f"--rootdir={PROJECT / 'e2e'}",
        "-o",
        "enable_assertion_pass_hook=true",
        "-o",
        "xfail_strict=true",
        "-p",
        "no:cacheprovider",
        "-v",
        "-ra",
        "--tb=no",
    ]
    if names:
        options += ["-k", " or ".join(names)]
    status = int(pytest.main(options, plugins=[table, *plugins]))
    if table.skipped:
        print("A scenario was skipped: that counts as a failure.", flush=True)
        return status or 1
    return status
