"""moto's server as it is: nothing of it is changed here but settings it offers."""

import contextlib
import os
from collections.abc import Iterator
from typing import Any

os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")

from moto.core.config import default_user_config
from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.moto_api._internal.models import moto_api_backend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.ssm.models import ssm_backends
from moto.utilities.utils import PARTITION_NAMES

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
        self._policies()
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
        keeps_ec2 = not plain and self._changed <= _APART_FROM_EC2
        networks = dict(ec2_backends) if keeps_ec2 else {}
        self.empty()
        ec2_backends.update(networks)
        self._changed.clear()
        self.seed = self._plant(self.seed if keeps_ec2 else None)
        return self.seed

    @staticmethod
    def publish(region: str, name: str, value: str) -> None:
        """AWS gives one of its own public parameters a new value; nobody else may put one below /aws (Systems Manager
        API reference, PutParameter)."""
        parameter = ssm_backends[ACCOUNT][region].get_parameter(name)
        if parameter is None:
            raise ValueError(f"AWS has no public parameter {name} in {region}")
        parameter.value = value

    def empty(self) -> None:
        """An account in which nothing was ever made."""
        policies = self._policies()
        ec2_backends.clear()
        iam_backends.clear()
        moto_api_backend.reset()
        self._configure()
        self._keep(policies)
        self._changed.add("ec2")

    def _plant(self, planted: dict[str, Any] | None = None) -> dict[str, Any]:
        seed.plant_roles()
        seed.plant_buckets(self._regions)
        return planted or {region: seed.plant_networks(region) for region in self._regions}

    @staticmethod
    def _policies() -> list[Any]:
        """The managed policies of AWS. moto reads them for every partition when it first sees an account; one is
        enough."""
        policies = iam_backends[ACCOUNT]["aws"].aws_managed_policies
        Emulator._other_partitions()
        return policies

    @staticmethod
    def _keep(policies: list[Any]) -> None:
        """Gives a new IAM the managed policies of the old."""
        with _without_policies():
            iam = iam_backends[ACCOUNT]["aws"]
        for policy in policies:
            policy.attachment_count = 0
        iam.aws_managed_policies = policies
        iam.managed_policies = {policy.arn: policy for policy in policies}
        Emulator._other_partitions()

    @staticmethod
    def _other_partitions() -> None:
        with _without_policies():
            for partition in PARTITION_NAMES:
                iam_backends[ACCOUNT][partition]  # is made when it is asked for

    @staticmethod
    def _configure() -> None:
        """Without this a submitted job asks for a container engine."""
        default_user_config["batch"] = {"use_docker": False}


@contextlib.contextmanager
def _without_policies() -> Iterator[None]:
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "false"
    try:
        yield
    finally:
        os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
