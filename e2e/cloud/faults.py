"""What a test lets go wrong: errors, slowness, lost answers, silence."""

import threading
from dataclasses import dataclass
from typing import Any

from cloud.call import Call
from cloud.matching import Pattern


@dataclass
class Fault:
    """`status` and `code` make an error answer; `reset` ends the connection; `hang` says nothing for so many seconds
    and then ends it; `delay` alone only slows down. With `after` the call is applied first, so that its answer is what
    is lost. `times` is how many calls it meets, None all."""

    pattern: Pattern
    times: int | None = 1
    status: int | None = None
    code: str | None = None
    message: str | None = None
    delay: float = 0.0
    after: bool = False
    reset: bool = False
    hang: float | None = None

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> "Fault":
        rest = dict(given)
        pattern = Pattern.take_from(rest)
        fault = cls(pattern, **rest)
        if fault.code is not None and fault.status is None:
            fault.status = 400
        if fault.after and fault.status is None and fault.hang is None:
            fault.reset = True
        return fault

    @property
    def takes_the_answer(self) -> bool:
        return self.status is not None or self.reset or self.hang is not None

    def describe(self) -> str:
        """How the recorder names it."""
        if self.hang is not None:
            what = f"hang {self.hang:g} s"
        elif self.reset:
            what = "connection reset"
        elif self.status is not None:
            what = f"{self.status} {self.code or ''}".rstrip()
        else:
            what = f"delay {self.delay:g} s"
        return f"{what} after it was applied" if self.after else what


class Faults:
    """The faults in force. Of several that fit a call the oldest meets it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._faults: list[Fault] = []
        self._generation = 0

    def add(self, given: Any) -> None:
        faults = [Fault.from_json(entry) for entry in (given if isinstance(given, list) else [given])]
        with self._changed:
            self._faults.extend(faults)

    def clear(self) -> None:
        """Removes all and lets go of the calls that hang or are slow."""
        with self._changed:
            self._faults.clear()
            self._generation += 1
            self._changed.notify_all()

    def meet(self, call: Call) -> Fault | None:
        with self._changed:
            for fault in self._faults:
                if fault.times != 0 and fault.pattern.fits(call):
                    if fault.times is not None:
                        fault.times -= 1
                    return fault
        return None

    def left(self) -> list[dict[str, Any]]:
        """The faults that wait for a call, with how often they still may meet one."""
        with self._changed:
            return [
                {"fault": fault.describe(), "times": fault.times, **vars(fault.pattern)}
                for fault in self._faults
                if fault.times != 0
            ]

    def wait(self, seconds: float) -> None:
        """Waits so long, or until the faults are cleared."""
        with self._changed:
            generation = self._generation
            self._changed.wait_for(lambda: self._generation != generation, timeout=seconds)
