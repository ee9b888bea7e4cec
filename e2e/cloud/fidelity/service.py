"""What the rules of a service other than Batch look like."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cloud.call import Call
from cloud.fidelity.agenda import Agenda
from cloud.response import Response
from cloud.settings import Settings


@dataclass(frozen=True)
class Exchange:
    """A call, the account it is for, and `forward`, which asks moto."""

    call: Call
    account: str
    forward: Callable[[], Response]

    @property
    def params(self) -> dict[str, Any]:
        return self.call.params or {}

    @property
    def region(self) -> str:
        return self.call.region


Rule = Callable[[Exchange], Response | dict[str, Any]]


class Service:
    """`rules`: what answers each operation; an operation that is not there is moto's."""

    def __init__(self, agenda: Agenda, settings: Callable[[], Settings]) -> None:
        self.agenda = agenda
        self._settings = settings
        self.rules: dict[str, Rule] = {}

    @property
    def delay(self) -> float:
        return self._settings().delay

    @property
    def settings(self) -> Settings:
        return self._settings()

    def clear(self) -> None:
        """Forgets everything."""
