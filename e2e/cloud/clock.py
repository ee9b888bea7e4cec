"""The time of the emulated AWS: it runs as ours does, and tests move it forward."""

import threading
import time


class Clock:
    """Seconds since the start of the process plus what tests have added. It never goes back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._offset = 0.0

    def now(self) -> float:
        return time.monotonic() + self._offset

    def epoch(self) -> float:
        """The same instant as seconds since 1970, for the timestamps AWS shows."""
        return time.time() + self._offset

    def offset(self) -> float:
        return self._offset

    def advance(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError(f"The clock moves forward only; {seconds} seconds would be back.")
        with self._lock:
            self._offset += seconds
