"""What cannot work is named before anything is made in AWS."""

from __future__ import annotations

from rig.account import Account
from rig.disposal import disposed_of
from rig.kubernetes import Environment, Kubernetes
from rig.manifests import example


def test_buckets(kubernetes: Kubernetes, namespace: str, account: Account) -> None:
    manifest = example("spot.yaml", "buckets", namespace, account.region)
    elsewhere = "eu-west-1" if account.region != "eu-west-1" else "us-east-1"
    manifest["spec"]["workDirectory"] = f"s3://genomics-{elsewhere}/work"
    environment = Environment(kubernetes, manifest).apply()
    refused = environment.until_condition("Stalled")
    assert refused["reason"] == "PreflightFailed"
    assert f"is in {elsewhere}" in refused["message"] and account.region in refused["message"]

    missing = f"made-later-{account.region}"
    environment.edit_spec(workDirectory=f"s3://{missing}/work")
    environment.until("names the bucket that is missing", lambda status: missing in str(status["conditions"]))
    assert account.roles(environment.prefix) == []

    account.make_buckets({missing})
    environment.look_again()
    environment.until_settled()
    disposed_of(environment, account)


def test_a_vpc_without_subnets_is_named_before_anything_is_made(
    kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    vpc = account.client("ec2").create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    manifest = example("spot.yaml", "rnaseq", namespace, account.region)
    manifest["spec"]["forge"]["network"] = {"vpcId": vpc}
    environment = Environment(kubernetes, manifest).apply()

    refused = environment.until_condition("Stalled", reason="PreflightFailed")

    assert vpc in refused["message"] and "subnets" in refused["message"]
    assert account.everything(environment.prefix) == []
