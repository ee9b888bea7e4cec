"""What others made is used, or left alone; never changed."""

from __future__ import annotations

import pytest

from rig.account import Account, trust
from rig.kubernetes import Environment, Kubernetes
from rig.manifests import example
from rig.polling import eventually
from rig.rig import Rig

INSTANCES = "ecsInstanceRole"


@pytest.fixture
def queues(account: Account) -> list[str]:
    """Two queues of somebody else, with their environment."""
    iam = account.client("iam")
    if INSTANCES not in account.profiles(INSTANCES):
        iam.create_role(RoleName=INSTANCES, AssumeRolePolicyDocument=trust("ec2.amazonaws.com"))
        iam.create_instance_profile(InstanceProfileName=INSTANCES)
        iam.add_role_to_instance_profile(InstanceProfileName=INSTANCES, RoleName=INSTANCES)
    network = account.client("ec2").describe_subnets()["Subnets"][0]
    group = account.client("ec2").describe_security_groups()["SecurityGroups"][0]["GroupId"]
    account.batch.create_compute_environment(
        computeEnvironmentName="theirs",
        type="MANAGED",
        computeResources={
            "type": "EC2",
            "minvCpus": 0,
            "maxvCpus": 16,
            "instanceTypes": ["m5"],
            "instanceRole": iam.get_instance_profile(InstanceProfileName=INSTANCES)["InstanceProfile"]["Arn"],
            "subnets": [network["SubnetId"]],
            "securityGroupIds": [group],
        },
    )
    eventually("their environment is there", lambda: account.environments("theirs")["theirs"]["status"] == "VALID")
    order = [{"order": 1, "computeEnvironment": "theirs"}]
    names = ["their-head", "their-work"]
    for name in names:
        account.batch.create_job_queue(jobQueueName=name, priority=1, computeEnvironmentOrder=order)
        account.queue_settles(name)
    return names


def manual(kubernetes: Kubernetes, namespace: str, account: Account, queues: list[str]) -> Environment:
    manifest = example("manual.yaml", "legacy", namespace, account.region)
    manifest["spec"]["manual"] = {"headQueue": queues[0], "computeQueue": queues[1]}
    return Environment(kubernetes, manifest)


def test_queues_of_somebody_else_are_checked_published_and_never_changed(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account, queues: list[str]
) -> None:
    start = rig.cloud.last_call()
    environment = manual(kubernetes, namespace, account, queues).apply()
    environment.until_settled()
    published = kubernetes.read("configmap", "legacy-nextflow", namespace)
    assert published is not None and "their-work" in published["data"]["nextflow.config"]

    account.batch.update_job_queue(jobQueue="their-work", state="DISABLED")
    environment.look_again()
    refused = environment.until_condition("Ready", "False", reason="QueueUnusable")
    assert "their-work" in refused["message"] and "DISABLED" in refused["message"]

    account.queue_settles("their-work")
    account.batch.update_job_queue(jobQueue="their-work", state="ENABLED")
    environment.look_again()
    environment.until_settled()
    environment.delete()
    environment.until_gone()

    writes = [call for call in rig.cloud.calls(start) if call["actor"] == "operator" and call["write"]]
    assert writes == []
    assert set(account.queues("their-")) == set(queues)


def test_a_foreign_queue_of_the_same_name_stays_untouched_and_is_named(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account, queues: list[str]
) -> None:
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region))
    environment.manifest["metadata"]["annotations"] = {"towerforge.io/paused": "true"}
    environment.apply()
    name = f"{environment.prefix}-work"
    account.batch.create_job_queue(
        jobQueueName=name, priority=7, computeEnvironmentOrder=[{"order": 1, "computeEnvironment": "theirs"}]
    )
    account.queue_settles(name)
    before = account.queues(name)[name]

    kubernetes.kubectl("annotate", "abce", "rnaseq", "-n", namespace, "towerforge.io/paused-")
    conflict = environment.until_condition("Stalled", reason="Conflict")

    assert name in conflict["message"]
    assert account.queues(name)[name] == before
    environment.delete()
    environment.until_gone()
    assert account.queues(name)[name] == before
    assert account.everything(environment.prefix) == [f"job queue {name}"]
    account.remove_queue(name)


def test_a_foreign_role_of_the_same_name_stays_untouched_and_is_named(
    kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region))
    environment.manifest["metadata"]["annotations"] = {"towerforge.io/paused": "true"}
    environment.apply()
    name = f"{environment.prefix}-InstanceRole"
    iam = account.client("iam")
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust("ec2.amazonaws.com"))

    kubernetes.kubectl("annotate", "abce", "rnaseq", "-n", namespace, "towerforge.io/paused-")
    conflict = environment.until_condition("Stalled", reason="Conflict")

    assert name in conflict["message"]
    assert iam.list_role_policies(RoleName=name)["PolicyNames"] == []
    environment.delete()
    environment.until_gone()
    assert account.everything(environment.prefix) == [f"role {name}"]
    iam.delete_role(RoleName=name)
