"""The recorder reads every call the operator may make."""

import contextlib
import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from botocore import xform_name

from cloud.client import FOLDER, Rig

POLICY = FOLDER.parent / "docs" / "iam-policy.json"
CE, QUEUE = "TowerForge-a-work", "TowerForge-a-queue"
ARN = "arn:aws:batch:eu-west-1:123456789012:"
NFS = {"IpProtocol": "tcp", "FromPort": 2049, "ToPort": 2049, "UserIdGroupPairs": [{"GroupId": "sg-1"}]}
TAGS = [{"Key": "a", "Value": "1"}]
FILE_SYSTEM = "fs-0123456789abcdef0"
LUSTRE = f"arn:aws:fsx:eu-west-1:123456789012:file-system/{FILE_SYSTEM}"
BOUNDARY = "arn:aws:iam::aws:policy/PowerUserAccess"
PARAMETERS = {
    "batch": {
        "CreateComputeEnvironment": {
            "computeEnvironmentName": CE,
            "type": "MANAGED",
            "computeResources": {"type": "SPOT", "maxvCpus": 4, "subnets": ["subnet-1"], "tags": {"a": "1"}},
            "tags": {"a/b": "1"},
        },
        "UpdateComputeEnvironment": {"computeEnvironment": CE, "updatePolicy": {"terminateJobsOnUpdate": True}},
        "DeleteComputeEnvironment": {"computeEnvironment": CE},
        "DescribeComputeEnvironments": {"computeEnvironments": [CE], "maxResults": 5},
        "CreateJobQueue": {
            "jobQueueName": QUEUE,
            "priority": 1,
            "computeEnvironmentOrder": [{"order": 1, "computeEnvironment": CE}],
        },
        "UpdateJobQueue": {"jobQueue": QUEUE, "state": "DISABLED"},
        "DeleteJobQueue": {"jobQueue": QUEUE},
        "DescribeJobQueues": {},
        "ListJobs": {"jobQueue": QUEUE, "jobStatus": "RUNNING"},
        "TerminateJob": {"jobId": "1", "reason": "because"},
        "RegisterJobDefinition": {
            "jobDefinitionName": "TowerForge-a-head",
            "type": "container",
            "containerProperties": {"image": "nextflow", "environment": [{"name": "A", "value": "1"}]},
            "tags": {"a": "1"},
        },
        "DeregisterJobDefinition": {"jobDefinition": f"{ARN}job-definition/TowerForge-a-head:1"},
        "DescribeJobDefinitions": {"jobDefinitionName": "TowerForge-a-head", "status": "ACTIVE"},
        "TagResource": {"resourceArn": f"{ARN}job-queue/{QUEUE}", "tags": {"a": "1"}},
        "UntagResource": {"resourceArn": f"{ARN}job-queue/{QUEUE}", "tagKeys": ["a", "b"]},
    },
    "ec2": {
        "CreateLaunchTemplate": {
            "LaunchTemplateName": "TowerForge-a",
            "ClientToken": "token",
            "LaunchTemplateData": {
                "UserData": "IyEvYmluL2Jhc2g=",
                "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 50, "Encrypted": True}}],
                "MetadataOptions": {"HttpTokens": "required", "HttpPutResponseHopLimit": 1},
            },
            "TagSpecifications": [{"ResourceType": "launch-template", "Tags": [{"Key": "a", "Value": "1"}]}],
        },
        "DeleteLaunchTemplate": {"LaunchTemplateId": "lt-1"},
        "DescribeLaunchTemplates": {"Filters": [{"Name": "tag:a", "Values": ["1", "2"]}], "MaxResults": 5},
        "CreateTags": {"Resources": ["lt-1"], "Tags": [{"Key": "a", "Value": "1"}]},
        "DeleteTags": {"Resources": ["lt-1"], "Tags": [{"Key": "a"}]},
        "DescribeImages": {"ImageIds": ["ami-1"]},
        "DescribeInstanceTypes": {"InstanceTypes": ["m6id.large"]},
        "DescribeKeyPairs": {"Filters": [{"Name": "key-name", "Values": ["debugging"]}]},
        "DescribeNetworkInterfaces": {"Filters": [{"Name": "network-interface-id", "Values": ["eni-1"]}]},
        "DescribeVolumes": {"Filters": [{"Name": "status", "Values": ["available"]}]},
        "DeleteVolume": {"VolumeId": "vol-1"},
        "CreateSecurityGroup": {
            "GroupName": "TowerForge-a",
            "Description": "file systems",
            "VpcId": "vpc-1",
            "TagSpecifications": [{"ResourceType": "security-group", "Tags": [{"Key": "a", "Value": "1"}]}],
        },
        "DeleteSecurityGroup": {"GroupId": "sg-1"},
        "AuthorizeSecurityGroupIngress": {"GroupId": "sg-1", "IpPermissions": [NFS]},
        "RevokeSecurityGroupIngress": {"GroupId": "sg-1", "IpPermissions": [NFS]},
        "DescribeSubnets": {"SubnetIds": ["subnet-1"]},
        "DescribeSecurityGroups": {"GroupIds": ["sg-1"]},
        "DescribeVpcAttribute": {"VpcId": "vpc-1", "Attribute": "enableDnsSupport"},
        "DescribeVpcs": {"VpcIds": ["vpc-1"]},
    },
    "iam": {
        "GetAccountAuthorizationDetails": {"Filter": ["Role"]},
        "CreateRole": {
            "RoleName": "TowerForge-a",
            "AssumeRolePolicyDocument": '{"Version":"2012-10-17"}',
            "Tags": [{"Key": "a", "Value": "1"}],
        },
        "DeleteRole": {"RoleName": "TowerForge-a"},
        "PutRolePolicy": {"RoleName": "TowerForge-a", "PolicyName": "p", "PolicyDocument": "{}"},
        "DeleteRolePolicy": {"RoleName": "TowerForge-a", "PolicyName": "p"},
        "AttachRolePolicy": {
            "RoleName": "TowerForge-a",
            "PolicyArn": "arn:aws:iam::aws:policy/service-role/AWSLambdaRole",
        },
        "DetachRolePolicy": {
            "RoleName": "TowerForge-a",
            "PolicyArn": "arn:aws:iam::aws:policy/service-role/AWSLambdaRole",
        },
        "PutRolePermissionsBoundary": {"RoleName": "TowerForge-a", "PermissionsBoundary": BOUNDARY},
        "DeleteRolePermissionsBoundary": {"RoleName": "TowerForge-a"},
        "TagRole": {"RoleName": "TowerForge-a", "Tags": [{"Key": "a", "Value": "1"}]},
        "UntagRole": {"RoleName": "TowerForge-a", "TagKeys": ["a"]},
        "UntagInstanceProfile": {"InstanceProfileName": "TowerForge-a", "TagKeys": ["a"]},
        "UpdateAssumeRolePolicy": {"RoleName": "TowerForge-a", "PolicyDocument": "{}"},
        "CreateInstanceProfile": {"InstanceProfileName": "TowerForge-a", "Tags": [{"Key": "a", "Value": "1"}]},
        "GetInstanceProfile": {"InstanceProfileName": "TowerForge-a"},
        "DeleteInstanceProfile": {"InstanceProfileName": "TowerForge-a"},
        "AddRoleToInstanceProfile": {"InstanceProfileName": "TowerForge-a", "RoleName": "TowerForge-a"},
        "RemoveRoleFromInstanceProfile": {"InstanceProfileName": "TowerForge-a", "RoleName": "TowerForge-a"},
        "TagInstanceProfile": {"InstanceProfileName": "TowerForge-a", "Tags": [{"Key": "a", "Value": "1"}]},
        "CreateServiceLinkedRole": {"AWSServiceName": "spot.amazonaws.com"},
    },
    "logs": {
        "CreateLogGroup": {"logGroupName": "TowerForge-a", "tags": {"a": "1"}},
        "DeleteLogGroup": {"logGroupName": "TowerForge-a"},
        "DescribeLogGroups": {"logGroupNamePrefix": "TowerForge-", "limit": 50},
        "PutRetentionPolicy": {"logGroupName": "TowerForge-a", "retentionInDays": 30},
        "ListTagsForResource": {"resourceArn": "arn:aws:logs:eu-west-1:123456789012:log-group:TowerForge-a"},
        "TagResource": {
            "resourceArn": "arn:aws:logs:eu-west-1:123456789012:log-group:TowerForge-a",
            "tags": {"a": "1"},
        },
        "UntagResource": {
            "resourceArn": "arn:aws:logs:eu-west-1:123456789012:log-group:TowerForge-a",
            "tagKeys": ["a"],
        },
    },
    "s3": {"HeadBucket": {"Bucket": "acme-nextflow"}},
    "ssm": {"GetParameter": {"Name": "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"}},
    "efs": {
        "CreateFileSystem": {"CreationToken": "TowerForge-a", "Encrypted": True, "Tags": TAGS},
        "DescribeFileSystems": {"FileSystemId": FILE_SYSTEM},
        "DeleteFileSystem": {"FileSystemId": FILE_SYSTEM},
        "CreateMountTarget": {"FileSystemId": FILE_SYSTEM, "SubnetId": "subnet-0123456789abcdef0"},
        "DescribeMountTargets": {"FileSystemId": FILE_SYSTEM},
        "DescribeMountTargetSecurityGroups": {"MountTargetId": "fsmt-0123456789abcdef0"},
        "ModifyMountTargetSecurityGroups": {
            "MountTargetId": "fsmt-0123456789abcdef0",
            "SecurityGroups": ["sg-0123456789abcdef0"],
        },
        "DeleteMountTarget": {"MountTargetId": "fsmt-0123456789abcdef0"},
        "TagResource": {"ResourceId": FILE_SYSTEM, "Tags": TAGS},
        "UntagResource": {"ResourceId": FILE_SYSTEM, "TagKeys": ["a", "b"]},
    },
    "fsx": {
        "CreateFileSystem": {
            "ClientRequestToken": "a",
            "FileSystemType": "LUSTRE",
            "StorageCapacity": 1200,
            "SubnetIds": ["subnet-0123456789abcdef0"],
            "Tags": TAGS,
        },
        "DescribeFileSystems": {"FileSystemIds": [FILE_SYSTEM]},
        "UpdateFileSystem": {"FileSystemId": FILE_SYSTEM, "ClientRequestToken": "b", "StorageCapacity": 2400},
        "DeleteFileSystem": {"FileSystemId": FILE_SYSTEM, "ClientRequestToken": "c"},
        "TagResource": {"ResourceARN": LUSTRE, "Tags": TAGS},
        "UntagResource": {"ResourceARN": LUSTRE, "TagKeys": ["a"]},
    },
    "secretsmanager": {
        "CreateSecret": {"Name": "tower-a/LICENSE", "ClientRequestToken": "a" * 32, "Tags": TAGS},
        "DescribeSecret": {"SecretId": "tower-a/LICENSE"},
        "ListSecrets": {"Filters": [{"Key": "tag-key", "Values": ["a"]}]},
        "PutSecretValue": {"SecretId": "tower-a/LICENSE", "ClientRequestToken": "b" * 32},
        "DeleteSecret": {"SecretId": "tower-a/LICENSE", "ForceDeleteWithoutRecovery": True},
        "RestoreSecret": {"SecretId": "tower-a/LICENSE"},
        "TagResource": {"SecretId": "tower-a/LICENSE", "Tags": TAGS},
        "UntagResource": {"SecretId": "tower-a/LICENSE", "TagKeys": ["a"]},
    },
    "sts": {
        "AssumeRole": {"RoleArn": "arn:aws:iam::123456789012:role/a", "RoleSessionName": "session"},
        "GetCallerIdentity": {},
    },
}
# Moto breaks off: it needs a subnet that exists.
UNANSWERED = {("fsx", "CreateFileSystem")}
# Answers to HTTP's HEAD have no body that could carry a code.
WITHOUT_A_CODE = {("s3", "HeadBucket")}
CASES = [(service, action) for service, actions in PARAMETERS.items() for action in actions]


@pytest.mark.parametrize(("service", "action"), CASES)
def test_a_call_is_recorded_with_the_parameters_of_boto3(server: Rig, service: str, action: str):
    client = server.client(service, "OPERATOR")
    params = PARAMETERS[service][action]
    before = len(server.calls())
    with contextlib.suppress(client.exceptions.ClientError):  # refused or not, it is recorded
        getattr(client, xform_name(action))(**params)
    (call,) = server.calls()[before:]
    assert (call["service"], call["action"], call["actor"]) == (service, action, "OPERATOR")
    assert call["region"] == "eu-west-1"
    assert call["params"] == params
    assert "unparsed" not in call
    assert isinstance(call["status"], int) or (service, action) in UNANSWERED
    refused = call["status"] is not None and call["status"] >= 400
    assert (call["code"] is not None) == (refused and (service, action) not in WITHOUT_A_CODE)


# Permissions that other calls ask for.
NO_CALLS = {"iam:PassRole", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"}
# Calls whose permission has another name (service authorization reference, Amazon S3).
PERMISSIONS = {"s3:HeadBucket": "s3:ListBucket"}
# Services that policies call otherwise.
PREFIXES = {"efs": "elasticfilesystem"}


def test_every_operation_of_the_published_policy_is_among_them():
    statements = json.loads(POLICY.read_text())["Statement"]
    granted = {action for statement in statements for action in _list(statement["Action"])} - NO_CALLS
    operations = {
        f"{PREFIXES.get(service, service)}:{action}" for service, actions in PARAMETERS.items() for action in actions
    }
    assert granted - {PERMISSIONS.get(one, one) for one in operations} == set()


def test_what_a_call_addresses_is_told_by_arn(rig: Rig):
    rig.client("batch").describe_compute_environments(computeEnvironments=[CE, f"{ARN}compute-environment/other"])
    rig.client("iam").list_attached_role_policies(RoleName="AWSServiceRoleForBatch")
    first, second = rig.calls()
    assert first["resources"] == [f"{ARN}compute-environment/{CE}", f"{ARN}compute-environment/other"]
    assert second["resources"] == ["arn:aws:iam::123456789012:role/AWSServiceRoleForBatch"]


def test_reads_and_writes_are_told_apart(rig: Rig):
    rig.client("logs").create_log_group(logGroupName="group")
    rig.client("logs").describe_log_groups()
    rig.client("sts").get_caller_identity()
    assert [call["write"] for call in rig.calls()] == [True, False, False]


def test_numbers_go_on_and_a_test_asks_for_those_after_one(rig: Rig):
    logs = rig.client("logs")
    for _ in range(3):
        logs.describe_log_groups()
    first, second, third = rig.calls()
    assert third["seq"] == first["seq"] + 2
    assert [call["seq"] for call in rig.ask("GET", f"calls?since={second['seq']}")] == [third["seq"]]


def test_a_call_that_cannot_be_parsed_says_why(rig: Rig):
    scope = "Credential=KEY/20260101/eu-west-1/batch/aws4_request, SignedHeaders=host, Signature=0"
    request = urllib.request.Request(
        f"{rig.url}/v1/nosuchaction", b"{", {"Authorization": f"AWS4-HMAC-SHA256 {scope}"}, method="POST"
    )
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(request)
    (call,) = rig.calls()
    assert (call["service"], call["params"]) == ("batch", None)
    assert call["unparsed"]


def test_the_file_has_the_same_lines(tmp_path: Path):
    rig = Rig("--log", str(tmp_path / "calls.jsonl"))
    try:
        rig.client("logs").create_log_group(logGroupName="group")
        lines = [json.loads(line) for line in (tmp_path / "calls.jsonl").read_text().splitlines()]
        assert lines == rig.calls()
    finally:
        rig.stop()


def _list(value):
    return value if isinstance(value, list) else [value]
