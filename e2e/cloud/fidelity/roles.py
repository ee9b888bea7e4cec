"""IAM roles and instance profiles, and who may be assumed (I1, I3, A1)."""

import re
from typing import Any

from moto.iam.models import iam_backends

from cloud import seed
from cloud.fidelity.service import Exchange, Service
from cloud.response import Refusal, Response

_NAME = re.compile(r"[\w+=,.@-]+", re.ASCII)
# IAM user guide, Using service-linked roles, and the guide of each service.
_SERVICE_LINKED = {
    "batch.amazonaws.com": "AWSServiceRoleForBatch",
    "ecs.amazonaws.com": "AWSServiceRoleForECS",
    "spot.amazonaws.com": "AWSServiceRoleForEC2Spot",
    "spotfleet.amazonaws.com": "AWSServiceRoleForEC2SpotFleet",
}


class Roles(Service):
    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.rules = {
            "CreateRole": self._create_role,
            "CreateInstanceProfile": self._create_instance_profile,
            "CreateServiceLinkedRole": self._create_service_linked_role,
        }

    def _create_role(self, exchange: Exchange) -> Response:
        name = exchange.params.get("RoleName", "")
        _check_name("roleName", name, 64)
        for role in _backend(exchange).roles.values():
            if role.name.lower() == name.lower():
                raise Refusal("EntityAlreadyExists", f"Role with name {name} already exists.", 409)
        return exchange.forward()

    def _create_instance_profile(self, exchange: Exchange) -> Response:
        name = exchange.params.get("InstanceProfileName", "")
        _check_name("instanceProfileName", name, 128)
        for profile in _backend(exchange).instance_profiles.values():
            if profile.name.lower() == name.lower():
                raise Refusal("EntityAlreadyExists", f"Instance Profile {name} already exists.", 409)
        return exchange.forward()

    def _create_service_linked_role(self, exchange: Exchange) -> Response | dict[str, Any]:
        """I3."""
        service = exchange.params.get("AWSServiceName", "")
        name = _SERVICE_LINKED.get(service)
        if name is None:
            return exchange.forward()
        iam = _backend(exchange)
        if any(role.name == name for role in iam.roles.values()):
            message = f"Service role name {name} has been taken in this account, please try a different suffix."
            raise Refusal("InvalidInput", message)
        role = seed.service_linked_role(iam, service, name)
        return {
            "Role": {
                "Path": role.path,
                "RoleName": role.name,
                "RoleId": role.id,
                "Arn": role.arn,
                "CreateDate": role.create_date,
                "AssumeRolePolicyDocument": role.assume_role_policy_document,
            }
        }


class Sessions(Service):
    """AWS STS."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.rules = {"AssumeRole": self._assume, "AssumeRoleWithWebIdentity": self._assume}

    def _assume(self, exchange: Exchange) -> Response:
        """A1. The role is looked up in the account its ARN names. Who may assume it is not looked at."""
        arn = exchange.params.get("RoleArn", "")
        parts = arn.split(":")
        account = parts[4] if len(parts) > 5 else exchange.account
        if not any(role.arn == arn for role in iam_backends[account]["aws"].roles.values()):
            message = f"User: {exchange.call.actor} is not authorized to perform: sts:AssumeRole on resource: {arn}"
            raise Refusal("AccessDenied", message, 403)
        return exchange.forward()


def _backend(exchange: Exchange) -> Any:
    return iam_backends[exchange.account]["aws"]


def _check_name(parameter: str, name: str, most: int) -> None:
    """I1."""
    if not _NAME.fullmatch(name):
        message = (
            f"The specified value for {parameter} is invalid. It must contain only alphanumeric characters and +=,.@_-"
        )
        raise Refusal("ValidationError", message)
    if len(name) > most:
        message = f"1 validation error detected: Value at '{parameter}' must have length less than or equal to {most}"
        raise Refusal("ValidationError", message)
