"""Every call of an AWS API, in memory and as one JSON line each in a file."""

import json
import threading
from pathlib import Path
from typing import Any, TextIO

from cloud.call import Call


class Recorder:
    """A call gets its number when it ends, so numbers have no gaps and `since` misses none."""

    def __init__(self, log: Path | None) -> None:
        self._lock = threading.Lock()
        self._calls: list[dict[str, Any]] = []
        self._next = 1
        self._file: TextIO | None = log.open("a", encoding="utf-8", buffering=1) if log else None

    def add(self, call: Call) -> None:
        with self._lock:
            call.seq = self._next
            self._next += 1
            shown = call.to_json()
            self._calls.append(shown)
            if self._file:
                self._file.write(json.dumps(shown) + "\n")

    def since(self, number: int) -> list[dict[str, Any]]:
        """The calls with a greater number."""
        with self._lock:
            if not self._calls:
                return []
            first = self._calls[0]["seq"]
            return self._calls[max(0, number + 1 - first) :]

    def clear(self) -> None:
        """Forgets the calls. Numbers go on, and the file keeps everything."""
        with self._lock:
            self._calls.clear()
