"""From HTTP to boto3's parameters and back, with botocore's service models as moto's core reads them."""

import base64
import datetime
import functools
import io
import json
import re
import uuid
from typing import Any
from xml.sax.saxutils import escape

from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol
from moto.core.routing import get_service_router
from moto.core.serialize import get_serializer_class
from moto.core.utils import get_service_model
from moto.moto_server.werkzeug_app import BackendRequest

from cloud.call import Call
from cloud.resources import addressed
from cloud.response import Refusal, Response

_BOTOCORE_NAMES = {"elasticfilesystem": "efs", "servicequotas": "service-quotas", "monitoring": "cloudwatch"}
_SCOPE = re.compile(r"Credential=([^/]*)/\d+/([^/]+)/([^/]+)/aws4_request")
_UNSIGNED = re.compile(rb"Action=(AssumeRoleWithWebIdentity|AssumeRoleWithSAML)\b")

model = functools.cache(get_service_model)


def read(environ: dict[str, Any]) -> Call:
    """The call of a request. Its body is kept and put back for whoever reads the request next."""
    body = _body(environ)
    actor, region, service = _scope(environ, body)
    call = Call(actor, service, "Unknown", region, None, body, _timestamp())
    try:
        request = BackendRequest(environ)
        operation, labels = _operation(service, request)
        call.action = operation.name
        parser = PROTOCOL_PARSERS[determine_request_protocol(model(service), request.content_type)](operation)
        parsed = parser.parse(
            {
                "method": request.method,
                "values": request.values,
                "headers": request.headers,
                "body": body,
                "url_path": request.path,
                "url_params": labels,
            }
        )
        call.params = _plain(parsed)
        call.resources = addressed(service, region, call.params)
    except Exception as error:  # noqa: BLE001  a recorder that stops at a call it cannot read hides the interesting one
        call.unparsed = f"{type(error).__name__}: {error}"
    finally:
        environ["wsgi.input"] = io.BytesIO(body)
    return call


def answer(call: Call, result: dict[str, Any]) -> Response:
    """The result of an operation, in the service's own format."""
    service = model(call.service)
    serializer = get_serializer_class(call.service, str(service.protocol))(service.operation_model(call.action))
    written = serializer.serialize(result)
    body = written["body"]
    headers = [(name, str(value)) for name, value in written["headers"].items()]
    return Response(int(written["status_code"]), body.encode() if isinstance(body, str) else body, headers)


def refuse(call: Call, refusal: Refusal) -> Response:
    """The error of a service, in the service's own format."""
    return error(call.service, refusal.code, refusal.message, refusal.status, refusal.fields)


def error(service: str, code: str, message: str, status: int, fields: dict[str, Any] | None = None) -> Response:
    """An error as the service's protocol writes it (Smithy documentation, AWS protocols: awsJson1_1, restJson1,
    awsQuery, ec2Query, restXml)."""
    protocol = str(model(service).protocol)
    request = str(uuid.uuid4())
    if protocol in ("json", "rest-json"):
        text = json.dumps({"__type": code, "message": message, **(fields or {})}).encode()
        kind = "application/x-amz-json-1.1" if protocol == "json" else "application/json"
        return Response(
            status, text, [("Content-Type", kind), ("x-amzn-ErrorType", code), ("x-amzn-RequestId", request)]
        )
    inner = f"<Code>{escape(code)}</Code><Message>{escape(message)}</Message>"
    if protocol == "ec2":
        xml = f"<Response><Errors><Error>{inner}</Error></Errors><RequestID>{request}</RequestID></Response>"
    elif protocol == "query":
        fault = "Sender" if status < 500 else "Receiver"
        namespace = model(service).metadata["xmlNamespace"]
        xml = (
            f'<ErrorResponse xmlns="{namespace}"><Error><Type>{fault}</Type>{inner}</Error>'
            f"<RequestId>{request}</RequestId></ErrorResponse>"
        )
    else:
        xml = f"<Error>{inner}<RequestId>{request}</RequestId></Error>"
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}'.encode()
    return Response(status, body, [("Content-Type", "text/xml"), ("x-amzn-RequestId", request)])


def code_of(response: Response) -> str | None:
    """The error code an answer carries, None when it is none."""
    if response.status < 400:
        return None
    named = next((value for name, value in response.headers if name.lower() == "x-amzn-errortype"), None)
    if named is None:
        found = re.search(rb"<Code>([^<]*)</Code>", response.body) or re.search(
            rb'"(?:__type|code)"\s*:\s*"([^"]*)"', response.body
        )
        named = found.group(1).decode() if found else None
    return None if named is None else named.split(":")[0].split("#")[-1]


def _operation(service: str, request: Request) -> tuple[Any, dict[str, Any]]:
    """EC2, IAM, STS and the JSON services name the operation in the request; routing them by path would take longer."""
    target = request.headers.get("X-Amz-Target")
    if target:
        return model(service).operation_model(target.split(".")[-1]), {}
    action = request.values.get("Action")
    if action and str(model(service).protocol) in ("ec2", "query"):
        return model(service).operation_model(action), {}
    operation, labels = get_service_router(service).match(request)
    return operation, labels


def _body(environ: dict[str, Any]) -> bytes:
    if environ.get("wsgi.input_terminated"):
        body = environ["wsgi.input"].read()
        environ["CONTENT_LENGTH"] = str(len(body))
    else:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    return body


def _scope(environ: dict[str, Any], body: bytes) -> tuple[str | None, str, str]:
    """Access key id, Region and botocore's name of the service, from the credential scope of the signature (AWS
    Signature Version 4)."""
    found = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
    if found:
        actor, region, signing = found.groups()
        return actor, region, _BOTOCORE_NAMES.get(signing, signing)
    if _UNSIGNED.search(body):
        return None, "us-east-1", "sts"
    return None, "us-east-1", "s3"


def _plain(value: Any) -> Any:
    """The value in JSON's types: time as text, bytes as base64."""
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    return str(value)


def _timestamp() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
