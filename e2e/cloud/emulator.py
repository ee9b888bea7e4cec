"""moto's server as it is: nothing of it is changed here but settings it offers."""

import os
from typing import Any

os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")

from moto.core.config import default_user_config
from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.moto_api._internal.models import moto_api_backend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from cloud import ACCOUNT, seed
from cloud.call import Call
from cloud.response import Response

# Services whose calls leave moto's EC2 as it is.
_APART_FROM_EC2 = {"batch", "iam", "logs", "s3", "secretsmanager", "service-quotas", "ssm", "sts", "fsx"}


class Emulator:
    """Answers a WSGI request whole, so that a fault may keep the answer back."""

    def __init__(self, regions: list[str]) -> None:
        self._regions = regions
        self._application = DomainDispatcherApplication(create_backend_app)
        self._changed: set[str] = set()
        self._configure()
        self.seed = self._plant()

    def answer(self, call: Call, environ: dict[str, Any]) -> Response:
        if call.write:
            self._changed.add(call.service)
        return self.pass_on(environ)

    def pass_on(self, environ: dict[str, Any]) -> Response:
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

    def reset(self, plain: bool) -> dict[str, Any]:
        """Everything as new. What is slow to build is kept where it cannot have changed: EC2 with its images when no
        call changed EC2 (moto's own Batch starts instances), and the managed policies of AWS."""
        policies = iam_backends[ACCOUNT]["aws"].aws_managed_policies
        keeps_ec2 = not plain and self._changed <= _APART_FROM_EC2
        networks = dict(ec2_backends) if keeps_ec2 else {}
        ec2_backends.clear()
        iam_backends.clear()
        moto_api_backend.reset()
        ec2_backends.update(networks)
        self._configure()
        self._keep(policies)
        self._changed.clear()
        self.seed = self._plant(self.seed if keeps_ec2 else None)
        return self.seed

    def _plant(self, planted: dict[str, Any] | None = None) -> dict[str, Any]:
        seed.plant_roles()
        seed.plant_buckets(self._regions)
        return planted or {region: seed.plant_networks(region) for region in self._regions}

    @staticmethod
    def _keep(policies: list[Any]) -> None:
        """Gives a new IAM the managed policies of the old, which takes a second to read again."""
        os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "false"
        try:
            iam = iam_backends[ACCOUNT]["aws"]
        finally:
            os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
        for policy in policies:
            policy.attachment_count = 0
        iam.aws_managed_policies = policies
        iam.managed_policies = {policy.arn: policy for policy in policies}

    @staticmethod
    def _configure() -> None:
        """Without this a submitted job asks for a container engine."""
        default_user_config["batch"] = {"use_docker": False}
