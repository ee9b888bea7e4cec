"""Whether botocore, which knows each service's model, would have sent what was recorded."""

from __future__ import annotations

from functools import cache
from typing import Any

import botocore.session
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

_session = botocore.session.get_session()


@cache
def model(service: str) -> ServiceModel:
    return _session.get_service_model(service)


def problems(call: dict[str, Any]) -> str:
    """What is wrong with the parameters of a call; empty when nothing is."""
    if call["params"] is None:
        return f"not parsed: {call.get('unparsed')}"
    operation = model(call["service"]).operation_model(call["action"])
    if operation.input_shape is None:
        return ""
    return ParamValidator().validate(call["params"], operation.input_shape).generate_report()
