"""``python -m plane``: a control plane to try things on, until interrupted. ``--binaries`` only builds, and prints the
paths."""

import argparse
import signal
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from plane.binaries import obtain
from plane.control_plane import ControlPlane
from plane.errors import PlaneError


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m plane", description=__doc__)
    parser.add_argument("--binaries", action="store_true", help="build what is missing, print the paths and leave")
    parser.add_argument("--folder", type=Path, help="where keys, data and logs go (default: a new temporary folder)")
    arguments = parser.parse_args()
    try:
        binaries = obtain(_log)
        if arguments.binaries:
            for name, path in asdict(binaries).items():
                print(f"{name}={path}")
            return 0
        folder = arguments.folder or Path(tempfile.mkdtemp(prefix="towerforge-plane-"))
        with ControlPlane.start(folder, binaries) as plane:
            _log(f"running at {plane.server}; logs are in {folder}; Ctrl-C stops it")
            print(f"export KUBECONFIG={plane.kubeconfig}", flush=True)
            signal.pause()
    except PlaneError as error:
        _log(str(error))
        return 1
    except KeyboardInterrupt:
        _log("stopped")
    return 0


def _log(line: str) -> None:
    print(f"plane: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
