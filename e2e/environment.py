"""Makes the Python environment of the end-to-end tests and prints its interpreter. Uses the standard library only.

The environment is in the cache under a name that hashes requirements.txt and the interpreter, so an unchanged one is
never made again and a changed one never mixes with the old. A marker written last tells a whole environment from one
that was cut off.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

from plane.cache import cache_folder
from plane.lock import exclusive

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
OLDEST_PYTHON = (3, 11)


def environment_folder(requirements: str) -> Path:
    """Where the environment for these requirements and this interpreter is."""
    key = "\n".join((sys.version, sys.base_prefix, requirements))
    return cache_folder() / "environments" / hashlib.sha256(key.encode()).hexdigest()[:16]


def make_environment() -> Path:
    """Makes it unless it is there, and returns its interpreter. Raises CalledProcessError when venv or pip fails."""
    folder = environment_folder(REQUIREMENTS.read_text())
    python = folder / "bin" / "python"
    complete = folder / "complete"
    if complete.exists():
        return python
    with exclusive(folder.with_suffix(".lock"), "the Python environment", _log):
        if not complete.exists():
            _log(f"making the Python environment {folder}")
            _run([sys.executable, "-m", "venv", "--clear", str(folder)])
            _run(
                [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(REQUIREMENTS)]
            )
            complete.touch()
    return python


def _run(command: list[str]) -> None:
    # Standard output is for the interpreter's path alone.
    subprocess.run(command, check=True, stdout=sys.stderr)


def _log(line: str) -> None:
    print(f"e2e: {line}", file=sys.stderr, flush=True)


def main() -> int:
    if sys.version_info < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        _log(
            f"this needs Python {wanted} or newer and {sys.executable} is {sys.version.split()[0]}; set PYTHON to one."
        )
        return 1
    try:
        print(make_environment())
    except subprocess.CalledProcessError as error:
        _log(
            f"the Python environment could not be made: `{' '.join(error.cmd)}` ended with exit code "
            f"{error.returncode}; what it said is above."
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
