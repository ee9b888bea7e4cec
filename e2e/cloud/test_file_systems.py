"""EFS and FSx."""

import pytest

from cloud.accounts import Genomics
from cloud.client import Rig, refused

pytestmark = pytest.mark.rule("R12")


def test_an_efs_file_system_is_creating_before_it_is_available_and_deleting_before_it_is_gone(rig: Rig):
    efs = rig.client("efs")
    made = efs.create_file_system(CreationToken="token", Encrypted=True)
    identifier = made["FileSystemId"]

    def state() -> str:
        return efs.describe_file_systems(FileSystemId=identifier)["FileSystems"][0]["LifeCycleState"]

    assert (made["LifeCycleState"], state()) == ("creating", "creating")
    rig.advance(10)
    assert state() == "available"
    efs.delete_file_system(FileSystemId=identifier)
    assert state() == "deleting"
    rig.advance(10)
    assert "FileSystemNotFound" in refused(efs.describe_file_systems, FileSystemId=identifier)
    assert efs.create_file_system(CreationToken="token")["FileSystemId"] != identifier


def test_a_creation_token_of_efs_is_taken_and_the_refusal_says_by_which_file_system(rig: Rig):
    efs = rig.client("efs")
    made = efs.create_file_system(CreationToken="token")
    with pytest.raises(efs.exceptions.FileSystemAlreadyExists) as caught:
        efs.create_file_system(CreationToken="token")
    assert caught.value.response["FileSystemId"] == made["FileSystemId"]
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 409


def test_a_mount_target_needs_an_available_file_system_and_goes_before_it(rig: Rig, genomics: Genomics):
    efs = rig.client("efs")
    identifier = efs.create_file_system(CreationToken="token")["FileSystemId"]
    params = {"FileSystemId": identifier, "SubnetId": genomics.network["subnets"][0]}
    assert "IncorrectFileSystemLifeCycleState" in refused(efs.create_mount_target, **params)
    rig.advance(10)
    target = efs.create_mount_target(**params)

    def states() -> list[str]:
        targets = efs.describe_mount_targets(FileSystemId=identifier)["MountTargets"]
        return [each["LifeCycleState"] for each in targets]

    assert (target["LifeCycleState"], states()) == ("creating", ["creating"])
    rig.advance(10)
    assert states() == ["available"]
    efs.delete_mount_target(MountTargetId=target["MountTargetId"])
    assert states() == ["deleting"]
    assert "FileSystemInUse" in refused(efs.delete_file_system, FileSystemId=identifier)
    rig.advance(10)
    assert states() == []
    efs.delete_file_system(FileSystemId=identifier)


def lustre(genomics: Genomics, **changes):
    return {
        "ClientRequestToken": "token",
        "FileSystemType": "LUSTRE",
        "StorageCapacity": 1200,
        "SubnetIds": genomics.network["subnets"][:1],
        "SecurityGroupIds": [genomics.network["securityGroups"]["lustre"]],
        "LustreConfiguration": {"DeploymentType": "SCRATCH_2"},
        "Tags": [{"Key": "a", "Value": "1"}],
        **changes,
    }


def test_an_fsx_file_system_is_creating_before_it_is_available_and_deleting_before_it_is_gone(rig: Rig, genomics):
    fsx = rig.client("fsx")
    made = fsx.create_file_system(**lustre(genomics))["FileSystem"]

    def seen() -> dict:
        return fsx.describe_file_systems(FileSystemIds=[made["FileSystemId"]])["FileSystems"][0]

    assert (made["Lifecycle"], seen()["Lifecycle"]) == ("CREATING", "CREATING")
    rig.advance(10)
    assert seen()["Lifecycle"] == "AVAILABLE"
    assert len(seen()["LustreConfiguration"]["MountName"]) == 8
    assert seen()["VpcId"] == genomics.network["vpc"]
    assert seen()["Tags"] == [{"Key": "a", "Value": "1"}]
    assert "SecurityGroupIds" not in seen()
    assert fsx.delete_file_system(FileSystemId=made["FileSystemId"])["Lifecycle"] == "DELETING"
    assert seen()["Lifecycle"] == "DELETING"
    rig.advance(10)
    assert "FileSystemNotFound" in refused(fsx.describe_file_systems, FileSystemIds=[made["FileSystemId"]])
    assert "FileSystemNotFound" in refused(fsx.delete_file_system, FileSystemId=made["FileSystemId"])


def test_an_fsx_file_system_only_grows_and_is_reached_through_an_interface(rig: Rig, genomics: Genomics):
    fsx, ec2 = rig.client("fsx"), rig.client("ec2")
    identifier = fsx.create_file_system(**lustre(genomics))["FileSystem"]["FileSystemId"]

    def system() -> dict:
        return fsx.describe_file_systems(FileSystemIds=[identifier])["FileSystems"][0]

    assert "BadRequest" in refused(fsx.update_file_system, FileSystemId=identifier, StorageCapacity=2400)
    rig.advance(10)
    assert "BadRequest" in refused(fsx.update_file_system, FileSystemId=identifier, StorageCapacity=600)
    fsx.update_file_system(FileSystemId=identifier, StorageCapacity=2400)
    assert (system()["Lifecycle"], system()["StorageCapacity"]) == ("UPDATING", 2400)
    rig.advance(10)
    assert system()["Lifecycle"] == "AVAILABLE"

    (interface,) = system()["NetworkInterfaceIds"]
    shown = ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])["NetworkInterfaces"][0]
    assert [group["GroupName"] for group in shown["Groups"]] == ["lustre"]
    fsx.delete_file_system(FileSystemId=identifier)
    rig.advance(10)
    assert "InvalidNetworkInterfaceID" in refused(ec2.describe_network_interfaces, NetworkInterfaceIds=[interface])


def test_the_same_token_of_fsx_makes_one_file_system(rig: Rig, genomics: Genomics):
    fsx = rig.client("fsx")
    first = fsx.create_file_system(**lustre(genomics))["FileSystem"]["FileSystemId"]
    assert fsx.create_file_system(**lustre(genomics))["FileSystem"]["FileSystemId"] == first
    assert len(fsx.describe_file_systems()["FileSystems"]) == 1
    assert "IncompatibleParameterError" in refused(fsx.create_file_system, **lustre(genomics, StorageCapacity=2400))


def test_the_mount_name_of_scratch_1_is_fsx(rig: Rig, genomics: Genomics):
    made = rig.client("fsx").create_file_system(**lustre(genomics, LustreConfiguration={"DeploymentType": "SCRATCH_1"}))
    assert made["FileSystem"]["LustreConfiguration"]["MountName"] == "fsx"


def test_the_size_of_a_lustre_file_system_comes_in_steps(rig: Rig, genomics: Genomics):
    assert "BadRequest" in refused(rig.client("fsx").create_file_system, **lustre(genomics, StorageCapacity=1300))
