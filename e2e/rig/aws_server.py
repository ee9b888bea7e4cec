"""Our AWS as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from plane.processes import die_with_parent
from rig.manifests import PROJECT


class AwsServer:
    def __init__(self, folder: Path, name: str, *options: str) -> None:
        self._log = folder / f"{name}.log"
        self.record = folder / f"{name}-calls.jsonl"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "cloud", "--log", str(self.record), *options],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=PROJECT / "e2e",
                preexec_fn=die_with_parent(),
                env={**os.environ, "PYTHONPATH": str(PROJECT / "e2e")},
            )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        assert self.url.startswith("http://"), f"AWS did not start: {self._log.read_text()[-2000:]}"

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)
