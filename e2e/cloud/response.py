"""An HTTP answer before it is sent, and the refusals a rule raises."""

from dataclasses import dataclass, field


@dataclass
class Response:
    status: int
    body: bytes
    headers: list[tuple[str, str]] = field(default_factory=list)


class Refusal(Exception):
    """What AWS would refuse. The code is the one of the service's API reference; `fields` go into the error beside the
    message."""

    def __init__(self, code: str, message: str, status: int = 400, **fields: object) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.fields = fields


class LostConnection(Exception):
    """The client gets no answer: its connection is reset."""
