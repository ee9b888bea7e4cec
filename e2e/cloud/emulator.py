"""moto's server as it is: nothing of it is changed here but settings it offers."""

import os
from typing import Any

os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")

from moto.core.config import default_user_config
from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.moto_api._internal.models import moto_api_backend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from cloud.response import Response


class Emulator:
    """Answers a WSGI request whole, so that a fault may keep the answer back."""

    def __init__(self) -> None:
        self._application = DomainDispatcherApplication(create_backend_app)
        self._configure()

    def answer(self, environ: dict[str, Any]) -> Response:
        response = Response(500, b"")

        def start(status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
            response.status = int(status.split()[0])
            response.headers = [(name, value) for name, value in headers if name.lower() != "content-length"]

        parts = self._application(environ, start)
        try:
            response.body = b"".join(parts)
        finally:
            close = getattr(parts, "close", None)
            if close:
                close()
        return response

    def reset(self) -> None:
        """What is slow to build is thrown away first, or moto would build it anew before throwing it away."""
        ec2_backends.clear()
        iam_backends.clear()
        moto_api_backend.reset()
        self._configure()

    @staticmethod
    def _configure() -> None:
        """Without this a submitted job asks for a container engine."""
        default_user_config["batch"] = {"use_docker": False}
