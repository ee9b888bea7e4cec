"""The same operator on moto as it is, without a rule of ours: what works there does not work only because of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rig.account import Account, Cloud, trust
from rig.aws_server import AwsServer
from rig.kubernetes import Environment, Kubernetes
from rig.manifests import example
from rig.rig import Rig

REGION = "eu-west-1"


@pytest.fixture
def plain(rig: Rig) -> Iterator[Account]:
    """The release is pointed at a plain moto for the while."""
    server = AwsServer(rig.folder, "plain", "--plain", "--regions", REGION)
    rig.operator.stop()
    rig.chart.use_aws(server.url)
    rig.chart.install()
    rig.operator.use(rig.deployment()).start()
    yield Account(server.url, REGION)
    rig.operator.stop()
    rig.chart.use_aws(rig.cloud.url)
    rig.chart.install()
    rig.operator.use(rig.deployment()).start()
    server.stop()


def test_queues_of_somebody_else_are_published_and_never_changed(
    plain: Account, kubernetes: Kubernetes, namespace: str
) -> None:
    iam = plain.client("iam")
    role = iam.create_role(RoleName="batch", AssumeRolePolicyDocument=trust("batch.amazonaws.com"))["Role"]["Arn"]
    profile = iam.create_instance_profile(InstanceProfileName="ecsInstanceRole")["InstanceProfile"]["Arn"]
    theirs = plain.batch.create_compute_environment(
        computeEnvironmentName="theirs",
        type="MANAGED",
        state="ENABLED",
        serviceRole=role,
        computeResources={
            "type": "EC2",
            "minvCpus": 0,
            "maxvCpus": 16,
            "instanceTypes": ["m5.large"],
            "instanceRole": profile,
            "subnets": [plain.client("ec2").describe_subnets()["Subnets"][0]["SubnetId"]],
            "securityGroupIds": [plain.client("ec2").describe_security_groups()["SecurityGroups"][0]["GroupId"]],
        },
    )["computeEnvironmentArn"]
    for name in ("their-head", "their-work"):
        order = [{"order": 1, "computeEnvironment": theirs}]
        plain.batch.create_job_queue(jobQueueName=name, state="ENABLED", priority=1, computeEnvironmentOrder=order)
    before = plain.queues("their-")

    manifest = example("manual.yaml", "legacy", namespace, REGION)
    manifest["spec"]["manual"] = {"headQueue": "their-head", "computeQueue": "their-work"}
    environment = Environment(kubernetes, manifest).apply()
    environment.until_settled()
    published = kubernetes.read("configmap", "legacy-nextflow", namespace)
    assert published is not None and "their-work" in published["data"]["nextflow.config"]

    environment.delete()
    environment.until_gone()
    writes = [call for call in Cloud(plain.url).calls() if call["actor"] == "operator" and call["write"]]
    assert writes == []
    assert plain.queues("their-") == before
