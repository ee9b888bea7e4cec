"""What happens by itself at some time of the rig's clock: the end of a creation, of a job, of a lag."""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass

from cloud.clock import Clock


@dataclass
class Appointment:
    due: float
    action: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


class Agenda:
    """Nothing runs in the background: whoever looks at the state lets what is due happen first, each at its own time,
    so that a clock moved by an hour gives the same history as an hour."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._heap: list[tuple[float, int, Appointment]] = []
        self._order = itertools.count()
        self._present: float | None = None

    def now(self) -> float:
        return self._clock.now() if self._present is None else self._present

    def milliseconds(self) -> int:
        """Now as AWS Batch shows time, in milliseconds since 1970."""
        return int((self._clock.epoch() - (self._clock.now() - self.now())) * 1000)

    def after(self, seconds: float, action: Callable[[], None]) -> Appointment:
        appointment = Appointment(self.now() + max(0.0, seconds), action)
        heapq.heappush(self._heap, (appointment.due, next(self._order), appointment))
        return appointment

    def run(self) -> None:
        """Lets everything happen that is due."""
        until = self._clock.now()
        while self._heap and self._heap[0][0] <= until:
            due, _, appointment = heapq.heappop(self._heap)
            if appointment.cancelled:
                continue
            self._present = due
            try:
                appointment.action()
            finally:
                self._present = None

    def clear(self) -> None:
        self._heap.clear()
