"""Compute environments: what makes them INVALID."""

import pytest

from cloud.accounts import MULTIPART, Genomics
from cloud.client import Rig


@pytest.mark.rule("R5")
def test_without_a_service_role_batch_uses_its_own_and_makes_it_when_it_is_missing(genomics: Genomics):
    iam = genomics.rig.client("iam")
    iam.delete_role(RoleName="AWSServiceRoleForBatch")
    genomics.environment("work")
    role = iam.get_role(RoleName="AWSServiceRoleForBatch")["Role"]
    assert genomics.see("work")["status"] == "VALID"
    assert genomics.see("work")["serviceRole"] == role["Arn"]


@pytest.mark.rule("R5")
def test_a_service_role_that_does_not_exist_makes_the_environment_invalid_later(genomics: Genomics):
    genomics.environment("work", serviceRole="arn:aws:iam::123456789012:role/missing")
    assert genomics.see("work")["status"] == "INVALID"
    assert "sts:AssumeRole" in genomics.see("work")["statusReason"]


@pytest.mark.rule("R5")
def test_a_service_role_that_goes_first_keeps_the_environment_until_it_is_back(rig: Rig, genomics: Genomics):
    role = genomics.role("service", "batch.amazonaws.com")
    genomics.environment("work", serviceRole=role)
    assert genomics.see("work")["status"] == "VALID"
    genomics.update("work", state="DISABLED")
    rig.client("iam").delete_role(RoleName="service")
    genomics.batch.delete_compute_environment(computeEnvironment="work")
    rig.advance(10)
    assert genomics.see("work")["status"] == "INVALID"
    genomics.role("service", "batch.amazonaws.com")
    genomics.batch.delete_compute_environment(computeEnvironment="work")
    rig.advance(10)
    assert genomics.see("work") is None


@pytest.mark.rule("R6")
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"subnets": ["subnet-00000000"]}, "subnet-00000000"),
        ({"securityGroupIds": ["sg-00000000"]}, "sg-00000000"),
        ({"instanceRole": "missing"}, "Invalid IamInstanceProfile: missing"),
        ({"securityGroupIds": None}, "At least one security group"),
        ({"launchTemplate": {"launchTemplateId": "lt-00000000"}}, "lt-00000000"),
        ({"spotIamFleetRole": "arn:aws:iam::123456789012:role/missing"}, "IamFleetRole is invalid"),
        ({"ec2Configuration": [{"imageType": "ECS_AL2023", "imageIdOverride": "ami-00000000"}]}, "ami-00000000"),
        ({"ec2KeyPair": "missing"}, "key pair"),
    ],
)
def test_what_is_missing_makes_the_environment_invalid_later(genomics: Genomics, changes, reason):
    genomics.create("work", genomics.resources(**changes))
    assert genomics.see("work")["status"] == "CREATING"
    genomics.rig.advance(10)
    assert genomics.see("work")["status"] == "INVALID"
    assert reason in genomics.see("work")["statusReason"]


@pytest.mark.rule("R6")
@pytest.mark.parametrize(
    ("user_data", "status"), [(MULTIPART, "VALID"), ("#!/bin/bash\ntrue\n", "INVALID"), (None, "VALID")]
)
def test_user_data_is_a_mime_multipart_message(genomics: Genomics, user_data, status):
    template = genomics.launch_template("template", user_data)
    genomics.environment("work", genomics.resources(launchTemplate={"launchTemplateId": template, "version": "1"}))
    assert genomics.see("work")["status"] == status


@pytest.mark.rule("R6")
def test_a_version_that_does_not_exist_makes_the_environment_invalid_until_an_update_mends_it(genomics: Genomics):
    template = genomics.launch_template("template", MULTIPART)
    genomics.environment("work", genomics.resources(launchTemplate={"launchTemplateId": template, "version": "2"}))
    assert genomics.see("work")["status"] == "INVALID"
    genomics.update("work", computeResources={"launchTemplate": {"launchTemplateId": template, "version": "1"}})
    assert genomics.see("work")["status"] == "VALID"


def test_an_environment_can_become_invalid_by_itself_and_is_mended_by_an_update(rig: Rig, genomics: Genomics):
    arn = genomics.environment("work")
    rig.ask("POST", "environments", {"environment": arn, "reason": "CLIENT_ERROR - Clusters can not be blank."})
    assert genomics.see("work")["status"] == "INVALID"
    assert "Clusters" in genomics.see("work")["statusReason"]
    genomics.update("work", state="ENABLED")
    assert genomics.see("work")["status"] == "VALID"
