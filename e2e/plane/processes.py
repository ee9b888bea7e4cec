"""The programs while they run: each with its log and a file with its process id, stopped in the reverse order of
starting."""

import ctypes
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from plane.errors import PlaneError, last_lines

POLL_SECONDS = 0.05
STOP_SECONDS = 10.0
"""How long a program may take to end by itself before it is killed. Its data is the run's, so nothing is lost."""

_PR_SET_PDEATHSIG = 1
_C_LIBRARY = ctypes.CDLL(None) if sys.platform == "linux" else None


class Process:
    """One child process. Its output goes to ``NAME.log`` and its process id to ``NAME.pid`` in the run's folder."""

    def __init__(self, name: str, command: list[str], folder: Path) -> None:
        self.name = name
        self.log = folder / f"{name}.log"
        self._process_id_file = folder / f"{name}.pid"
        with self.log.open("wb") as log:
            # A session of its own: Ctrl-C in the terminal reaches us alone, and we stop everything in order.
            self._process = subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent(),
            )
        self._process_id_file.write_text(f"{self._process.pid}\n")

    @property
    def process_id(self) -> int:
        return self._process.pid

    def is_running(self) -> bool:
        return self._process.poll() is None

    def wait_until(self, ready: Callable[[], bool], what: str, seconds: float) -> None:
        """Polls ``ready`` until it is true.

        Raises PlaneError, with the end of the log, as soon as the program has ended or when ``seconds`` are over.
        """
        deadline = time.monotonic() + seconds
        while not ready():
            if not self.is_running():
                raise self._error(f"ended with exit code {self._process.returncode} before {what}")
            if time.monotonic() >= deadline:
                raise self._error(f"ran for {seconds:.0f} s and it is still not so that {what}")
            time.sleep(POLL_SECONDS)

    def stop(self) -> None:
        """Asks the program to end, kills it when it takes too long, and returns when it is gone. Harmless when it is
        already."""
        if self.is_running():
            self._process.terminate()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._process_id_file.unlink(missing_ok=True)

    def _error(self, what: str) -> PlaneError:
        return PlaneError(f"{self.name} {what}. The whole log is {self.log}; its last lines:\n{last_lines(self.log)}")


class Processes:
    """The programs of one run, in the order they were started."""

    def __init__(self) -> None:
        self._started: list[Process] = []

    def start(self, name: str, command: list[str], folder: Path) -> Process:
        process = Process(name, command, folder)
        self._started.append(process)
        return process

    def stop(self) -> None:
        """Stops all, the last started first; goes on with the others when one cannot be stopped, and raises that at the
        end."""
        failures: list[Exception] = []
        while self._started:
            try:
                self._started.pop().stop()
            except OSError as failure:
                failures.append(failure)
        if failures:
            raise failures[0]


@contextmanager
def sigterm_raises() -> Iterator[None]:
    """SIGTERM ends Python without running any ``finally``. Within this it raises SystemExit instead, so that what was
    started is stopped. Does nothing where someone else has a handler already or outside the main thread (Python allows
    none there)."""
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGTERM) != signal.SIG_DFL:
        yield
        return

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def die_with_parent() -> Callable[[], None] | None:
    """On Linux a child asks the kernel to kill it when we are killed and can stop nothing. The kernel means the
    *thread* that started it (prctl(2), PR_SET_PDEATHSIG), so only the main thread, which ends last, may ask for
    that."""
    library = _C_LIBRARY
    if library is None or threading.current_thread() is not threading.main_thread():
        return None

    def ask() -> None:
        library.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)

    return ask
