"""Which resources a call addresses: ARNs where they follow from the name (service authorization reference), else ids
and names."""

import re
from typing import Any

from cloud import ACCOUNT
from cloud.call import Call

_GROUP = "arn:aws:logs:{region}:{account}:log-group:{name}"
_TEMPLATES: dict[str, dict[str, str]] = {
    "batch": {
        "computeEnvironment": "arn:aws:batch:{region}:{account}:compute-environment/{name}",
        "computeEnvironmentName": "arn:aws:batch:{region}:{account}:compute-environment/{name}",
        "computeEnvironments": "arn:aws:batch:{region}:{account}:compute-environment/{name}",
        "jobQueue": "arn:aws:batch:{region}:{account}:job-queue/{name}",
        "jobQueueName": "arn:aws:batch:{region}:{account}:job-queue/{name}",
        "jobQueues": "arn:aws:batch:{region}:{account}:job-queue/{name}",
        "jobDefinition": "arn:aws:batch:{region}:{account}:job-definition/{name}",
        "jobDefinitionName": "arn:aws:batch:{region}:{account}:job-definition/{name}",
        "jobId": "arn:aws:batch:{region}:{account}:job/{name}",
        "jobs": "arn:aws:batch:{region}:{account}:job/{name}",
        "resourceArn": "{name}",
    },
    "ec2": {
        "LaunchTemplateId": "arn:aws:ec2:{region}:{account}:launch-template/{name}",
        "LaunchTemplateIds": "arn:aws:ec2:{region}:{account}:launch-template/{name}",
        "LaunchTemplateName": "{name}",
        "LaunchTemplateNames": "{name}",
        "Resources": "{name}",
        "SubnetIds": "arn:aws:ec2:{region}:{account}:subnet/{name}",
        "GroupIds": "arn:aws:ec2:{region}:{account}:security-group/{name}",
        "GroupId": "arn:aws:ec2:{region}:{account}:security-group/{name}",
        "VolumeId": "arn:aws:ec2:{region}:{account}:volume/{name}",
        "VpcIds": "arn:aws:ec2:{region}:{account}:vpc/{name}",
        "ImageIds": "arn:aws:ec2:{region}::image/{name}",
    },
    "iam": {
        "RoleName": "arn:aws:iam::{account}:role/{name}",
        "InstanceProfileName": "arn:aws:iam::{account}:instance-profile/{name}",
        "PolicyArn": "{name}",
        "AWSServiceName": "arn:aws:iam::{account}:role/aws-service-role/{name}/",
    },
    "logs": {"logGroupName": _GROUP, "logGroupNamePrefix": _GROUP, "resourceArn": "{name}"},
    "ssm": {"Name": "{name}", "Names": "{name}"},
    "sts": {"RoleArn": "{name}"},
    "efs": {
        "FileSystemId": "arn:aws:elasticfilesystem:{region}:{account}:file-system/{name}",
        "ResourceId": "arn:aws:elasticfilesystem:{region}:{account}:file-system/{name}",
        "CreationToken": "{name}",
        "MountTargetId": "{name}",
    },
    "fsx": {
        "FileSystemId": "arn:aws:fsx:{region}:{account}:file-system/{name}",
        "FileSystemIds": "arn:aws:fsx:{region}:{account}:file-system/{name}",
        "ResourceARN": "{name}",
    },
    "secretsmanager": {"SecretId": "{name}", "Name": "{name}"},
    "service-quotas": {"ServiceCode": "{name}", "QuotaCode": "{name}"},
    "s3": {"Bucket": "arn:aws:s3:::{name}"},
}


def addressed(service: str, region: str, params: dict[str, Any]) -> list[str]:
    """The resources of the call, in the order of its parameters, each once."""
    found: list[str] = []
    for parameter, template in _TEMPLATES.get(service, {}).items():
        value = params.get(parameter)
        for name in value if isinstance(value, list) else [value]:
            if not isinstance(name, str) or not name:
                continue
            text = name if name.startswith("arn:") else template.format(region=region, account=ACCOUNT, name=name)
            if text not in found:
                found.append(text)
    return found


# In the answer of a create call: the id that AWS chose.
_IDS = {
    ("ec2", "CreateLaunchTemplate"): ("launchTemplateId", "arn:aws:ec2:{region}:{account}:launch-template/{name}"),
    ("ec2", "CreateVolume"): ("volumeId", "arn:aws:ec2:{region}:{account}:volume/{name}"),
    ("ec2", "CreateSecurityGroup"): ("groupId", "arn:aws:ec2:{region}:{account}:security-group/{name}"),
    ("efs", "CreateFileSystem"): ("FileSystemId", "arn:aws:elasticfilesystem:{region}:{account}:file-system/{name}"),
    ("efs", "CreateMountTarget"): ("MountTargetId", "{name}"),
    ("fsx", "CreateFileSystem"): ("FileSystemId", "arn:aws:fsx:{region}:{account}:file-system/{name}"),
    ("secretsmanager", "CreateSecret"): ("ARN", "{name}"),
    ("batch", "RegisterJobDefinition"): ("jobDefinitionArn", "{name}"),
}


def made(call: Call, answer: bytes) -> list[str]:
    """What a call made under an id of AWS's choice."""
    if (call.service, call.action) not in _IDS:
        return []
    member, template = _IDS[call.service, call.action]
    found = re.search(rf'(?:<{member}>|"{member}": ?")([^<"]+)', answer.decode())
    return [template.format(region=call.region, account=ACCOUNT, name=found[1])] if found else []
