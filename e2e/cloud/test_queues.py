"""Job queues."""

import pytest

from cloud.accounts import Genomics
from cloud.client import Rig, refused

REASON = "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE"


def limit(**changes):
    return {"reason": REASON, "state": "RUNNABLE", "maxTimeSeconds": 600, "action": "CANCEL", **changes}


def order(*names: str):
    return [{"order": number, "computeEnvironment": name} for number, name in enumerate(names, 1)]


@pytest.mark.rule("R1")
def test_a_queue_is_creating_updating_and_deleting_in_between(rig: Rig, genomics: Genomics):
    genomics.environment("work")
    genomics.batch.create_job_queue(jobQueueName="queue", priority=1, computeEnvironmentOrder=order("work"))
    assert genomics.see_queue("queue")["status"] == "CREATING"
    rig.advance(10)
    assert genomics.see_queue("queue")["status"] == "VALID"
    genomics.batch.update_job_queue(jobQueue="queue", state="DISABLED")
    assert genomics.see_queue("queue")["status"] == "UPDATING"
    rig.advance(10)
    genomics.batch.delete_job_queue(jobQueue="queue")
    assert genomics.see_queue("queue")["status"] == "DELETING"
    rig.advance(10)
    assert genomics.see_queue("queue") is None


@pytest.mark.rule("R2")
def test_an_enabled_queue_is_not_deleted(genomics: Genomics):
    genomics.environment("work")
    genomics.queue("queue", "work")
    assert genomics.see_queue("queue")["state"] == "ENABLED"
    assert "DISABLED first" in refused(genomics.batch.delete_job_queue, jobQueue="queue")


@pytest.mark.rule("R4")
def test_a_queue_under_change_takes_no_other_change(rig: Rig, genomics: Genomics):
    genomics.environment("work")
    genomics.batch.create_job_queue(jobQueueName="queue", priority=1, computeEnvironmentOrder=order("work"))
    assert "being modified" in refused(genomics.batch.update_job_queue, jobQueue="queue", priority=2)
    rig.advance(10)
    genomics.batch.update_job_queue(jobQueue="queue", state="DISABLED")
    assert "Cannot delete, resource is being modified" in refused(genomics.batch.delete_job_queue, jobQueue="queue")


@pytest.mark.rule("R8")
def test_limits_on_waiting_are_stored_returned_and_replaced(genomics: Genomics):
    genomics.environment("work")
    genomics.queue("queue", "work", jobStateTimeLimitActions=[limit()])
    assert genomics.see_queue("queue")["jobStateTimeLimitActions"] == [limit()]
    genomics.update_queue("queue", jobStateTimeLimitActions=[limit(maxTimeSeconds=86400)])
    assert genomics.see_queue("queue")["jobStateTimeLimitActions"] == [limit(maxTimeSeconds=86400)]
    genomics.update_queue("queue", jobStateTimeLimitActions=[])
    assert genomics.see_queue("queue")["jobStateTimeLimitActions"] == []


@pytest.mark.rule("R8")
@pytest.mark.parametrize(
    "changes",
    [
        {"maxTimeSeconds": 599},
        {"maxTimeSeconds": 86401},
        {"state": "RUNNING"},
        {"action": "KILL"},
        {"reason": "MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS"},
    ],
)
def test_limits_on_waiting_are_checked(genomics: Genomics, changes):
    genomics.environment("work")
    assert "jobStateTimeLimitActions" in refused(
        genomics.batch.create_job_queue,
        jobQueueName="queue",
        priority=1,
        computeEnvironmentOrder=order("work"),
        jobStateTimeLimitActions=[limit(**changes)],
    )
    genomics.queue("queue", "work")
    assert "jobStateTimeLimitActions" in refused(
        genomics.batch.update_job_queue, jobQueue="queue", jobStateTimeLimitActions=[limit(**changes)]
    )


@pytest.mark.rule("R10")
def test_names_of_queues_are_checked_and_taken(genomics: Genomics):
    genomics.environment("work")
    genomics.queue("Q" * 128, "work")
    create = genomics.batch.create_job_queue
    for name, said in (("Q" * 129, "128"), ("a b", "128"), ("Q" * 128, "Object already exists")):
        assert said in refused(create, jobQueueName=name, priority=1, computeEnvironmentOrder=order("work"))
    assert "does not exist" in refused(genomics.batch.update_job_queue, jobQueue="none", priority=1)
    genomics.batch.delete_job_queue(jobQueue="none")


@pytest.mark.rule("R11")
def test_an_order_takes_names_and_arns_and_returns_arns(genomics: Genomics):
    arn = genomics.environment("one")
    other = genomics.environment("two")
    genomics.queue("queue", "one", other)
    seen = genomics.see_queue("queue")
    assert [entry["computeEnvironment"] for entry in seen["computeEnvironmentOrder"]] == [arn, other]
    assert seen["jobQueueType"] == "ECS"
    genomics.update_queue("queue", computeEnvironmentOrder=order("two"))
    assert genomics.see_queue(seen["jobQueueArn"])["computeEnvironmentOrder"] == order(other)


@pytest.mark.rule("Q5")
def test_an_environment_in_an_order_is_there_and_valid(genomics: Genomics):
    genomics.environment("broken", genomics.resources(instanceRole="missing"))
    assert "does not exist" in refused(
        genomics.batch.create_job_queue, jobQueueName="queue", priority=1, computeEnvironmentOrder=order("none")
    )
    genomics.create("new")
    for name in ("broken", "new"):
        assert "is not VALID" in refused(
            genomics.batch.create_job_queue, jobQueueName="queue", priority=1, computeEnvironmentOrder=order(name)
        )


@pytest.mark.rule("Q5")
def test_the_environments_of_a_queue_are_of_one_kind_and_architecture(genomics: Genomics):
    genomics.environment("instances")
    genomics.environment("graviton", genomics.resources(instanceTypes=["m6gd"]))
    genomics.environment("on-demand", genomics.resources(type="EC2", allocationStrategy="BEST_FIT_PROGRESSIVE"))
    genomics.environment("head", genomics.fargate())

    def create(*names):
        return refused(
            genomics.batch.create_job_queue, jobQueueName="queue", priority=1, computeEnvironmentOrder=order(*names)
        )

    assert "not mixed" in create("instances", "head")
    assert "architecture" in create("instances", "graviton")
    genomics.queue("queue", "instances", "on-demand")
    genomics.queue("head-queue", "head")
    assert genomics.see_queue("head-queue")["jobQueueType"] == "ECS_FARGATE"


def test_an_order_has_one_to_three_entries_and_no_number_twice(genomics: Genomics):
    for name in "abcd":
        genomics.environment(name)
    create = genomics.batch.create_job_queue
    for wrong in ([], order("a", "b", "c", "d"), [*order("a"), *order("b")]):
        assert "computeEnvironmentOrder" in refused(
            create, jobQueueName="queue", priority=1, computeEnvironmentOrder=wrong
        )


def test_a_queue_never_gains_a_scheduling_policy(genomics: Genomics):
    genomics.environment("work")
    genomics.queue("queue", "work")
    policy = genomics.batch.create_scheduling_policy(name="fair")["arn"]
    assert "fairshare" in refused(genomics.batch.update_job_queue, jobQueue="queue", schedulingPolicyArn=policy)


@pytest.mark.rule("Q8")
def test_the_tags_of_a_queue_change_while_it_stays_as_it_is(genomics: Genomics):
    genomics.environment("work")
    arn = genomics.queue("queue", "work", tags={"a": "1"})
    genomics.batch.tag_resource(resourceArn=arn, tags={"b": "2"})
    genomics.batch.untag_resource(resourceArn=arn, tagKeys=["a"])
    assert genomics.see_queue("queue")["tags"] == {"b": "2"}
    assert genomics.see_queue("queue")["status"] == "VALID"
