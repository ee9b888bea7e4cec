"""Service Quotas of AWS Batch (R13)."""

from typing import Any

from cloud.fidelity.pages import page
from cloud.fidelity.service import Exchange, Service
from cloud.response import Refusal, Response

# AWS General Reference, AWS Batch endpoints and quotas: names, adjustability. The codes are the ones of this emulator.
_NAMES = {
    "L-144F0CA5": ("Compute environment limit", "computeEnvironments"),
    "L-48BC9FF7": ("Job queue limit", "jobQueues"),
    "L-4F2B1E2A": ("Compute environments per job queue", "computeEnvironmentsPerQueue"),
}


class ServiceQuotas(Service):
    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.rules = {
            "ListServiceQuotas": self._list,
            "ListAWSDefaultServiceQuotas": self._list,
            "GetServiceQuota": self._get,
            "GetAWSDefaultServiceQuota": self._get,
        }

    def _list(self, exchange: Exchange) -> Response | dict[str, Any]:
        params = exchange.params
        if params.get("ServiceCode") != "batch":
            return exchange.forward()
        quotas = [self._shown(exchange, code) for code in _NAMES]
        wrong_token = "InvalidPaginationTokenException"
        shown, token = page(quotas, params.get("MaxResults"), params.get("NextToken"), 100, wrong_token)
        return {"Quotas": shown, **({"NextToken": token} if token else {})}

    def _get(self, exchange: Exchange) -> Response | dict[str, Any]:
        if exchange.params.get("ServiceCode") != "batch":
            return exchange.forward()
        code = exchange.params.get("QuotaCode", "")
        if code not in _NAMES:
            raise Refusal("NoSuchResourceException", f"The service batch has no quota {code}.")
        return {"Quota": self._shown(exchange, code)}

    def _shown(self, exchange: Exchange, code: str) -> dict[str, Any]:
        name, setting = _NAMES[code]
        return {
            "ServiceCode": "batch",
            "ServiceName": "AWS Batch",
            "QuotaArn": f"arn:aws:servicequotas:{exchange.region}:{exchange.account}:batch/{code}",
            "QuotaCode": code,
            "QuotaName": name,
            "Value": float(getattr(self.settings.quotas, setting)),
            "Unit": "None",
            "Adjustable": False,
            "GlobalQuota": False,
        }
