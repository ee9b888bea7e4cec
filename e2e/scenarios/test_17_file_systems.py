"""File systems, made and attached: mounted by what instances run at boot, grown, and somebody else's left alone."""

from __future__ import annotations

from typing import Any

from rig.account import Account
from rig.applied import applied, user_data
from rig.disposal import disposed_of
from rig.kubernetes import Kubernetes
from rig.rig import Rig


def test_efs(kubernetes: Kubernetes, namespace: str, account: Account) -> None:
    environment = applied("efs.yaml", kubernetes, namespace, account)

    efs = account.client("efs")
    system = next(
        one
        for one in efs.describe_file_systems()["FileSystems"]
        if {"Key": "towerforge.io/name", "Value": "efs"} in one["Tags"]
    )
    assert system["Encrypted"] and system["LifeCycleState"] == "available"
    targets = efs.describe_mount_targets(FileSystemId=system["FileSystemId"])["MountTargets"]
    defaults = [{"Name": "default-for-az", "Values": ["true"]}]
    subnets = account.client("ec2").describe_subnets(Filters=defaults)["Subnets"]
    zones = {one["AvailabilityZone"] for one in subnets}
    assert {one["AvailabilityZoneName"] for one in targets} == zones
    assert system["FileSystemId"] in user_data(account, environment)

    environment.edit_spec(resourceLabels={"team": "genomics"}).until_settled()
    environment.edit_spec(resourceLabels=None).until_settled()
    disposed_of(environment, account)


def test_fsx(kubernetes: Kubernetes, namespace: str, account: Account) -> None:
    environment = applied("fsx.yaml", kubernetes, namespace, account)

    system = next(
        one
        for one in account.client("fsx").describe_file_systems()["FileSystems"]
        if {"Key": "towerforge.io/name", "Value": "fsx"} in one["Tags"]
    )
    assert system["StorageCapacity"] == 1200
    assert system["LustreConfiguration"]["MountName"] in user_data(account, environment)
    environment.edit(fsx={"create": {"capacityGiB": 2400}}).until_settled(180)
    grown = account.client("fsx").describe_file_systems(FileSystemIds=[system["FileSystemId"]])["FileSystems"][0]
    assert grown["StorageCapacity"] == 2400
    disposed_of(environment, account)


def test_file_systems_of_somebody_else_are_mounted_and_left_alone(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    ec2, efs, fsx = account.client("ec2"), account.client("efs"), account.client("fsx")
    network = rig.cloud.seed()[account.region]["genomics"]
    subnet, groups = network["subnets"][0], network["securityGroups"]
    ec2.modify_vpc_attribute(VpcId=network["vpc"], EnableDnsHostnames={"Value": True})
    theirs = efs.create_file_system(CreationToken=f"theirs-{namespace}")["FileSystemId"]
    lustre = fsx.create_file_system(
        FileSystemType="LUSTRE",
        StorageCapacity=1200,
        SubnetIds=[subnet],
        SecurityGroupIds=[groups["lustre"]],
        LustreConfiguration={"DeploymentType": "SCRATCH_2"},
    )["FileSystem"]["FileSystemId"]
    rig.cloud.advance(60)
    efs.create_mount_target(FileSystemId=theirs, SubnetId=subnet, SecurityGroups=[groups["nfs"]])
    rig.cloud.advance(60)

    def attached(spec: Any) -> None:
        spec["forge"]["network"] = {"subnetIds": [subnet], "securityGroupIds": [groups["default"]]}
        spec["forge"]["efs"] = {"fileSystemId": theirs}
        spec["forge"]["fsx"] = {"fileSystemId": lustre}

    environment = applied("spot.yaml", kubernetes, namespace, account, attached)
    assert theirs in user_data(account, environment)
    disposed_of(environment, account)
    assert efs.describe_file_systems(FileSystemId=theirs)["FileSystems"][0]["LifeCycleState"] == "available"
    assert fsx.describe_file_systems(FileSystemIds=[lustre])["FileSystems"][0]["Lifecycle"] == "AVAILABLE"
