"""Jobs: how they run and how they end."""

import pytest

from cloud.accounts import Genomics
from cloud.client import Rig, refused

pytestmark = pytest.mark.rule("R14")
TIMES = {"submitted": 1, "runnable": 2, "starting": 3, "running": 60}


@pytest.fixture
def queue(rig: Rig, genomics: Genomics) -> str:
    rig.settings(jobTimes=TIMES)
    genomics.environment("work")
    genomics.queue("queue", "work")
    return "queue"


def running(genomics: Genomics, name: str = "job", **more) -> str:
    identifier = genomics.submit(name, "queue", **more)
    genomics.rig.advance(6)
    assert genomics.job(identifier)["status"] == "RUNNING"
    return identifier


def test_a_job_goes_its_way_on_the_clock_of_the_rig(rig: Rig, genomics: Genomics, queue: str):
    job = genomics.submit("job", queue)
    seen = [genomics.job(job)["status"]]
    for seconds in (1, 2, 3, 60):
        rig.advance(seconds)
        seen.append(genomics.job(job)["status"])
    assert seen == ["SUBMITTED", "RUNNABLE", "STARTING", "RUNNING", "SUCCEEDED"]
    assert genomics.job(job)["stoppedAt"] - genomics.job(job)["startedAt"] == 60_000
    assert genomics.job(job)["container"]["exitCode"] == 0


def test_a_job_may_say_how_long_it_runs(rig: Rig, genomics: Genomics, queue: str):
    job = running(genomics, parameters={"runningSeconds": "3600"})
    rig.advance(3599)
    assert genomics.job(job)["status"] == "RUNNING"
    rig.advance(1)
    assert genomics.job(job)["status"] == "SUCCEEDED"


def test_a_job_that_is_held_runs_until_it_is_let_go(rig: Rig, genomics: Genomics, queue: str):
    job = genomics.submit("job", queue)
    rig.ask("POST", "jobs", {"job": job, "hold": True})
    rig.advance(10_000)
    assert genomics.job(job)["status"] == "RUNNING"
    rig.ask("POST", "jobs", {"job": job, "hold": False})
    assert genomics.job(job)["status"] == "SUCCEEDED"


def test_a_test_may_end_a_job(rig: Rig, genomics: Genomics, queue: str):
    job = running(genomics)
    rig.ask("POST", "jobs", {"job": job, "finish": "FAILED", "reason": "OutOfMemoryError"})
    assert (genomics.job(job)["status"], genomics.job(job)["statusReason"]) == ("FAILED", "OutOfMemoryError")


def test_a_job_runs_on_the_first_environment_that_is_enabled_valid_and_has_room(rig: Rig, genomics: Genomics):
    rig.settings(jobTimes=TIMES)
    for name in ("one", "two", "three"):
        genomics.environment(name)
    genomics.queue("queue", "one", "two", "three")
    genomics.update("one", state="DISABLED")
    first = running(genomics, "first", cpus=16)
    second = running(genomics, "second", cpus=2)
    assert (genomics.where(first), genomics.where(second)) == ("two", "three")
    assert genomics.see("two")["computeResources"]["desiredvCpus"] == 16
    rig.advance(200)
    assert genomics.see("two")["computeResources"]["desiredvCpus"] == 0


def test_a_job_waits_while_no_environment_takes_it(rig: Rig, genomics: Genomics, queue: str):
    genomics.update("work", state="DISABLED")
    job = genomics.submit("job", queue)
    rig.advance(1000)
    assert (genomics.job(job)["status"], genomics.where(job)) == ("RUNNABLE", None)
    genomics.update("work", state="ENABLED")
    assert genomics.where(job) == "work"


def test_a_running_job_goes_on_when_its_environment_is_disabled(genomics: Genomics, queue: str):
    job = running(genomics)
    genomics.update("work", state="DISABLED", computeResources={"minvCpus": 0})
    assert genomics.job(job)["status"] == "RUNNING"
    assert genomics.see("work")["computeResources"]["desiredvCpus"] == 1


def test_a_running_job_goes_on_when_its_environment_leaves_the_queue(rig: Rig, genomics: Genomics, queue: str):
    job = running(genomics)
    genomics.environment("other")
    genomics.update_queue("queue", computeEnvironmentOrder=[{"order": 1, "computeEnvironment": "other"}])
    assert (genomics.job(job)["status"], genomics.where(job)) == ("RUNNING", "work")
    assert genomics.where(running(genomics, "next")) == "other"


def test_the_first_job_of_a_queue_keeps_those_behind_it_waiting(rig: Rig, genomics: Genomics, queue: str):
    running(genomics, "running", cpus=10)
    big = genomics.submit("big", queue, cpus=10)
    small = genomics.submit("small", queue)
    rig.advance(20)
    assert [genomics.job(each)["status"] for each in (big, small)] == ["RUNNABLE", "RUNNABLE"]
    rig.advance(60)
    assert [genomics.job(each)["status"] for each in (big, small)] == ["RUNNING", "RUNNING"]


def test_a_disabled_queue_takes_no_jobs_and_finishes_those_it_has(rig: Rig, genomics: Genomics, queue: str):
    job = genomics.submit("job", queue)
    genomics.update_queue(queue, state="DISABLED")
    assert "takes no jobs" in refused(genomics.submit, name="other", queue=queue)
    rig.advance(60)
    assert genomics.job(job)["status"] == "SUCCEEDED"


def test_terminate_ends_a_job_wherever_it_is_with_the_reason(genomics: Genomics, queue: str):
    for job in (running(genomics, "first"), genomics.submit("second", queue)):
        genomics.batch.terminate_job(jobId=job, reason="because")
        assert (genomics.job(job)["status"], genomics.job(job)["statusReason"]) == ("FAILED", "because")


def test_cancel_ends_only_a_job_that_has_not_started(genomics: Genomics, queue: str):
    first, second = running(genomics, "first"), genomics.submit("second", queue)
    for job in (first, second):
        genomics.batch.cancel_job(jobId=job, reason="because")
    assert [genomics.job(job)["status"] for job in (first, second)] == ["RUNNING", "FAILED"]
    assert genomics.job(second)["statusReason"] == "because"


def test_jobs_end_with_their_queue_and_those_of_other_queues_do_not(rig: Rig, genomics: Genomics, queue: str):
    genomics.queue("other", "work")
    jobs = [running(genomics), genomics.submit("waiting", queue)]
    stranger = genomics.submit("stranger", "other")
    genomics.update_queue(queue, state="DISABLED")
    genomics.batch.delete_job_queue(jobQueue=queue)
    rig.advance(10)
    assert [genomics.job(job)["status"] for job in jobs] == ["FAILED", "FAILED"]
    assert genomics.job(stranger)["status"] == "RUNNING"


def test_jobs_end_with_the_instances_of_a_deleted_environment(rig: Rig, genomics: Genomics, queue: str):
    job = running(genomics)
    genomics.environment("other")
    genomics.update_queue(queue, computeEnvironmentOrder=[{"order": 1, "computeEnvironment": "other"}])
    genomics.update("work", state="DISABLED")
    genomics.batch.delete_compute_environment(computeEnvironment="work")
    assert genomics.job(job)["status"] == "FAILED"
    assert "Host EC2" in genomics.job(job)["statusReason"]


def test_a_fargate_environment_with_active_jobs_is_not_deleted(rig: Rig, genomics: Genomics):
    rig.settings(jobTimes={**TIMES, "running": 10_000})
    genomics.environment("head", genomics.fargate())
    genomics.environment("other", genomics.fargate())
    genomics.queue("queue", "head")
    running(genomics)
    genomics.update_queue("queue", computeEnvironmentOrder=[{"order": 1, "computeEnvironment": "other"}])
    genomics.update("head", state="DISABLED")
    rig.advance(10)
    genomics.batch.delete_compute_environment(computeEnvironment="head")
    rig.advance(10)
    assert genomics.see("head")["status"] == "INVALID"


def test_an_update_of_the_infrastructure_ends_jobs_after_the_time_of_its_policy(rig: Rig, genomics: Genomics, queue):
    job = running(genomics, parameters={"runningSeconds": "100000"})
    genomics.update("work", computeResources={"instanceTypes": ["m6i"]})
    assert (genomics.job(job)["status"], genomics.see("work")["status"]) == ("RUNNING", "UPDATING")
    rig.advance(30 * 60 - 11)
    assert genomics.job(job)["status"] == "RUNNING"
    rig.advance(2)
    assert genomics.job(job)["status"] == "FAILED"
    assert "update" in genomics.job(job)["statusReason"]
    assert genomics.see("work")["status"] == "VALID"


def test_an_update_of_the_infrastructure_waits_for_a_job_that_ends_in_time(rig: Rig, genomics: Genomics, queue: str):
    job = running(genomics)
    genomics.update("work", computeResources={"instanceTypes": ["m6i"]})
    later = genomics.submit("later", queue)
    rig.advance(6)
    assert genomics.job(later)["status"] == "RUNNING"
    rig.advance(50)
    assert genomics.job(job)["status"] == "SUCCEEDED"
    assert genomics.see("work")["status"] == "VALID"
    rig.advance(30 * 60)
    assert genomics.job(later)["status"] == "SUCCEEDED"


def test_an_update_that_terminates_ends_jobs_at_once(genomics: Genomics, queue: str):
    genomics.update("work", updatePolicy={"terminateJobsOnUpdate": True})
    job = running(genomics)
    genomics.update("work", computeResources={"instanceTypes": ["m6i"]})
    assert genomics.job(job)["status"] == "FAILED"
    assert genomics.see("work")["status"] == "VALID"


def test_an_update_of_the_size_ends_no_job(genomics: Genomics, queue: str):
    genomics.update("work", updatePolicy={"terminateJobsOnUpdate": True})
    job = running(genomics)
    genomics.update("work", computeResources={"maxvCpus": 32})
    assert genomics.job(job)["status"] == "RUNNING"
    assert "in use" in refused(
        genomics.batch.update_compute_environment, computeEnvironment="work", computeResources={"maxvCpus": 0}
    )


def test_a_job_that_outlives_its_time_limit_fails(rig: Rig, genomics: Genomics, queue: str):
    job = running(genomics, timeout={"attemptDurationSeconds": 60}, parameters={"runningSeconds": "600"})
    rig.advance(60)
    assert (genomics.job(job)["status"], genomics.job(job)["statusReason"]) == (
        "FAILED",
        "Job attempt duration exceeded timeout",
    )


def test_a_job_waits_for_what_it_depends_on(rig: Rig, genomics: Genomics, queue: str):
    first = running(genomics, "first")
    second = genomics.submit("second", queue, dependsOn=[{"jobId": first}])
    rig.advance(10)
    assert genomics.job(second)["status"] == "PENDING"
    rig.advance(60)
    assert genomics.job(second)["status"] in ("STARTING", "RUNNING")


def test_jobs_are_listed_by_queue_and_status_in_pages(rig: Rig, genomics: Genomics, queue: str):
    jobs = {genomics.submit(f"job-{number}", queue) for number in range(5)}
    assert genomics.batch.list_jobs(jobQueue=queue)["jobSummaryList"] == []
    first = genomics.batch.list_jobs(jobQueue=queue, jobStatus="SUBMITTED", maxResults=3)
    second = genomics.batch.list_jobs(jobQueue=queue, jobStatus="SUBMITTED", nextToken=first["nextToken"])
    assert {each["jobId"] for each in first["jobSummaryList"] + second["jobSummaryList"]} == jobs
    rig.advance(6)
    assert len(genomics.batch.list_jobs(jobQueue=queue)["jobSummaryList"]) == 5
    named = genomics.batch.list_jobs(jobQueue=queue, filters=[{"name": "JOB_NAME", "values": ["JOB-1*"]}])
    assert [each["jobName"] for each in named["jobSummaryList"]] == ["job-1"]
    assert "does not exist" in refused(genomics.batch.list_jobs, jobQueue="none")


def test_a_job_for_what_does_not_exist_is_refused(genomics: Genomics, queue: str):
    submit = genomics.batch.submit_job
    assert "Job definition" in refused(submit, jobName="a", jobQueue=queue, jobDefinition="none")
    assert "Job queue" in refused(submit, jobName="a", jobQueue="none", jobDefinition="none")


def test_the_newest_revision_is_meant_and_the_submission_overrides_it(rig: Rig, genomics: Genomics, queue: str):
    genomics.submit("job", queue, cpus=1)
    genomics.submit("job", queue, cpus=2)
    overrides = {"environment": [{"name": "A", "value": "1"}], "command": ["true"]}
    made = genomics.batch.submit_job(
        jobName="third", jobQueue=queue, jobDefinition="job-definition", containerOverrides=overrides
    )
    seen = genomics.job(made["jobId"])
    assert seen["jobDefinition"].endswith("job-definition/job-definition:2")
    assert (seen["container"]["vcpus"], seen["container"]["command"]) == (2, ["true"])
    assert {"name": "A", "value": "1"} in seen["container"]["environment"]
