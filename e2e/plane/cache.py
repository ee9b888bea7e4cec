"""The folder outside the working tree where built binaries and environments stay between runs."""

import os
from pathlib import Path


def cache_folder() -> Path:
    """``$XDG_CACHE_HOME/towerforge-e2e``, or the same in ``~/.cache`` (XDG Base Directory Specification). Made when
    absent."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(base) / "towerforge-e2e"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
