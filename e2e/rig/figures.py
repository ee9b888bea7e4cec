"""What a run has to say in numbers."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass
class Figures:
    calls: int
    kills: int
    peak_mebibytes: float
    starts: list[float]
    """Seconds from the start of a process until it was ready."""
    assertions: int

    def write(self, folder: Path) -> None:
        (folder / "figures.json").write_text(json.dumps(asdict(self)))

    @classmethod
    def read(cls, folder: Path) -> Figures:
        return cls(**json.loads((folder / "figures.json").read_text()))

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.calls + other.calls,
            self.kills + other.kills,
            max(self.peak_mebibytes, other.peak_mebibytes),
            self.starts + other.starts,
            self.assertions + other.assertions,
        )

    def __str__(self) -> str:
        return (
            f"figure: {self.assertions} assertions held\n"
            f"figure: {self.calls} AWS calls recorded\n"
            f"figure: {self.kills} times SIGKILL\n"
            f"figure: operator peak memory {self.peak_mebibytes:.0f} MiB\n"
            f"figure: {len(self.starts)} starts of the operator,"
            f" {min(self.starts):.1f} to {max(self.starts):.1f} s to ready"
        )
