"""An environment is created, edited while jobs run, repaired and disposed of; AWS is asked, never the operator."""

from __future__ import annotations

import pytest

from rig.account import Account, trust
from rig.kubernetes import Environment, Kubernetes
from rig.manifests import example
from rig.polling import eventually
from rig.rig import Rig

SPOT = "spot.yaml"
ON_DEMAND = "on-demand.yaml"


@pytest.fixture(params=[SPOT, ON_DEMAND], ids=["Spot", "On-Demand"])
def environment(request: pytest.FixtureRequest, kubernetes: Kubernetes, namespace: str, region: str) -> Environment:
    one = Environment(kubernetes, example(request.param, "rnaseq", namespace, region)).apply()
    one.until_settled()
    return one


def is_spot(environment: Environment) -> bool:
    return environment.manifest["spec"]["forge"]["provisioningModel"] == "Spot"


def test_everything_a_pipeline_needs_is_there(
    environment: Environment, account: Account, kubernetes: Kubernetes
) -> None:
    prefix = environment.prefix
    queues = account.queues(prefix)
    environments = account.environments(prefix)

    assert set(queues) == ({f"{prefix}-head", f"{prefix}-work"} if is_spot(environment) else {f"{prefix}-work"})
    for queue in queues.values():
        assert (queue["state"], queue["status"]) == ("ENABLED", "VALID")
        assert len(queue["computeEnvironmentOrder"]) == 1
        assert queue["tags"]["towerforge.io/name"] == "rnaseq"
    for one in environments.values():
        assert (one["state"], one["status"]) == ("ENABLED", "VALID")
    work = serving(account, f"{prefix}-work")
    assert work["computeResources"]["type"] == ("SPOT" if is_spot(environment) else "EC2")
    assert account.log_groups(prefix)[prefix]["retentionInDays"] == 30
    assert account.roles(prefix) and account.profiles(prefix) and account.launch_templates(prefix)

    published = kubernetes.read("configmap", "rnaseq-nextflow", environment.namespace)
    assert published is not None
    assert f"{prefix}-work" in published["data"]["nextflow.config"]


def test_an_edit_of_a_limit_happens_in_place_while_jobs_run(environment: Environment, account: Account) -> None:
    before = serving(account, f"{environment.prefix}-work")
    job = account.running_job(f"{environment.prefix}-work")

    environment.edit(maxCpus=512).until_settled()

    after = serving(account, f"{environment.prefix}-work")
    assert after["computeEnvironmentArn"] == before["computeEnvironmentArn"]
    assert after["computeResources"]["maxvCpus"] == 512
    assert account.job(job)["status"] == "RUNNING"


def test_an_edit_of_instances_happens_beside_running_jobs(environment: Environment, account: Account, rig: Rig) -> None:
    queue = f"{environment.prefix}-work"
    before = serving(account, queue)
    queue_arn = account.queues(queue)[queue]["jobQueueArn"]
    job = account.running_job(f"{environment.prefix}-work")

    environment.edit(instanceTypes=["c5", "m5"])
    eventually("another environment serves the queue", lambda: serving(account, queue)["uuid"] != before["uuid"])

    assert serving(account, queue)["computeResources"]["instanceTypes"] == ["c5", "m5"]
    assert account.job(job)["status"] == "RUNNING"
    assert account.queues(queue)[queue]["jobQueueArn"] == queue_arn

    rig.cloud.finish(job)
    environment.asked_until(
        "only the new environment is left", lambda: before["computeEnvironmentName"] not in account.environments(queue)
    )
    environment.until_settled()
    assert account.job(job)["status"] == "SUCCEEDED"


def test_an_edit_of_instances_without_jobs_happens_in_place(environment: Environment, account: Account) -> None:
    queue = f"{environment.prefix}-work"
    before = serving(account, queue)

    environment.edit(instanceTypes=["c5", "m5"]).until_settled()

    after = serving(account, queue)
    assert after["uuid"] == before["uuid"]
    assert sorted(after["computeResources"]["instanceTypes"]) == ["c5", "m5"]


def test_what_was_changed_by_hand_is_repaired(environment: Environment, account: Account) -> None:
    prefix = environment.prefix
    work = serving(account, f"{prefix}-work")
    account.batch.update_job_queue(jobQueue=f"{prefix}-work", state="DISABLED")
    account.batch.update_compute_environment(
        computeEnvironment=work["computeEnvironmentName"], computeResources={"maxvCpus": 7}
    )
    execution_role = next(name for name in account.roles(prefix) if name.endswith("ExecutionRole"))
    for policy in account.client("iam").list_attached_role_policies(RoleName=execution_role)["AttachedPolicies"]:
        account.client("iam").detach_role_policy(RoleName=execution_role, PolicyArn=policy["PolicyArn"])
    wanted = environment.manifest["spec"]["forge"]["maxCpus"]

    environment.asked_until("the queue is open", lambda: account.queues(prefix)[f"{prefix}-work"]["state"] == "ENABLED")
    environment.asked_until(
        "the limit is back", lambda: serving(account, f"{prefix}-work")["computeResources"]["maxvCpus"] == wanted
    )
    environment.asked_until(
        "the policy is attached",
        lambda: account.client("iam").list_attached_role_policies(RoleName=execution_role)["AttachedPolicies"],
    )
    environment.until_settled()


def test_a_queue_that_was_deleted_by_hand_comes_back(environment: Environment, account: Account, rig: Rig) -> None:
    queue = f"{environment.prefix}-work"
    account.remove_queue(queue)

    environment.asked_until("it is back", lambda: account.queues(queue).get(queue, {}).get("status") == "VALID")
    environment.until_settled()


def test_a_deletion_waits_for_the_last_job_and_leaves_nothing(
    environment: Environment, account: Account, rig: Rig
) -> None:
    prefix = environment.prefix
    job = account.running_job(f"{environment.prefix}-work")

    environment.delete()
    waiting = environment.until_condition("Ready", "Unknown", reason="Draining")
    assert f"{prefix}-work" in waiting["message"] and "1" in waiting["message"]
    assert account.job(job)["status"] == "RUNNING"

    rig.cloud.finish(job)
    environment.look_again()
    environment.until_gone()
    assert account.job(job)["status"] == "SUCCEEDED"
    assert account.everything(prefix) == []


def test_with_terminate_a_deletion_ends_the_jobs_with_a_reason(environment: Environment, account: Account) -> None:
    job = account.running_job(f"{environment.prefix}-work")
    environment.edit_spec(onDelete={"activeJobs": "Terminate"}).until_settled()

    environment.delete()
    environment.until_gone()

    ended = account.job(job)
    assert ended["status"] == "FAILED"
    assert f"{environment.namespace}/rnaseq" in ended["statusReason"]


def test_with_retain_everything_stays_and_is_named(
    environment: Environment, account: Account, kubernetes: Kubernetes
) -> None:
    prefix = environment.prefix
    environment.edit_spec(deletionPolicy="Retain").until_settled()
    before = account.everything(prefix)

    environment.delete()
    environment.until_gone()

    assert before and account.everything(prefix) == before
    events = kubernetes.items("events", environment.namespace)
    assert any(f"{prefix}" in event.get("message", event.get("note", "")) for event in events)
    for queue in account.queues(prefix):
        # What the operator was told to leave, somebody has to take away.
        account.remove_queue(queue)


def test_spot_becomes_on_demand_behind_the_same_queue(
    kubernetes: Kubernetes, namespace: str, region: str, account: Account
) -> None:
    environment = Environment(kubernetes, example(SPOT, "rnaseq", namespace, region)).apply()
    environment.until_settled()
    queue = f"{environment.prefix}-work"
    arn = account.queues(queue)[queue]["jobQueueArn"]

    environment.edit(provisioningModel="OnDemand").until_settled()

    assert account.queues(queue)[queue]["jobQueueArn"] == arn
    assert serving(account, queue)["computeResources"]["type"] == "EC2"
    assert set(account.queues(environment.prefix)) == {queue}


def test_labels_come_and_go_in_place(kubernetes: Kubernetes, namespace: str, region: str, account: Account) -> None:
    environment = Environment(kubernetes, example(SPOT, "rnaseq", namespace, region)).apply()
    environment.until_settled()
    prefix = environment.prefix
    before = account.everything(prefix)

    environment.edit_spec(resourceLabels={"team": "genomics"}).until_settled()
    assert labels(account, prefix, "team") == {"genomics"}

    environment.edit_spec(resourceLabels=None).until_settled()
    assert labels(account, prefix, "team") == {None}
    assert account.everything(prefix) == before


def test_a_network_of_the_users_own_is_used(
    rig: Rig, kubernetes: Kubernetes, namespace: str, region: str, account: Account
) -> None:
    network = rig.cloud.seed()[region]["genomics"]
    manifest = example(SPOT, "rnaseq", namespace, region)
    manifest["spec"]["forge"]["network"] = {
        "vpcId": network["vpc"],
        "subnetIds": network["subnets"],
        "securityGroupIds": [network["securityGroups"]["default"]],
    }
    environment = Environment(kubernetes, manifest).apply()
    environment.until_settled()

    resources = serving(account, f"{environment.prefix}-work")["computeResources"]
    assert sorted(resources["subnets"]) == sorted(network["subnets"])


def test_a_trust_policy_changed_by_hand_is_put_right(
    kubernetes: Kubernetes, namespace: str, region: str, account: Account
) -> None:
    environment = Environment(kubernetes, example(SPOT, "rnaseq", namespace, region)).apply()
    environment.until_settled()
    role = f"{environment.prefix}-InstanceRole"
    iam = account.client("iam")
    before = iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"]
    iam.update_assume_role_policy(RoleName=role, PolicyDocument=trust("lambda.amazonaws.com"))

    environment.asked_until(
        "the trust is as it was", lambda: iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"] == before
    )


def test_a_log_group_that_was_deleted_by_hand_comes_back(
    kubernetes: Kubernetes, namespace: str, region: str, account: Account
) -> None:
    """Not at once: for two minutes after it was made, that it is not listed is taken for a list that lags."""
    environment = Environment(kubernetes, example(SPOT, "rnaseq", namespace, region)).apply()
    environment.until_settled()
    account.client("logs").delete_log_group(logGroupName=environment.prefix)

    environment.asked_until(
        "the log group is back", lambda: environment.prefix in account.log_groups(environment.prefix), 180
    )


def test_lines_of_the_users_own_reach_the_published_configuration(
    kubernetes: Kubernetes, namespace: str, region: str
) -> None:
    environment = Environment(kubernetes, example(SPOT, "rnaseq", namespace, region)).apply()
    environment.until_settled()

    environment.edit_spec(nextflowConfig="process.maxRetries = 7").until_settled()

    published = kubernetes.read("configmap", "rnaseq-nextflow", namespace)
    assert published is not None and "process.maxRetries = 7" in published["data"]["nextflow.config"]


def labels(account: Account, prefix: str, key: str) -> set[str | None]:
    """The values of a label on everything that shows its tags at once."""
    tagged = [*account.queues(prefix).values(), *account.environments(prefix).values()]
    templates = [
        {"tags": {tag["Key"]: tag["Value"] for tag in one["Tags"]}} for one in account.launch_templates(prefix).values()
    ]
    return {one["tags"].get(key) for one in tagged + templates}


def serving(account: Account, queue: str) -> dict:
    """The compute environment that a queue sends new jobs to."""
    order = sorted(account.queues(queue)[queue]["computeEnvironmentOrder"], key=lambda one: one["order"])
    name = order[0]["computeEnvironment"].rsplit("/", 1)[-1]
    return account.environments(name)[name]
