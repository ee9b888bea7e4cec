"""The endpoints under /_rig, with which tests look into the server and steer it."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from cloud.response import Response

Handler = Callable[[Any, dict[str, str]], Any]


class Control:
    """A table of (method, path) and what answers it. A handler takes the JSON of the body and the query and returns
    JSON."""

    def __init__(self) -> None:
        self._handlers: dict[tuple[str, str], Handler] = {}

    def on(self, method: str, path: str, handler: Handler) -> None:
        self._handlers[method, path] = handler

    def answer(self, environ: dict[str, Any]) -> Response:
        path = environ["PATH_INFO"].rstrip("/")
        handler = self._handlers.get((environ["REQUEST_METHOD"], path))
        if handler is None:
            known = ", ".join(f"{method} {place}" for method, place in sorted(self._handlers))
            return _json(404, {"message": f"There is no {environ['REQUEST_METHOD']} {path}; there are {known}."})
        try:
            length = int(environ.get("CONTENT_LENGTH") or 0)
            body = environ["wsgi.input"].read(length) if length else b""
            query = {name: values[0] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
            return _json(200, handler(json.loads(body) if body else None, query))
        except (ValueError, TypeError, KeyError) as error:
            return _json(400, {"message": f"{path} cannot take this: {error}"})


def _json(status: int, value: Any) -> Response:
    return Response(status, json.dumps(value).encode(), [("Content-Type", "application/json")])
