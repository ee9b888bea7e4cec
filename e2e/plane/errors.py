"""What the control plane cannot do, told to the person who reads it."""

from pathlib import Path


class PlaneError(Exception):
    """The control plane could not be built or started. The message is a sentence, and where there is a log its last
    lines."""


def last_lines(log: Path, count: int = 15) -> str:
    """The end of a log, indented, for an error message; says so when there is nothing."""
    try:
        lines = log.read_text(errors="replace").splitlines()[-count:]
    except FileNotFoundError:
        lines = []
    return "\n".join(f"    {line}" for line in lines) or "    (the log is empty)"
