"""`e2e/run [--keep] [NAME ...]`: all scenarios, or those whose file or test has NAME in it.
`e2e/run --parts`: the tests of the parts that the scenarios stand on."""

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

from rig.manifests import PROJECT
from rig.plugin import RigPlugin
from rig.rig import Rig

PARTS = ("cloud", "plane")


def main() -> int:
    arguments = parse()
    # SIGTERM is Ctrl-C: pytest ends at once, and every process is stopped.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if arguments.parts:
        return int(pytest.main([*(str(PROJECT / "e2e" / part) for part in PARTS), "-p", "no:cacheprovider", "-q"]))
    folder = Path(tempfile.mkdtemp(prefix="towerforge-e2e-"))
    began = time.monotonic()
    rig = Rig(folder, lambda text: print(f"[{time.monotonic() - began:6.1f} s] {text}", flush=True))
    with rig.running():
        status = run(rig, arguments.name) if arguments.name or not arguments.keep else 0
        print(figures(rig, time.monotonic() - began), flush=True)
        if arguments.keep:
            print(f"\nEverything stays up until Ctrl-C. In another terminal:\n\n{rig.usage()}\n", flush=True)
            wait()
    if status == 0 and not arguments.keep:
        shutil.rmtree(folder)
    else:
        print(f"Logs and records are in {folder}.", flush=True)
    return status


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="e2e/run", description="The whole product on a real control plane.")
    parser.add_argument("name", nargs="*", help="only scenarios with this in their name")
    parser.add_argument("--keep", action="store_true", help="leave everything running and say how to use it")
    parser.add_argument("--parts", action="store_true", help="only test the AWS server and the control plane")
    return parser.parse_args()


def run(rig: Rig, names: list[str]) -> int:
    plugin = RigPlugin(rig, is_complete=not names)
    options = [
        str(PROJECT / "e2e/scenarios"),
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
    status = int(pytest.main(options, plugins=[plugin]))
    if any(one.skipped for one in plugin.scenarios.values()):
        print("A scenario was skipped: that counts as a failure.", flush=True)
        return status or 1
    return status


def figures(rig: Rig, seconds: float) -> str:
    for operator in rig.operators:
        operator.note_memory()
    peak = max(operator.peak_memory_mebibytes for operator in rig.operators)
    starts = [one for operator in rig.operators for one in operator.seconds_to_ready]
    return (
        f"figure: {len(rig.cloud.calls())} AWS calls recorded\n"
        f"figure: {rig.kills} times SIGKILL\n"
        f"figure: operator peak memory {peak:.0f} MiB\n"
        f"figure: {len(starts)} starts of the operator, {min(starts):.1f} to {max(starts):.1f} s to ready\n"
        f"figure: {seconds:.0f} s in all"
    )


def wait() -> None:
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        print("stopping", flush=True)


if __name__ == "__main__":
    sys.exit(main())
