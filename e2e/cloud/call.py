"""One call of an AWS API, as the recorder shows it."""

from dataclasses import dataclass, field
from typing import Any

_READS = ("Describe", "Get", "List", "Head", "Lookup", "Search", "Select", "Simulate", "BatchGet", "Filter", "Test")


@dataclass
class Call:
    """`params` are what boto3 would take; None when the request could not be parsed, and then `unparsed` says why.
    `made` are the ARNs of what came to be under an id that AWS chose."""

    actor: str | None
    service: str
    action: str
    region: str
    params: dict[str, Any] | None
    body: bytes
    time: str
    unparsed: str | None = None
    resources: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    seq: int | None = None
    status: int | None = None
    code: str | None = None
    fault: str | None = None

    @property
    def write(self) -> bool:
        return not self.action.startswith(_READS) and self.service != "sts"

    def to_json(self) -> dict[str, Any]:
        shown = {
            "seq": self.seq,
            "time": self.time,
            "actor": self.actor,
            "service": self.service,
            "action": self.action,
            "region": self.region,
            "params": self.params,
            "resources": self.resources,
            "made": self.made,
            "write": self.write,
            "status": self.status,
            "code": self.code,
            "fault": self.fault,
        }
        if self.unparsed is not None:
            shown["unparsed"] = self.unparsed
        return shown
