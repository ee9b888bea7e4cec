"""Compute environments: what may change, and how."""

import pytest

from cloud.accounts import MULTIPART, Genomics
from cloud.client import refused

pytestmark = pytest.mark.rule("R7")


def change(genomics: Genomics, **resources):
    genomics.update("work", computeResources=resources)
    return genomics.see("work")["computeResources"]


def not_changed(genomics: Genomics, **params) -> str:
    return refused(genomics.batch.update_compute_environment, computeEnvironment="work", **params)


def test_fields_that_were_not_sent_keep_their_values(genomics: Genomics):
    genomics.environment("work")
    before = genomics.see("work")["computeResources"]
    assert change(genomics, maxvCpus=64) == {**before, "maxvCpus": 64}


def test_a_list_that_is_sent_replaces_the_old_one(genomics: Genomics):
    genomics.environment("work")
    one = genomics.network["subnets"][:1]
    assert change(genomics, subnets=one, instanceTypes=["m6i"])["subnets"] == one
    assert genomics.see("work")["computeResources"]["instanceTypes"] == ["m6i"]


def test_a_launch_template_is_replaced_as_a_whole_and_removed_by_an_empty_name(genomics: Genomics):
    template = genomics.launch_template("template", MULTIPART)
    override = {"launchTemplateId": template, "version": "1", "targetInstanceTypes": ["m6id.large"]}
    genomics.environment(
        "work",
        genomics.resources(
            launchTemplate={"launchTemplateId": template, "version": "1", "overrides": [override]},
        ),
    )
    alone = {"launchTemplateId": template, "version": "1"}
    assert change(genomics, launchTemplate=alone)["launchTemplate"] == alone
    assert "launchTemplate" not in change(genomics, launchTemplate={"launchTemplateName": ""})


def test_what_is_sent_empty_is_removed(genomics: Genomics):
    genomics.environment("work", genomics.resources(ec2KeyPair="genomics", placementGroup="group", tags={"a": "1"}))
    left = change(genomics, ec2KeyPair="", placementGroup="", tags={})
    assert not {"ec2KeyPair", "placementGroup", "tags"} & set(left)


def test_empty_resources_are_refused(genomics: Genomics):
    genomics.environment("work")
    assert "At least one compute-resources attribute" in not_changed(genomics, computeResources={})


@pytest.mark.parametrize(
    "field",
    [{"subnets": ["subnet-1"]}, {"instanceTypes": ["m6i"]}, {"ec2KeyPair": "genomics"}, {"type": "EC2"}],
)
def test_infrastructure_of_a_best_fit_environment_does_not_change(genomics: Genomics, field):
    role = genomics.role("fleet", "spotfleet.amazonaws.com")
    genomics.environment("work", genomics.resources(allocationStrategy="BEST_FIT", spotIamFleetRole=role))
    assert "BEST_FIT" in not_changed(genomics, computeResources=field)
    assert change(genomics, maxvCpus=64)["maxvCpus"] == 64


def test_infrastructure_of_an_environment_with_a_role_of_its_own_does_not_change(genomics: Genomics):
    genomics.environment("work", serviceRole=genomics.role("service", "batch.amazonaws.com"))
    assert "having a Batch Service Linked Role" in not_changed(genomics, computeResources={"subnets": ["subnet-1"]})
    assert change(genomics, maxvCpus=64)["maxvCpus"] == 64


def test_a_service_role_never_changes_to_or_from_the_service_linked_one(genomics: Genomics):
    role = genomics.role("service", "batch.amazonaws.com")
    genomics.environment("work")
    linked = genomics.see("work")["serviceRole"]
    assert "never changes" in not_changed(genomics, serviceRole=role)
    genomics.environment("other", serviceRole=role)
    assert "never changes" in refused(
        genomics.batch.update_compute_environment, computeEnvironment="other", serviceRole=linked
    )
    second = genomics.role("second", "batch.amazonaws.com")
    genomics.update("other", serviceRole=second)
    assert genomics.see("other")["serviceRole"] == second


def test_the_strategy_never_becomes_best_fit_and_the_type_never_fargate(genomics: Genomics):
    genomics.environment("work")
    assert "ClientException" in not_changed(genomics, computeResources={"allocationStrategy": "BEST_FIT"})
    assert "ClientException" in not_changed(genomics, computeResources={"type": "FARGATE"})
    changed = change(genomics, type="EC2", allocationStrategy="BEST_FIT_PROGRESSIVE")
    assert (changed["type"], changed["allocationStrategy"]) == ("EC2", "BEST_FIT_PROGRESSIVE")


def test_of_a_fargate_environment_only_networks_and_the_maximum_change(genomics: Genomics):
    genomics.environment("work", genomics.fargate())
    one = genomics.network["subnets"][:1]
    assert change(genomics, subnets=one, maxvCpus=32)["subnets"] == one
    assert change(genomics, subnets=[], maxvCpus=33)["subnets"] == one
    assert "can't be updated for Fargate" in not_changed(genomics, computeResources={"type": "FARGATE"})
    assert "can't be updated for Fargate" in not_changed(genomics, updatePolicy={"jobExecutionTimeoutMinutes": 10})


def test_an_update_policy_is_stored_and_has_bounds(genomics: Genomics):
    genomics.environment("work")
    genomics.update("work", updatePolicy={"jobExecutionTimeoutMinutes": 7200})
    assert genomics.see("work")["updatePolicy"] == {
        "terminateJobsOnUpdate": False,
        "jobExecutionTimeoutMinutes": 7200,
    }
    assert "7200" in not_changed(genomics, updatePolicy={"jobExecutionTimeoutMinutes": 7201})


def test_the_wish_for_the_latest_image_never_reads_back(genomics: Genomics):
    genomics.environment("work")
    assert "updateToLatestImageVersion" not in change(genomics, updateToLatestImageVersion=True)


def test_an_update_is_as_strict_as_a_creation(genomics: Genomics):
    genomics.environment("work")
    for resources in ({"minvCpus": 17}, {"instanceTypes": ["m99"]}, {"instanceTypes": ["m6id", "m6gd"]}):
        assert "ClientException" in not_changed(genomics, computeResources=resources)


def test_vcpus_are_not_scaled_down_by_hand(genomics: Genomics):
    genomics.environment("work", genomics.resources(minvCpus=4))
    assert genomics.see("work")["computeResources"]["desiredvCpus"] == 4
    assert "scaling down" in not_changed(genomics, computeResources={"desiredvCpus": 2})


def test_a_disabled_environment_keeps_its_minimum_until_that_is_lowered(genomics: Genomics):
    genomics.environment("work", genomics.resources(minvCpus=4))
    genomics.update("work", state="DISABLED")
    assert genomics.see("work")["computeResources"]["desiredvCpus"] == 4
    assert change(genomics, minvCpus=0)["desiredvCpus"] == 0


def test_an_update_that_mends_nothing_leaves_the_environment_invalid(genomics: Genomics):
    genomics.environment("work", genomics.resources(instanceRole="missing"))
    genomics.update("work", state="DISABLED")
    assert genomics.see("work")["status"] == "INVALID"
    genomics.batch.delete_compute_environment(computeEnvironment="work")
    genomics.rig.advance(10)
    assert genomics.see("work") is None
