"""Waiting for what happens in its own time, on a control plane that is real."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PAUSE_SECONDS = 0.2

met = 0
"""How many waits of this run ended as they should: each of them is an assertion."""


def eventually(what: str, look: Callable[[], T], seconds: float = 90) -> T:
    """The first true answer of `look`. The limit only ends a test that would hang; it says what was seen last."""
    global met
    deadline = time.monotonic() + seconds
    while True:
        seen = look()
        if seen:
            met += 1
            return seen
        if time.monotonic() > deadline:
            raise AssertionError(f"After {seconds:.0f} s it is still not so that {what}. Seen last: {_short(seen)}")
        time.sleep(PAUSE_SECONDS)


class Not:
    """A false answer that remembers what was seen, for the message of `eventually`."""

    def __init__(self, seen: object) -> None:
        self.seen = seen

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return repr(self.seen)


def _short(seen: object) -> str:
    text = repr(seen)
    return text if len(text) < 3000 else text[:3000] + " ..."
