"""One build at a time on a machine: a file lock that the kernel drops when its holder dies."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

POLL_SECONDS = 0.5
PROGRESS_SECONDS = 15.0


@contextmanager
def exclusive(lock: Path, what: str, log: Callable[[str], None]) -> Iterator[None]:
    """Holds ``lock`` while the body runs. Waits for another holder as long as it takes, and says every quarter of a
    minute that it does: what the other one builds is what we would build."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        started = time.monotonic()
        next_line = started
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                now = time.monotonic()
                if now >= next_line:
                    log(f"another run holds {lock} for {what}; waiting for it ({now - started:.0f} s)")
                    next_line = now + PROGRESS_SECONDS
                time.sleep(POLL_SECONDS)
        yield
