"""Each option's example, on the real parts: ready, as AWS shows it, and nothing of it left."""

from __future__ import annotations

from typing import Any

from rig.account import Account, make_role
from rig.applied import applied, settings, user_data
from rig.chart import NAMESPACE, OPERATOR_ACTOR
from rig.disposal import disposed_of
from rig.kubernetes import Environment, Kubernetes
from rig.manifests import example
from rig.polling import eventually
from rig.rig import Rig

IMAGE = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"
IMAGE_ARM64 = "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id"
IDENTITY = "awsidentities.towerforge.io"


def work_image(account: Account, environment: Environment) -> str:
    """The image that instances of tasks start from."""
    work = next(one for name, one in account.environments(environment.prefix).items() if "-work" in name)
    return work["computeResources"]["ec2Configuration"][0]["imageIdOverride"]


def recommended(account: Account, parameter: str) -> str:
    return account.client("ssm").get_parameter(Name=parameter)["Parameter"]["Value"]


def test_graviton_with_its_head_on_fargate(kubernetes: Kubernetes, namespace: str, account: Account) -> None:
    environment = applied("graviton.yaml", kubernetes, namespace, account)

    types = {one["computeResources"]["type"] for one in account.environments(environment.prefix).values()}
    assert types == {"FARGATE", "SPOT"}
    assert settings(kubernetes, environment)["process.arch"] == "'linux/arm64'"
    assert work_image(account, environment) == recommended(account, IMAGE_ARM64) != recommended(account, IMAGE)
    assert any(name.endswith("-FargateRole") for name in account.roles(environment.prefix))
    disposed_of(environment, account)


def test_an_image_and_a_key_pair_of_the_users_own(kubernetes: Kubernetes, namespace: str, account: Account) -> None:
    ec2 = account.client("ec2")
    ec2.create_key_pair(KeyName=f"debugging-{namespace}")
    optimized = [{"Name": "name", "Values": ["al2023-ami-ecs-hvm-*-x86_64"]}]
    theirs = ec2.describe_images(Filters=optimized)["Images"][0]["ImageId"]

    environment = applied(
        "own-image.yaml",
        kubernetes,
        namespace,
        account,
        lambda spec: spec["forge"].update({"imageId": theirs, "keyPair": f"debugging-{namespace}"}),
    )

    work = next(one for name, one in account.environments(environment.prefix).items() if "-work" in name)
    assert work["computeResources"]["ec2KeyPair"] == f"debugging-{namespace}"
    assert work["computeResources"]["ec2Configuration"][0]["imageIdOverride"] == theirs
    disposed_of(environment, account)


def test_fusion(kubernetes: Kubernetes, namespace: str, account: Account) -> None:
    environment = applied("fusion.yaml", kubernetes, namespace, account)

    published = settings(kubernetes, environment)
    assert {name: value for name, value in published.items() if name.startswith(("fusion.", "wave."))} == {
        "fusion.enabled": "true",
        "fusion.snapshots": "true",
        "wave.enabled": "true",
        "wave.endpoint": "'https://wave.seqera.io'",
    }
    assert published["process.scratch"] == "false"
    assert published["aws.batch.volumes"] == "['/scratch/fusion:/tmp']"
    assert "aws.batch.cliPath" not in published
    assert "STEP=nvme\n" in user_data(account, environment)

    environment.edit_spec(fusion=None, wave=None).until_settled()
    published = settings(kubernetes, environment)
    assert [name for name in published if name.startswith(("fusion.", "wave."))] == []
    assert published.keys().isdisjoint({"process.scratch", "aws.batch.volumes"})
    assert "aws.batch.cliPath" in published
    script = user_data(account, environment)
    assert "STEP=packages\n" in script and "STEP=nvme\n" not in script
    disposed_of(environment, account)


def test_gpu(kubernetes: Kubernetes, namespace: str, account: Account) -> None:
    environment = applied("gpu.yaml", kubernetes, namespace, account)

    work = next(one for name, one in account.environments(environment.prefix).items() if "-work" in name)
    assert sorted(work["computeResources"]["instanceTypes"]) == ["g5", "g6"]
    assert work["computeResources"]["ec2Configuration"][0]["imageType"].endswith("NVIDIA")
    disposed_of(environment, account)


def test_head_job(kubernetes: Kubernetes, namespace: str, account: Account) -> None:
    def roles(spec: Any) -> None:
        iam = account.client("iam")
        spec["headJob"]["roleArn"] = make_role(iam, "head", "ecs-tasks.amazonaws.com", "/nextflow/")
        spec["computeJob"]["roleArn"] = make_role(iam, "tasks", "ecs-tasks.amazonaws.com", "/nextflow/")

    environment = applied("head-job.yaml", kubernetes, namespace, account, roles)

    (name,) = account.job_definitions(environment.prefix)
    queue = next(queue for queue in account.queues(environment.prefix) if "-head" in queue)
    job = account.batch.submit_job(jobName="nextflow", jobQueue=queue, jobDefinition=name)["jobId"]
    eventually("the head job runs", lambda: account.job(job)["status"] == "RUNNING")
    account.batch.terminate_job(jobId=job, reason="seen enough")

    environment.edit_spec(preRunScript="export NXF_VER=26.04.0").until_settled()
    assert account.job_definitions(environment.prefix) == [name]
    disposed_of(environment, account)


def head_secrets(environment: Environment, account: Account) -> dict[str, str]:
    """What ECS puts into the container of a head job: the ARN of each secret by the variable it becomes."""
    definition = account.client("batch").describe_job_definitions(
        jobDefinitionName=f"{environment.prefix}-head", status="ACTIVE"
    )["jobDefinitions"][-1]
    return {secret["name"]: secret["valueFrom"] for secret in definition["containerProperties"].get("secrets", [])}


def test_pipeline_secrets(rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account) -> None:
    rig.chart.install("--set", f"pipelineSecrets.namespaces={{{namespace}}}")
    store("licences", namespace, {"dragen": "first-value", "token": "token-value"}, kubernetes)
    environment = applied("pipeline-secrets.yaml", kubernetes, namespace, account)
    secrets = account.client("secretsmanager")
    license_ = f"tower-{environment.id}/LICENSE"
    assert head_secrets(environment, account)["LICENSE"].endswith(f":secret:{license_}")
    assert secrets.get_secret_value(SecretId=license_)["SecretString"] == "first-value"

    store("licences", namespace, {"dragen": "second-value", "token": "token-value"}, kubernetes)
    environment.asked_until(
        "the new value is in AWS",
        lambda: secrets.get_secret_value(SecretId=license_)["SecretString"] == "second-value",
    )

    environment.edit_spec(pipelineSecrets=environment.manifest["spec"]["pipelineSecrets"][:1]).until_settled()
    assert account.secrets(f"tower-{environment.id}") == [license_]
    assert list(head_secrets(environment, account)) == ["LICENSE"]
    disposed_of(environment, account)
    for value in ("first-value", "second-value"):
        assert not rig.operator.sees(value)
    rig.chart.install()


def test_permissions_boundary(kubernetes: Kubernetes, namespace: str, account: Account) -> None:
    iam = account.client("iam")
    document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'
    boundary = iam.create_policy(PolicyName="genomics-boundary", PolicyDocument=document)["Policy"]["Arn"]

    def bounded(spec: Any) -> None:
        spec["forge"]["roles"] = {"permissionsBoundaryArn": boundary}

    environment = applied("boundary.yaml", kubernetes, namespace, account, bounded)
    role = f"{environment.prefix}-InstanceRole"
    assert iam.get_role(RoleName=role)["Role"]["PermissionsBoundary"]["PermissionsBoundaryArn"] == boundary

    environment.edit(roles=None).until_settled()
    assert "PermissionsBoundary" not in iam.get_role(RoleName=role)["Role"]
    environment.edit(roles={"permissionsBoundaryArn": boundary}).until_settled()
    disposed_of(environment, account)


def test_latest_image(rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account) -> None:
    latest = applied("latest-image.yaml", kubernetes, namespace, account)
    pinned = applied("spot.yaml", kubernetes, namespace, account)
    before = recommended(account, IMAGE)
    assert [work_image(account, one) for one in (latest, pinned)] == [before, before]

    after = account.client("ec2").copy_image(Name=namespace, SourceImageId=before, SourceRegion=account.region)[
        "ImageId"
    ]
    rig.cloud.control("POST", "parameters", {"region": account.region, "name": IMAGE, "value": after})
    # The answer of before holds for an hour, in the memory of the process.
    rig.operator.stop()
    rig.operator.start()
    latest.asked_until("instances start from the new image", lambda: work_image(account, latest) == after)
    latest.until_settled()
    assert latest.status()["effective"]["imageId"] == after
    pinned.edit_spec(resourceLabels={"team": "genomics"}).until_settled()
    assert work_image(account, pinned) == before == pinned.status()["effective"]["imageId"]

    pinned.delete()
    disposed_of(latest, account)
    pinned.until_gone()
    assert account.everything(pinned.prefix) == []


def test_an_identity_says_who_may_use_it_and_has_a_key_of_its_own(
    kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    key = {"aws_access_key_id": OPERATOR_ACTOR, "aws_secret_access_key": "of-research"}
    store("research-keys", NAMESPACE, key, kubernetes)
    identity = {
        "apiVersion": "towerforge.io/v1alpha1",
        "kind": "AwsIdentity",
        "metadata": {"name": "research"},
        "spec": {
            "allowedNamespaces": {"names": ["somebody-elses"]},
            "credentials": {"secretName": "research-keys"},
            "resourceLabels": {"cost-centre": "42"},
        },
    }
    kubernetes.apply(identity)
    manifest = example("spot.yaml", "rnaseq", namespace, account.region)
    manifest["spec"]["identityName"] = "research"
    environment = Environment(kubernetes, manifest).apply()
    refused = environment.until_condition("Stalled")
    assert namespace in refused["message"] and "research" in refused["message"]

    identity["spec"]["allowedNamespaces"]["names"].append(namespace)
    kubernetes.apply(identity)
    environment.look_again()
    environment.until_settled()
    assert account.queues(environment.prefix)[f"{environment.prefix}-work"]["tags"]["cost-centre"] == "42"

    kubernetes.kubectl("delete", IDENTITY, "research", "--wait=false")
    disposed_of(environment, account)
    eventually(
        "the identity goes when nobody uses it",
        lambda: not kubernetes.kubectl("get", IDENTITY, "research", "--ignore-not-found").stdout.strip(),
    )


def store(name: str, namespace: str, values: dict[str, str], kubernetes: Kubernetes) -> None:
    kubernetes.apply(
        {
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": {"name": name, "namespace": namespace},
            "stringData": values,
        }
    )
