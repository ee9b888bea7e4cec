"""`e2e/run [--keep] [NAME ...]`: all scenarios, or those whose file or test has NAME in it.
`e2e/run --parts`: what needs no operator: the parts that the scenarios stand on, and shellcheck over the scripts."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from plane import binaries
from rig import halves, scenarios
from rig.halves import scenarios_of
from rig.manifests import PROJECT
from rig.plugin import JudgesPlugin, RigPlugin
from rig.record import Record
from rig.rig import Rig, build_operator
from rig.scenarios import SCENARIOS
from rig.table import Table

PARTS = ("cloud", "plane", "scripts")


def main() -> int:
    arguments = parse()
    # SIGTERM is Ctrl-C: pytest ends at once, and every process is stopped.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if arguments.parts:
        return int(pytest.main([*(str(PROJECT / "e2e" / part) for part in PARTS), "-p", "no:cacheprovider", "-q"]))
    began = time.monotonic()

    def say(text: str) -> None:
        print(f"[{time.monotonic() - began:6.1f} s] {text}", flush=True)

    if arguments.half:
        return run(Rig(arguments.folder, say), scenarios_of(arguments.half), [])
    folder = Path(tempfile.mkdtemp(prefix="towerforge-e2e-"))
    if arguments.name or arguments.keep:
        files = [SCENARIOS] if arguments.name else []
        status = run(Rig(folder, say), files, arguments.name, arguments.keep)
    else:
        build_operator(say)
        binaries.obtain(say)
        status, figures = halves.run(folder)
        print(figures or "A half did not get to its end.", flush=True)
    print(f"figure: {time.monotonic() - began:.0f} s in all", flush=True)
    if status == 0 and not arguments.keep:
        shutil.rmtree(folder)
    else:
        print(f"Logs and records are in {folder}.", flush=True)
    return status


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="e2e/run", description="The whole product on a real control plane.")
    parser.add_argument("name", nargs="*", help="only scenarios with this in their name")
    parser.add_argument("--keep", action="store_true", help="leave everything running and say how to use it")
    parser.add_argument(
        "--parts", action="store_true", help="only test the AWS server, the control plane and the generated scripts"
    )
    # How the whole run starts its two halves.
    parser.add_argument("--half", choices=halves.NAMES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def run(rig: Rig, files: list[Path], names: list[str], keep: bool = False) -> int:
    """Scenarios on one rig."""
    table = Table()
    with rig.running():
        judges = JudgesPlugin([Record(rig.folder)], is_complete=False)
        status = scenarios.run(files, names, table, RigPlugin(rig), judges) if files else 0
        figures = rig.figures(table.assertions)
        figures.write(rig.folder)
        if names:
            print(figures, flush=True)
        if keep:
            print(f"\nEverything stays up until Ctrl-C. In another terminal:\n\n{rig.usage()}\n", flush=True)
            wait()
    return status


def wait() -> None:
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        print("stopping", flush=True)


if __name__ == "__main__":
    sys.exit(main())
