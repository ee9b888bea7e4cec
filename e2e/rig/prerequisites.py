"""What a manifest names and somebody must have made before: roles, an image, a key, a network, queues."""

from __future__ import annotations

from typing import Any

from rig.account import Account, make_role
from rig.polling import eventually
from rig.rig import Rig

_SERVICES = {"serviceRoleArn": "batch.amazonaws.com", "spotFleetRoleArn": "spotfleet.amazonaws.com"}


class Prerequisites:
    """Makes what specs name, once each, and puts the ids that AWS gave into them."""

    def __init__(self, rig: Rig, account: Account) -> None:
        self._account = account
        self._iam, self._ec2 = account.client("iam"), account.client("ec2")
        self._network = rig.cloud.seed()[account.region]["genomics"]
        self._made: dict[str, str] = {}

    def provide(self, spec: dict[str, Any]) -> None:
        """Everything in a spec, however deep, by the name of its field."""
        for field, value in spec.items():
            if field == "manual":
                spec[field] = self._queues()
            elif field == "network":
                groups = [self._network["securityGroups"]["default"]]
                subnets = self._network["subnets"][:2]
                spec[field] = {"vpcId": self._network["vpc"], "subnetIds": subnets, "securityGroupIds": groups}
            elif isinstance(value, dict):
                self.provide(value)
            elif field in ("imageId", "keyPair", "kmsKeyId") or field.endswith("Arn"):
                if value not in self._made:
                    self._made[value] = self._make(field, value)
                spec[field] = self._made[value]
        if "manual" in spec and "logGroup" in spec:
            self._account.client("logs").create_log_group(logGroupName=spec["logGroup"]["name"])

    def _make(self, field: str, value: str) -> str:
        if field == "imageId":
            optimized = [{"Name": "name", "Values": ["al2023-ami-ecs-hvm-*-x86_64"]}]
            return self._ec2.describe_images(Filters=optimized)["Images"][0]["ImageId"]
        if field == "keyPair":
            return self._ec2.create_key_pair(KeyName=value)["KeyName"]
        if field == "kmsKeyId":
            kms = self._account.client("kms")
            kms.create_alias(AliasName=value, TargetKeyId=kms.create_key()["KeyMetadata"]["KeyId"])
            return value
        kind, *folders, name = value.split(":")[-1].split("/")
        path = "/".join(["", *folders, ""])
        if kind == "instance-profile":
            return self._profile(name)
        if kind == "policy":
            document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'
            named = f"{name}-{self._account.region}"
            return self._iam.create_policy(PolicyName=named, PolicyDocument=document)["Policy"]["Arn"]
        assert kind == "role", f"An example names {value} in {field}, and nothing here makes one."
        # A test of before may have made the same role below another path.
        return make_role(self._iam, name, _SERVICES.get(field, "ecs-tasks.amazonaws.com"), path)

    def _profile(self, name: str) -> str:
        make_role(self._iam, name, "ec2.amazonaws.com")
        arn = self._iam.create_instance_profile(InstanceProfileName=name)["InstanceProfile"]["Arn"]
        self._iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=name)
        return arn

    def _queues(self) -> dict[str, str]:
        batch = self._account.batch
        batch.create_compute_environment(
            computeEnvironmentName="by-hand",
            type="MANAGED",
            computeResources={
                "type": "EC2",
                "minvCpus": 0,
                "maxvCpus": 16,
                "instanceTypes": ["m5"],
                "instanceRole": self._profile("by-hand"),
                "subnets": self._network["subnets"],
                "securityGroupIds": [self._network["securityGroups"]["default"]],
            },
        )
        environments = self._account.environments
        eventually("their environment is there", lambda: environments("by-hand")["by-hand"]["status"] == "VALID")
        names = {"headQueue": "by-hand-head", "computeQueue": "by-hand-work"}
        for name in names.values():
            order = [{"order": 1, "computeEnvironment": "by-hand"}]
            batch.create_job_queue(jobQueueName=name, priority=1, computeEnvironmentOrder=order)
            self._account.queue_settles(name)
        return names
