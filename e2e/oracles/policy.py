"""Whether the published IAM policy allows what was recorded, and whether each of its grants was needed.

How a policy is evaluated: IAM user guide, "Policy evaluation logic" and "IAM JSON policy elements: Condition
operators". Which permission, resource and condition keys an action knows: service authorization reference.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Call = dict[str, Any]
PARTITION_ACCOUNT = "123456789012"


@dataclass(frozen=True)
class Request:
    """What IAM decides about: one permission, one resource, and what is known of both."""

    permission: str
    resource: str
    context: dict[str, str] = field(default_factory=dict, hash=False, compare=False)


class Policy:
    def __init__(self, document: dict[str, Any]) -> None:
        self.statements = document["Statement"]

    @classmethod
    def read(cls, file: Path) -> Policy:
        return cls(json.loads(file.read_text()))

    def grants(self) -> set[tuple[str, str]]:
        """Each permission of each statement."""
        return {(one["Sid"], permission) for one in self.statements for permission in as_list(one["Action"])}

    def allowing(self, request: Request) -> set[tuple[str, str]]:
        """The grants that allow a request; empty when it is refused. Deny statements would need more than this."""
        return {(one["Sid"], request.permission) for one in self.statements if allows(one, request)}


def allows(statement: dict[str, Any], request: Request) -> bool:
    assert statement["Effect"] == "Allow", (
        f"Statement {statement['Sid']} is no Allow, and this judge knows nothing else."
    )
    return (
        request.permission in as_list(statement["Action"])
        and any(matches(pattern, request.resource) for pattern in as_list(statement["Resource"]))
        and all(
            OPERATORS[operator](request.context.get(key), as_list(values))
            for operator, tests in statement.get("Condition", {}).items()
            for key, values in tests.items()
        )
    )


OPERATORS: dict[str, Callable[[str | None, list[str]], bool]] = {
    "Null": lambda value, wanted: [str(value is None).lower()] == wanted,
    "StringEquals": lambda value, wanted: value in wanted,
    "ArnEquals": lambda value, wanted: value is not None and any(matches(one, value) for one in wanted),
    "StringLike": lambda value, wanted: value is not None and any(matches(one, value) for one in wanted),
}


class Requests:
    """The requests behind a record of calls, in its order; remembers the tags that resources have by then."""

    def __init__(self) -> None:
        self._tags: dict[str, dict[str, str]] = {}
        self._file_systems: dict[str, str] = {}

    def behind(self, call: Call) -> Iterator[Request]:
        """GetCallerIdentity needs no permission (STS API reference)."""
        service, action, given = call["service"], call["action"], call["params"] or {}
        if service == "sts" and action == "GetCallerIdentity":
            return
        tags = request_tags(given)
        # What is done to a mount target is allowed on its file system (service authorization reference, Amazon EFS).
        resources = [self._file_systems.get(one, one) for one in resources_of(call)]
        for resource in resources:
            context = {f"aws:RequestTag/{key}": value for key, value in tags.items()}
            context |= {f"aws:ResourceTag/{key}": value for key, value in self._tags.get(resource, {}).items()}
            if "PolicyArn" in given:
                context["iam:PolicyARN"] = given["PolicyArn"]
            yield Request(
                PERMISSIONS.get((service, action), f"{PREFIXES.get(service, service)}:{action}"), resource, context
            )
            if tags and (service, action) in TAGGING and ":vpc/" not in resource:
                yield Request(TAGGING[service, action], resource, context | {"ec2:CreateAction": action})
        yield from self._implied(call, given)

    def carried_out(self, call: Call) -> None:
        """Remembers what a call that succeeded did to tags, whoever made it."""
        given = call["params"] or {}
        if call["action"] == "CreateMountTarget":
            self._file_systems |= dict.fromkeys(call["made"], resources_of(call)[0])
            return
        # A secret that is only scheduled for deletion keeps its tags.
        keeps = [
            "DeleteTags",
            "DeleteRolePolicy",
            *([] if given.get("ForceDeleteWithoutRecovery") else ["DeleteSecret"]),
        ]
        for resource in [*resources_of(call), *call["made"]]:
            if call["action"].startswith("Delete") and call["action"] not in keeps:
                self._tags.pop(resource, None)
                continue
            known = self._tags.setdefault(resource, {})
            if call["action"] == "DeleteTags":
                removed = [one["Key"] for one in given.get("Tags", [])]
            else:
                removed = given.get("tagKeys", given.get("TagKeys", []))
                known.update(request_tags(given))
            for key in removed:
                known.pop(key, None)

    @staticmethod
    def _implied(call: Call, given: dict[str, Any]) -> Iterator[Request]:
        """Permissions that a call asks for besides its own name."""
        if call["action"] == "AddRoleToInstanceProfile":
            role = f"arn:aws:iam::{PARTITION_ACCOUNT}:role/{given['RoleName']}"
            yield Request("iam:PassRole", role, {"iam:PassedToService": "ec2.amazonaws.com"})
        if call["action"] == "RegisterJobDefinition":
            for member in ("executionRoleArn", "jobRoleArn"):
                role = given.get("containerProperties", {}).get(member, "")
                if ":role/TowerForge-" in role:
                    yield Request("iam:PassRole", role, {"iam:PassedToService": "ecs-tasks.amazonaws.com"})
        if call["action"] == "CreateMountTarget":
            # EFS makes the interface as its caller (Amazon EFS user guide, "Actions, resources, and condition keys").
            for kind in ("network-interface", "subnet", "security-group"):
                resource = f"arn:aws:ec2:{call['region']}:{PARTITION_ACCOUNT}:{kind}/*"
                yield Request("ec2:CreateNetworkInterface", resource)
        if call["action"] == "DeleteMountTarget":
            resource = f"arn:aws:ec2:{call['region']}:{PARTITION_ACCOUNT}:network-interface/*"
            yield Request("ec2:DeleteNetworkInterface", resource)
        if call["action"] == "CreateComputeEnvironment":
            # Batch makes its role on first use (AWS Batch user guide, "Using service-linked roles").
            role = f"arn:aws:iam::{PARTITION_ACCOUNT}:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch"
            yield Request("iam:CreateServiceLinkedRole", role, {"iam:AWSServiceName": "batch.amazonaws.com"})


PREFIXES = {"efs": "elasticfilesystem", "service-quotas": "servicequotas"}

# Calls whose permission has another name (service authorization reference, Amazon S3).
PERMISSIONS = {("s3", "HeadBucket"): "s3:ListBucket"}

# What tagging in a create call needs besides the call itself.
TAGGING = {
    ("batch", "CreateComputeEnvironment"): "batch:TagResource",
    ("batch", "CreateJobQueue"): "batch:TagResource",
    ("batch", "RegisterJobDefinition"): "batch:TagResource",
    ("ec2", "CreateLaunchTemplate"): "ec2:CreateTags",
    ("iam", "CreateRole"): "iam:TagRole",
    ("iam", "CreateInstanceProfile"): "iam:TagInstanceProfile",
    ("logs", "CreateLogGroup"): "logs:TagResource",
    ("ec2", "CreateSecurityGroup"): "ec2:CreateTags",
    ("efs", "CreateFileSystem"): "elasticfilesystem:TagResource",
    ("fsx", "CreateFileSystem"): "fsx:TagResource",
    ("secretsmanager", "CreateSecret"): "secretsmanager:TagResource",
}

# Actions whose authorization knows no resource.
WITHOUT_RESOURCE = re.compile(
    r"batch:(Describe|List)|ec2:Describe|iam:(GetAccountAuthorizationDetails|List)|logs:DescribeLogGroups"
    r"|efs:Describe|fsx:Describe|secretsmanager:ListSecrets"
)


def resources_of(call: Call) -> list[str]:
    name = f"{call['service']}:{call['action']}"
    region = call["region"]
    if WITHOUT_RESOURCE.match(name):
        return ["*"]
    if call["action"] == "CreateLaunchTemplate":
        return [f"arn:aws:ec2:{region}:{PARTITION_ACCOUNT}:launch-template/{call['params']['LaunchTemplateName']}"]
    if call["action"] in ("CreateTags", "DeleteTags"):
        kinds = {"lt": "launch-template", "sg": "security-group"}
        return [
            f"arn:aws:ec2:{region}:{PARTITION_ACCOUNT}:{kinds[one.split('-')[0]]}/{one}"
            for one in call["params"]["Resources"]
        ]
    if call["action"] == "CreateFileSystem":
        prefix = PREFIXES.get(call["service"], call["service"])
        return [f"arn:aws:{prefix}:{region}:{PARTITION_ACCOUNT}:file-system/new"]
    if call["action"] == "CreateSecurityGroup":
        vpc = f"arn:aws:ec2:{region}:{PARTITION_ACCOUNT}:vpc/{call['params'].get('VpcId', 'default')}"
        return [f"arn:aws:ec2:{region}:{PARTITION_ACCOUNT}:security-group/new", vpc]
    if call["service"] == "secretsmanager":
        name = call["params"].get("Name") or call["params"]["SecretId"]
        return [
            name if name.startswith("arn:") else f"arn:aws:secretsmanager:{region}:{PARTITION_ACCOUNT}:secret:{name}"
        ]
    if call["service"] == "ssm":
        return [f"arn:aws:ssm:{region}::parameter{call['params']['Name']}"]
    # A job definition's tags are asked for by name here, though each revision has its own.
    resources = [re.sub(r"(:job-definition/[^:]+):\d+$", r"\1", one.rstrip("/")) for one in call["resources"]]
    if "InstanceProfileName" in (call["params"] or {}):
        # The permission is about the profile, though the call names a role too.
        resources = [one for one in resources if ":instance-profile/" in one]
    return [one for one in resources if ":policy/" not in one] or ["*"]


def request_tags(given: dict[str, Any]) -> dict[str, str]:
    tags = given.get("tags") or given.get("Tags") or {}
    for specification in given.get("TagSpecifications", []):
        tags = specification["Tags"]
    # Those to be taken off are given by their keys alone.
    return dict(tags) if isinstance(tags, dict) else {one["Key"]: one["Value"] for one in tags if "Value" in one}


def matches(pattern: str, text: str) -> bool:
    expression = "".join(
        ".*" if part == "*" else "." if part == "?" else re.escape(part) for part in re.split(r"([*?])", pattern)
    )
    return re.fullmatch(expression, text) is not None


def as_list(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]
