"""One server for the session, new for each test."""

import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

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

    def calls(self, service: str | None = None) -> list[dict[str, Any]]:
        return [call for call in self.ask("GET", "calls") if service in (None, call["service"])]


def eventually(question: Callable[[], Any], seconds: float = 10) -> Any:
    """The first true answer to the question."""
    deadline = time.monotonic() + seconds
    while True:
        answer = question()
        if answer:
            return answer
        assert time.monotonic() < deadline, f"Still {answer!r} after {seconds} seconds."
        time.sleep(0.01)


@pytest.fixture(scope="session")
def server() -> Iterator[Rig]:
    rig = Rig("--delay", "10")
    yield rig
    rig.stop()


@pytest.fixture
def rig(server: Rig) -> Rig:
    """The server as new. Its asynchronous changes take ten seconds of its clock, which tests move."""
    server.ask("POST", "reset")
    return server
