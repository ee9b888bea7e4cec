"""Compute environments: how they come and go."""

import pytest

from cloud.accounts import Genomics
from cloud.client import Rig, refused


@pytest.mark.rule("R1")
def test_a_new_environment_is_creating_before_it_is_valid(rig: Rig, genomics: Genomics):
    genomics.create("work")
    assert genomics.see("work")["status"] == "CREATING"
    rig.advance(9)
    assert genomics.see("work")["status"] == "CREATING"
    rig.advance(1)
    assert (genomics.see("work")["status"], genomics.see("work")["state"]) == ("VALID", "ENABLED")


@pytest.mark.rule("R1")
def test_the_delay_is_a_setting(rig: Rig, genomics: Genomics):
    rig.settings(delay=100)
    genomics.environment("work")
    assert genomics.see("work")["status"] == "CREATING"
    rig.advance(90)
    assert genomics.see("work")["status"] == "VALID"


@pytest.mark.rule("R1")
def test_a_deleted_environment_is_deleting_before_it_is_gone(rig: Rig, genomics: Genomics):
    genomics.environment("work")
    genomics.update("work", state="DISABLED")
    genomics.batch.delete_compute_environment(computeEnvironment="work")
    assert genomics.see("work")["status"] == "DELETING"
    rig.advance(10)
    assert genomics.see("work") is None


@pytest.mark.rule("R2")
def test_an_enabled_environment_is_not_deleted(genomics: Genomics):
    genomics.environment("work")
    assert "set the state to DISABLED first" in refused(
        genomics.batch.delete_compute_environment, computeEnvironment="work"
    )


@pytest.mark.rule("R2")
def test_an_environment_in_a_queue_is_not_deleted(genomics: Genomics):
    genomics.environment("work")
    genomics.queue("queue", "work")
    genomics.update("work", state="DISABLED")
    assert "found existing JobQueue relationship" in refused(
        genomics.batch.delete_compute_environment, computeEnvironment="work"
    )


@pytest.mark.rule("R3")
def test_an_environment_counts_as_part_of_a_queue_for_a_while_after_it_left(rig: Rig, genomics: Genomics):
    rig.settings(relationshipLag=60)
    genomics.environment("blue")
    genomics.environment("green")
    genomics.queue("queue", "blue")
    genomics.update("blue", state="DISABLED")
    genomics.update_queue("queue", computeEnvironmentOrder=[{"order": 1, "computeEnvironment": "green"}])
    assert "found existing JobQueue relationship" in refused(
        genomics.batch.delete_compute_environment, computeEnvironment="blue"
    )
    rig.advance(50)
    genomics.batch.delete_compute_environment(computeEnvironment="blue")


@pytest.mark.rule("R3")
def test_an_environment_counts_as_part_of_a_queue_for_a_while_after_that_is_gone(rig: Rig, genomics: Genomics):
    rig.settings(relationshipLag=60)
    genomics.environment("work")
    genomics.queue("queue", "work")
    genomics.update("work", state="DISABLED")
    genomics.update_queue("queue", state="DISABLED")
    genomics.batch.delete_job_queue(jobQueue="queue")
    rig.advance(10)
    assert genomics.see_queue("queue") is None
    assert "found existing JobQueue relationship" in refused(
        genomics.batch.delete_compute_environment, computeEnvironment="work"
    )
    rig.advance(60)
    genomics.batch.delete_compute_environment(computeEnvironment="work")


@pytest.mark.rule("R4")
def test_an_environment_under_change_takes_no_other_change(rig: Rig, genomics: Genomics):
    genomics.create("work")
    change = genomics.batch.update_compute_environment
    delete = genomics.batch.delete_compute_environment
    assert "resource is being modified" in refused(change, computeEnvironment="work", state="DISABLED")
    assert "resource is being modified" in refused(delete, computeEnvironment="work")
    rig.advance(10)
    change(computeEnvironment="work", state="DISABLED")
    assert genomics.see("work")["status"] == "UPDATING"
    assert "resource is being modified" in refused(delete, computeEnvironment="work")
    rig.advance(10)
    delete(computeEnvironment="work")
    assert "resource is being modified" in refused(change, computeEnvironment="work", state="ENABLED")


@pytest.mark.rule("R9")
@pytest.mark.parametrize(
    "changes",
    [
        {"instanceTypes": ["m99"]},
        {"minvCpus": 20},
        {"allocationStrategy": "WORST_FIT"},
        {"type": "EC2"},
        {"bidPercentage": 101},
        {"instanceTypes": ["m6id", "m6gd"]},
        {"ec2Configuration": [{"imageType": "ECS_AL2"}]},
        {"launchTemplate": {"launchTemplateId": "lt-1", "launchTemplateName": "name"}},
        {"instanceRole": ""},
        {"subnets": []},
    ],
)
def test_a_request_that_cannot_be_is_a_client_exception(genomics: Genomics, changes):
    assert refused(genomics.create, name="work", resources=genomics.resources(**changes)).startswith("ClientException")


@pytest.mark.rule("R10")
def test_a_name_has_up_to_128_letters_digits_hyphens_and_underscores(genomics: Genomics):
    genomics.create("a")
    genomics.create("A" * 128)
    for name in ("A" * 129, "-a", "a.b", "ä"):
        assert "ClientException" in refused(genomics.create, name=name)
    assert refused(genomics.create, name="a") == "ClientException: Object already exists"


@pytest.mark.rule("R10")
def test_an_update_of_an_absent_environment_is_refused_and_its_deletion_is_not(genomics: Genomics):
    assert "does not exist" in refused(
        genomics.batch.update_compute_environment, computeEnvironment="none", state="DISABLED"
    )
    genomics.batch.delete_compute_environment(computeEnvironment="none")
    assert genomics.see("none") is None


@pytest.mark.rule("R11")
def test_a_description_is_filled_in(genomics: Genomics):
    genomics.environment("work", tags={"owner": "me"})
    seen = genomics.see("work")
    assert seen["uuid"]
    assert seen["containerOrchestrationType"] == "ECS"
    assert seen["ecsClusterArn"].startswith("arn:aws:ecs:")
    assert seen["computeResources"]["ec2Configuration"] == [{"imageType": "ECS_AL2023"}]
    assert seen["computeResources"]["desiredvCpus"] == 0
    assert seen["tags"] == {"owner": "me"}
    assert "updatePolicy" not in seen


@pytest.mark.rule("R11")
def test_an_environment_made_again_has_the_same_arn_and_another_uuid(rig: Rig, genomics: Genomics):
    genomics.environment("work")
    first = genomics.see("work")
    genomics.update("work", state="DISABLED")
    genomics.batch.delete_compute_environment(computeEnvironment="work")
    rig.advance(10)
    genomics.environment("work")
    second = genomics.see(first["computeEnvironmentArn"])
    assert second["computeEnvironmentArn"] == first["computeEnvironmentArn"]
    assert second["uuid"] != first["uuid"]


@pytest.mark.rule("R11")
def test_descriptions_come_in_pages_of_at_most_100(rig: Rig, genomics: Genomics):
    rig.settings(quotas={"computeEnvironments": 200})
    for number in range(101):
        genomics.create(f"work-{number}")
    first = genomics.batch.describe_compute_environments()
    assert len(first["computeEnvironments"]) == 100
    second = genomics.batch.describe_compute_environments(nextToken=first["nextToken"])
    assert [each["computeEnvironmentName"] for each in second["computeEnvironments"]] == ["work-100"]
    assert "nextToken" not in second
    pages = genomics.batch.get_paginator("describe_compute_environments").paginate(PaginationConfig={"PageSize": 40})
    assert sum(len(page["computeEnvironments"]) for page in pages) == 101


@pytest.mark.rule("C15")
def test_a_spot_environment_with_best_fit_needs_a_fleet_role(genomics: Genomics):
    for strategy in ("BEST_FIT", None):
        resources = genomics.resources(allocationStrategy=strategy)
        assert "spotIamFleetRole is required" in refused(genomics.create, name="work", resources=resources)
    role = genomics.role("fleet", "spotfleet.amazonaws.com")
    genomics.environment("work", genomics.resources(allocationStrategy="BEST_FIT", spotIamFleetRole=role))
    assert genomics.see("work")["status"] == "VALID"


def test_an_environment_is_not_created_disabled(genomics: Genomics):
    assert "ENABLED" in refused(genomics.create, name="work", state="DISABLED")


def test_the_words_of_batch_for_instance_types_are_taken(genomics: Genomics):
    for number, word in enumerate(["optimal", "default_x86_64", "default_arm64", "m6id.large"]):
        genomics.environment(f"work-{number}", genomics.resources(instanceTypes=[word]))
        assert genomics.see(f"work-{number}")["status"] == "VALID"


def test_a_fargate_environment_takes_no_instance_settings(genomics: Genomics):
    genomics.environment("head", genomics.fargate())
    assert genomics.see("head")["status"] == "VALID"
    assert "do not apply to Fargate" in refused(
        genomics.create, name="other", resources={**genomics.fargate(), "instanceTypes": ["m6i"]}
    )


@pytest.mark.rule("Q8")
def test_only_what_exists_has_tags(genomics: Genomics):
    arn = genomics.environment("work", tags={"a": "1", "b": "2"})
    batch = genomics.batch
    batch.tag_resource(resourceArn=arn, tags={"b": "3", "c": "4"})
    batch.untag_resource(resourceArn=arn, tagKeys=["a"])
    assert batch.list_tags_for_resource(resourceArn=arn)["tags"] == {"b": "3", "c": "4"}
    assert (genomics.see("work")["tags"], genomics.see("work")["status"]) == ({"b": "3", "c": "4"}, "VALID")
    missing = arn.replace("/work", "/none")
    assert "does not exist" in refused(batch.tag_resource, resourceArn=missing, tags={"a": "1"})
    assert "does not exist" in refused(batch.list_tags_for_resource, resourceArn=missing)
    assert "reserved" in refused(batch.tag_resource, resourceArn=arn, tags={"aws:a": "1"})
