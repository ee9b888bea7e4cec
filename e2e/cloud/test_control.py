"""The endpoints under /_rig."""

import urllib.error
import urllib.request

import pytest

from cloud.accounts import Genomics
from cloud.client import Rig


def test_settings_change_one_by_one_and_a_reset_brings_the_first_ones_back(rig: Rig):
    first = rig.ask("GET", "settings")
    rig.settings(delay=3, jobTimes={"running": 5})
    changed = rig.ask("GET", "settings")
    assert (changed["delay"], changed["jobTimes"]["running"]) == (3, 5)
    assert changed["jobTimes"]["starting"] == first["jobTimes"]["starting"]
    rig.ask("POST", "reset")
    assert rig.ask("GET", "settings") == first


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "settings", {"speed": 1}, 400),
        ("POST", "clock", {"advance": -1}, 400),
        ("POST", "faults", {"sevrice": "batch"}, 400),
        ("POST", "faults", {"action": "("}, 400),
        ("POST", "breakpoints", {"when": "during"}, 400),
        ("POST", "jobs", {"job": "none", "hold": True}, 400),
        ("POST", "environments", {"environment": "none", "reason": "x"}, 400),
        ("POST", "parameters", {"region": "eu-west-1", "name": "/aws/none", "value": "x"}, 400),
        ("GET", "nothing", None, 404),
    ],
)
def test_what_it_cannot_take_is_refused(rig: Rig, method, path, body, status):
    with pytest.raises(urllib.error.HTTPError) as refusal:
        rig.ask(method, path, body)
    assert refusal.value.code == status
    assert "message" in refusal.value.read().decode()


def test_a_reset_leaves_the_seed_and_nothing_else(rig: Rig, genomics: Genomics):
    genomics.environment("work")
    genomics.launch_template("template", None)
    rig.client("logs").create_log_group(logGroupName="group")
    planted = rig.reset()
    assert rig.ask("GET", "seed") == planted
    assert genomics.see("work") is None
    assert rig.client("ec2").describe_launch_templates()["LaunchTemplates"] == []
    assert rig.client("logs").describe_log_groups()["logGroups"] == []
    roles = {role["RoleName"] for role in rig.client("iam").list_roles()["Roles"]}
    assert roles == {"AWSServiceRoleForBatch", "AWSServiceRoleForECS", "AWSServiceRoleForEC2Spot"}
    genomics_network = planted[rig.region]["genomics"]
    subnets = rig.client("ec2").describe_subnets(SubnetIds=genomics_network["subnets"])["Subnets"]
    assert len({subnet["AvailabilityZone"] for subnet in subnets}) == 3
    assert {subnet["VpcId"] for subnet in subnets} == {genomics_network["vpc"]}
    assert [bucket["Name"] for bucket in rig.client("s3").list_buckets()["Buckets"]] == [planted[rig.region]["bucket"]]
    names = [pair["KeyName"] for pair in rig.client("ec2").describe_key_pairs()["KeyPairs"]]
    assert names == [planted[rig.region]["keyPair"]]


def test_motos_own_reset_empties_the_account_seed_included(rig: Rig, genomics: Genomics):
    genomics.environment("work")
    urllib.request.urlopen(urllib.request.Request(f"{rig.url}/moto-api/reset", method="POST")).close()
    assert genomics.see("work") is None
    assert rig.client("iam").list_roles()["Roles"] == []
    rig.ask("POST", "reset")
    assert len(rig.client("iam").list_roles()["Roles"]) == 3


def test_the_ids_of_the_seed_are_the_same_in_every_run_and_after_every_reset(rig: Rig):
    first = rig.ask("GET", "seed")
    rig.client("ec2").delete_subnet(SubnetId=first[rig.region]["genomics"]["subnets"][0])
    assert rig.reset() == first
    other = Rig()
    try:
        assert other.ask("GET", "seed") == first
    finally:
        other.stop()


def test_a_reset_forgets_no_call(rig: Rig):
    rig.client("logs").create_log_group(logGroupName="group")
    before = rig.ask("GET", "calls")
    rig.ask("POST", "reset")
    assert rig.ask("GET", "calls") == before


def test_aws_publishes_an_image(rig: Rig):
    ssm = rig.client("ssm")
    name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"
    rig.ask("POST", "parameters", {"region": rig.region, "name": name, "value": "ami-0000000000000001"})
    assert ssm.get_parameter(Name=name)["Parameter"]["Value"] == "ami-0000000000000001"
    rig.reset()
    assert ssm.get_parameter(Name=name)["Parameter"]["Value"] != "ami-0000000000000001"
