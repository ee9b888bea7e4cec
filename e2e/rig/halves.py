"""The whole run: two halves at the same time, each with a control plane, an AWS and an operator of its own, and the
judges over what both left. A scenario spends most of its time waiting, so two of them fit on two cores."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import TextIO

from plane.processes import die_with_parent
from rig.figures import Figures
from rig.manifests import PROJECT
from rig.plugin import JudgesPlugin
from rig.record import Record
from rig.scenarios import JUDGES, SCENARIOS
from rig.scenarios import run as run_scenarios
from rig.table import Table

# What an operator that is left in peace does; where it is killed, upgraded or cut off from AWS is the other half.
NAMES = ("peace", "trouble")
_IN_PEACE = tuple(f"test_{number}_" for number in ("01", "02", "03", "09", "11", "13", "14", "15", "16", "17"))


def scenarios_of(half: str) -> list[Path]:
    files = [file for file in sorted(SCENARIOS.glob("test_*.py")) if file != JUDGES]
    return [file for file in files if file.name.startswith(_IN_PEACE) == (half == "peace")]


def run(folder: Path) -> tuple[int, Figures | None]:
    folders = {half: folder / half for half in NAMES}
    statuses = _run_both(folders)
    failed = next((status for status in statuses if status != 0), 0)
    if not all((one / "figures.json").exists() for one in folders.values()):
        return failed or 1, None
    table = Table()
    judged = run_scenarios([JUDGES], [], table, JudgesPlugin([Record(one) for one in folders.values()], True))
    first, second = (Figures.read(one) for one in folders.values())
    return failed or judged, first + second + Figures(0, 0, 0, [], table.assertions)


def _run_both(folders: dict[str, Path]) -> list[int]:
    running: list[subprocess.Popen[str]] = []
    try:
        for half, folder in folders.items():
            folder.mkdir()
            running.append(_start(half, folder))
        readers = [threading.Thread(target=_pass_on, args=(process.stdout,), daemon=True) for process in running]
        for reader in readers:
            reader.start()
        statuses = [process.wait() for process in running]
        for reader in readers:
            reader.join()
        return statuses
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def _start(half: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "rig", "--half", half, "--folder", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=PROJECT,
        # Ctrl-C in the terminal reaches us alone, and we end both.
        start_new_session=True,
        preexec_fn=die_with_parent(),
    )


def _pass_on(lines: TextIO) -> None:
    """Whole lines, so that those of the two do not mix."""
    for line in lines:
        sys.stdout.write(line)
        sys.stdout.flush()
