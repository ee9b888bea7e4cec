"""Which calls a fault or a breakpoint is meant for."""

import re
from dataclasses import dataclass
from typing import Any

from cloud.call import Call


@dataclass(frozen=True)
class Pattern:
    """All that is given must fit: `service` by name, `action`, `actor` and `region` as whole-text regular expressions,
    `body` as one found anywhere in the request, `write` for calls that change something."""

    service: str | None = None
    action: str | None = None
    actor: str | None = None
    region: str | None = None
    body: str | None = None
    write: bool | None = None

    KEYS = ("service", "action", "actor", "region", "body", "write")

    @classmethod
    def take_from(cls, given: dict[str, Any]) -> "Pattern":
        """Takes its own keys out of what a test sent; what stays is the caller's."""
        for key in ("action", "actor", "region", "body"):
            if given.get(key) is not None:
                re.compile(given[key])
        return cls(**{key: given.pop(key) for key in cls.KEYS if key in given})

    def fits(self, call: Call) -> bool:
        return (
            (self.service is None or self.service == call.service)
            and (self.action is None or re.fullmatch(self.action, call.action) is not None)
            and (self.actor is None or re.fullmatch(self.actor, call.actor or "") is not None)
            and (self.region is None or re.fullmatch(self.region, call.region) is not None)
            and (self.body is None or re.search(self.body.encode(), call.body) is not None)
            and (self.write is None or self.write == call.write)
        )
