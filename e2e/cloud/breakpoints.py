"""Calls that are held, so that a test can kill the operator at just that line."""

import threading
from dataclasses import dataclass
from typing import Any

from cloud.call import Call
from cloud.matching import Pattern


@dataclass
class Breakpoint:
    """Holds the `nth` call that fits: `before` it is applied, and then it never is, or `after`, and then its answer is
    lost."""

    number: int
    pattern: Pattern
    nth: int = 1
    when: str = "before"
    seen: int = 0
    call: dict[str, Any] | None = None
    held: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.number,
            "nth": self.nth,
            "when": self.when,
            "seen": self.seen,
            "hit": self.call is not None,
            "held": self.held,
            "call": self.call,
            **vars(self.pattern),
        }


class Breakpoints:
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._breakpoints: list[Breakpoint] = []
        self._numbers = 0

    def add(self, given: dict[str, Any]) -> dict[str, Any]:
        rest = dict(given)
        pattern = Pattern.take_from(rest)
        if rest.get("when", "before") not in ("before", "after"):
            raise ValueError(f"a breakpoint holds before or after, not {rest['when']!r}")
        with self._changed:
            self._numbers += 1
            added = Breakpoint(self._numbers, pattern, **rest)
            self._breakpoints.append(added)
            return added.to_json()

    def show(self, wait: float) -> list[dict[str, Any]]:
        """All breakpoints; with `wait`, as soon as one holds a call, at the latest after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: any(each.held for each in self._breakpoints), timeout=wait)
            return [each.to_json() for each in self._breakpoints]

    def clear(self) -> None:
        """Removes all and lets go of what they hold."""
        with self._changed:
            for each in self._breakpoints:
                each.held = False
            self._breakpoints.clear()
            self._changed.notify_all()

    def reached(self, call: Call) -> Breakpoint | None:
        """The breakpoint this call is the nth of, if any. Counts the call for all that fit."""
        hit = None
        with self._changed:
            for each in self._breakpoints:
                if each.pattern.fits(call):
                    each.seen += 1
                    if each.seen == each.nth and hit is None:
                        hit = each
        return hit

    def hold(self, breakpoint: Breakpoint, call: Call) -> None:
        """Returns when the breakpoint is removed."""
        with self._changed:
            if breakpoint not in self._breakpoints:
                return
            breakpoint.call = call.to_json()
            breakpoint.held = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not breakpoint.held)
