"""What options made in AWS is changed by hand, or left behind, and put right."""

from __future__ import annotations

from typing import Any

from rig.account import Account
from rig.disposal import disposed_of
from rig.kubernetes import Environment, Kubernetes
from rig.manifests import example
from rig.rig import Rig

ANYBODY = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
SETTLED_AFTER = 240


def made(account: Account, environment: Environment, service: str) -> dict[str, Any]:
    """The environment's file system of EFS or FSx."""
    systems = account.client(service).describe_file_systems()["FileSystems"]
    mark = {"Key": "towerforge.io/uid", "Value": environment.uid}
    return next(one for one in systems if mark in one["Tags"])


def test_file_systems_behind_a_closed_group_are_reached_and_kept_so(
    kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    ec2, efs = account.client("ec2"), account.client("efs")
    vpc = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"][0]["VpcId"]
    closed = ec2.create_security_group(GroupName=f"closed-{namespace}", Description="lets nobody in", VpcId=vpc)
    manifest = example("efs.yaml", "references", namespace, account.region)
    manifest["spec"]["deletionPolicy"] = "Delete"
    manifest["spec"]["forge"] |= {"network": {"securityGroupIds": [closed["GroupId"]]}, "fsx": {"create": {}}}
    environment = Environment(kubernetes, manifest).apply()
    environment.until_settled(SETTLED_AFTER)

    (name,) = account.security_groups(environment.prefix)

    def group() -> dict[str, Any]:
        return ec2.describe_security_groups(Filters=[{"Name": "group-name", "Values": [name]}])["SecurityGroups"][0]

    wanted = group()["IpPermissions"]
    target = efs.describe_mount_targets(FileSystemId=made(account, environment, "efs")["FileSystemId"])["MountTargets"]
    target = target[0]["MountTargetId"]

    def groups_of_target() -> list[str]:
        return efs.describe_mount_target_security_groups(MountTargetId=target)["SecurityGroups"]

    ec2.revoke_security_group_ingress(GroupId=group()["GroupId"], IpPermissions=wanted)
    ec2.authorize_security_group_ingress(GroupId=group()["GroupId"], IpPermissions=[ANYBODY])
    efs.modify_mount_target_security_groups(MountTargetId=target, SecurityGroups=[closed["GroupId"]])
    environment.asked_until("the group lets in what it should", lambda: group()["IpPermissions"] == wanted)
    environment.asked_until("the target carries the group", lambda: group()["GroupId"] in groups_of_target())

    def labels() -> set[str | None]:
        tagged = [group(), made(account, environment, "efs"), made(account, environment, "fsx")]
        return {next((tag["Value"] for tag in one["Tags"] if tag["Key"] == "team"), None) for one in tagged}

    environment.edit_spec(resourceLabels={"team": "genomics"}).until_settled(SETTLED_AFTER)
    environment.asked_until("everything is labelled", lambda: labels() == {"genomics"})
    environment.edit_spec(resourceLabels=None).until_settled(SETTLED_AFTER)
    environment.asked_until("no label is left", lambda: labels() == {None})
    disposed_of(environment, account)


def test_secrets_come_back_and_follow_the_labels(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    rig.chart.install("--set", f"pipelineSecrets.namespaces={{{namespace}}}")
    kubernetes.apply(
        {
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": {"name": "licences", "namespace": namespace},
            "stringData": {"dragen": "license-value", "token": "token-value"},
        }
    )
    environment = Environment(kubernetes, example("pipeline-secrets.yaml", "dragen", namespace, account.region))
    environment.apply().until_settled()
    secrets = account.client("secretsmanager")
    name = f"tower-{environment.id}/LICENSE"

    secrets.delete_secret(SecretId=name, RecoveryWindowInDays=7)
    environment.asked_until("the secret is back", lambda: "DeletedDate" not in secrets.describe_secret(SecretId=name))
    assert secrets.get_secret_value(SecretId=name)["SecretString"] == "license-value"

    def team() -> str | None:
        tags = secrets.describe_secret(SecretId=name)["Tags"]
        return next((tag["Value"] for tag in tags if tag["Key"] == "team"), None)

    environment.edit_spec(resourceLabels={"team": "genomics"}).until_settled()
    environment.asked_until("the secret is labelled", lambda: team() == "genomics")
    environment.edit_spec(resourceLabels=None).until_settled()
    environment.asked_until("the label is gone", lambda: team() is None)
    disposed_of(environment, account)
    rig.chart.install()


def test_tags_that_only_look_like_the_operators_are_taken_off(
    kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region)).apply()
    environment.until_settled()
    ec2, batch = account.client("ec2"), account.batch
    template = next(iter(account.launch_templates(environment.prefix).values()))["LaunchTemplateId"]
    head = f"{environment.prefix}-head"

    def definition() -> dict[str, Any]:
        return batch.describe_job_definitions(jobDefinitionName=head, status="ACTIVE")["jobDefinitions"][0]

    def tags() -> set[str]:
        shown = ec2.describe_launch_templates(LaunchTemplateIds=[template])["LaunchTemplates"][0]["Tags"]
        return {tag["Key"] for tag in shown} | set(definition()["tags"])

    ec2.create_tags(Resources=[template], Tags=[{"Key": "towerforge.io/unknown", "Value": "by-hand"}])
    batch.tag_resource(resourceArn=definition()["jobDefinitionArn"], tags={"towerforge.io/unknown": "by-hand"})
    environment.asked_until("the tags are gone", lambda: "towerforge.io/unknown" not in tags())


def test_a_volume_that_outlived_its_instance_goes_with_the_environment(
    kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    manifest = example("spot.yaml", "rnaseq", namespace, account.region)
    manifest["spec"]["forge"]["detachedVolumes"] = {"action": "Delete"}
    environment = Environment(kubernetes, manifest).apply()
    environment.until_settled()
    ec2 = account.client("ec2")
    (template,) = {tuple(sorted(mark(one))) for one in account.launch_templates(environment.prefix).values()}
    volumes = [
        ec2.create_volume(
            AvailabilityZone=f"{account.region}a",
            Size=50,
            TagSpecifications=[
                {"ResourceType": "volume", "Tags": [{"Key": key, "Value": value} for key, value in tags]}
            ],
        )["VolumeId"]
        for tags in (template, [("towerforge.io/cluster", "somebody-elses")])
    ]

    disposed_of(environment, account)

    left = [one["VolumeId"] for one in ec2.describe_volumes()["Volumes"]]
    assert [volume for volume in volumes if volume in left] == volumes[1:]


def mark(template: dict[str, Any]) -> list[tuple[str, str]]:
    """The tags that say whose something is."""
    tags = {tag["Key"]: tag["Value"] for tag in template["Tags"]}
    return [(key, value) for key, value in tags.items() if key in ("towerforge.io/cluster", "towerforge.io/uid")]
