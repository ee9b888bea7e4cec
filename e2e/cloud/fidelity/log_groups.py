"""CloudWatch Logs (L1)."""

from typing import Any

from cloud.fidelity.service import Exchange, Service
from cloud.response import Refusal, Response

# CloudWatch Logs API reference, PutRetentionPolicy, retentionInDays.
_DAYS = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653)


class LogGroups(Service):
    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.rules = {"PutRetentionPolicy": self._put_retention}

    @staticmethod
    def _put_retention(exchange: Exchange) -> Response:
        days = exchange.params.get("retentionInDays")
        if days not in _DAYS:
            raise Refusal(
                "InvalidParameterException", f"retentionInDays is one of {', '.join(map(str, _DAYS))}, not {days}."
            )
        return exchange.forward()
