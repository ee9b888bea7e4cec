"""What else is in the account, as Batch looks at it: moto's EC2 and IAM."""

import re
from typing import Any

from moto.ec2.models import ec2_backends
from moto.ec2.models.instance_types import INSTANCE_TYPES
from moto.iam.models import iam_backends

from cloud import seed

SERVICE_LINKED_ROLE = "aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch"


class Account:
    """Reads of one account and Region."""

    def __init__(self, number: str, region: str) -> None:
        self.number = number
        self.region = region

    @property
    def _iam(self) -> Any:
        return iam_backends[self.number]["aws"]

    @property
    def _ec2(self) -> Any:
        return ec2_backends[self.number][self.region]

    def service_linked_role(self) -> str:
        """The ARN of the role Batch uses of itself; Batch makes the role when it is not there (R5)."""
        if not any(role.name == "AWSServiceRoleForBatch" for role in self._iam.roles.values()):
            seed.service_linked_role(self._iam, "batch.amazonaws.com", "AWSServiceRoleForBatch")
        return f"arn:aws:iam::{self.number}:role/{SERVICE_LINKED_ROLE}"

    def role(self, identifier: str) -> Any | None:
        """A role by its ARN, or by its name where that is given."""
        roles = self._iam.roles.values()
        return next((role for role in roles if identifier in (role.arn, role.name)), None)

    def instance_profile(self, identifier: str) -> Any | None:
        profiles = self._iam.instance_profiles.values()
        return next((profile for profile in profiles if identifier in (profile.arn, profile.name)), None)

    def subnet_exists(self, subnet: str) -> bool:
        return any(subnet in zone for zone in self._ec2.subnets.values())

    def security_group_exists(self, group: str) -> bool:
        return any(group in groups for groups in self._ec2.groups.values())

    def image_exists(self, image: str) -> bool:
        return image in self._ec2.amis

    def key_pair_exists(self, name: str) -> bool:
        return name in self._ec2.key_pairs

    def launch_template_version(self, specification: dict[str, Any]) -> Any | None:
        """The version of a launch template that a specification means, None when the template or the version is not
        there."""
        identifier = specification.get("launchTemplateId")
        templates = self._ec2.launch_templates
        template = (
            templates.get(identifier)
            if identifier
            else next(
                (each for each in templates.values() if each.name == specification.get("launchTemplateName")), None
            )
        )
        if template is None:
            return None
        wanted = specification.get("version") or "$Default"
        number = {"$Default": template.default_version_number, "$Latest": template.latest_version_number}.get(
            wanted, wanted
        )
        return next((version for version in template.versions if str(version.number) == str(number)), None)


def instance_types(names: list[str]) -> tuple[list[str], list[str]]:
    """The instance types that names of types, sizes, families and Batch's own words stand for, and the names nothing
    has."""
    found: list[str] = []
    unknown: list[str] = []
    for name in names:
        families = _OWN_WORDS.get(name, (name,))
        matching = [each for each in INSTANCE_TYPES if each == name or each.split(".")[0] in families]
        found.extend(matching)
        if not matching:
            unknown.append(name)
    return found, unknown


def architectures(types: list[str]) -> set[str]:
    return {
        architecture
        for each in types
        for architecture in INSTANCE_TYPES[each]["ProcessorInfo"]["SupportedArchitectures"]
        if architecture in ("x86_64", "arm64")
    }


def all_with_gpu(types: list[str]) -> bool:
    return bool(types) and all(re.match(r"(p|g)\d", each) and INSTANCE_TYPES[each].get("GpuInfo") for each in types)


# AWS Batch API reference, ComputeResource, instanceTypes.
_OWN_WORDS = {
    "optimal": ("m6i", "c6i", "r6i", "c7i"),
    "default_x86_64": ("m6i", "c6i", "r6i", "c7i"),
    "default_arm64": ("m6g", "c6g", "r6g", "c7g"),
}
