"""A running server as tests use it."""

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

FOLDER = Path(__file__).parent.parent


class Rig:
    """A running server: AWS clients for it, and its endpoints under /_rig."""

    region = "eu-west-1"

    def __init__(self, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "cloud", "--port", "0", *arguments], cwd=FOLDER, stdout=subprocess.PIPE, text=True
        )
        line = self._process.stdout.readline()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+\n", line), f"The server printed {line!r} instead of its address."
        self.url = line.strip()
        self._first = 0
        self._clients: dict[tuple[str, str], Any] = {}

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)

    def client(self, service: str, actor: str = "TEST", **options: Any) -> Any:
        if options or (service, actor) not in self._clients:
            configuration = Config(**{"retries": {"max_attempts": 0}, "read_timeout": 20, **options})
            made = boto3.client(
                service,
                endpoint_url=self.url,
                region_name=self.region,
                aws_access_key_id=actor,
                aws_secret_access_key="secret",
                config=configuration,
            )
            if options:
                return made
            self._clients[service, actor] = made
        return self._clients[service, actor]

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(f"{self.url}/_rig/{path}", data, method=method)) as answer:
            return json.load(answer)

    def advance(self, seconds: float) -> None:
        self.ask("POST", "clock", {"advance": seconds})

    def settings(self, **changes: Any) -> None:
        self.ask("POST", "settings", changes)

    def reset(self) -> dict[str, Any]:
        planted = self.ask("POST", "reset")
        self._first += len(self.calls())
        return planted

    def calls(self, service: str | None = None) -> list[dict[str, Any]]:
        """The calls since the last reset."""
        return [call for call in self.ask("GET", f"calls?since={self._first}") if service in (None, call["service"])]


def refused(call: Callable[..., Any], **params: Any) -> str:
    """The call is refused; answers the code and the message of the refusal."""
    with pytest.raises(ClientError) as caught:
        call(**params)
    error = caught.value.response["Error"]
    return f"{error['Code']}: {error['Message']}"
