"""The refusals of AWS Batch (R9). Its API reference knows two errors; the texts are no contract."""

from typing import Any

from cloud.response import Refusal


def refused(message: str) -> Refusal:
    """ClientException, status 400: the request, or what it names, is at fault."""
    return Refusal("ClientException", message, 400)


def required(params: dict[str, Any], name: str) -> Any:
    value = params.get(name)
    if value in (None, ""):
        raise refused(f"Error executing request, Exception : {name} is required.")
    return value


def one_of(value: str, allowed: tuple[str, ...], name: str) -> str:
    """The value in upper case, in which Batch shows it again (go-to-k/cdk-real-drift)."""
    if value.upper() not in allowed:
        raise refused(f"{name} can only be one of [{', '.join(allowed)}], not {value}.")
    return value.upper()
