"""What the tests put into an account before they ask Batch for anything."""

import base64
import json
from typing import Any

from cloud.client import Rig

TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"Service": "SERVICE"}, "Action": "sts:AssumeRole"}],
    }
)
MULTIPART = (
    'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="//"\n\n'
    '--//\nContent-Type: text/x-shellscript; charset="us-ascii"\n\n#!/bin/bash\ntrue\n--//--\n'
)


class Genomics:
    """A network, an instance profile and job definitions of one account, and the calls that use them."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.batch = rig.client("batch")
        self.network: dict[str, Any] = rig.ask("GET", "seed")[rig.region]["genomics"]
        role = self.role("instances", "ec2.amazonaws.com")
        iam = rig.client("iam")
        iam.create_instance_profile(InstanceProfileName="instances")
        iam.add_role_to_instance_profile(InstanceProfileName="instances", RoleName="instances")
        self.profile = role.replace(":role/", ":instance-profile/")

    def role(self, name: str, service: str) -> str:
        made = self.rig.client("iam").create_role(
            RoleName=name, AssumeRolePolicyDocument=TRUST.replace("SERVICE", service)
        )
        return made["Role"]["Arn"]

    def resources(self, **changes: Any) -> dict[str, Any]:
        """Spot instances as the operator asks for them; a value of None leaves the field out."""
        resources = {
            "type": "SPOT",
            "allocationStrategy": "SPOT_PRICE_CAPACITY_OPTIMIZED",
            "minvCpus": 0,
            "maxvCpus": 16,
            "instanceTypes": ["m6id", "c6id"],
            "subnets": self.network["subnets"],
            "securityGroupIds": [self.network["securityGroups"]["default"]],
            "instanceRole": self.profile,
            **changes,
        }
        return {name: value for name, value in resources.items() if value is not None}

    def fargate(self) -> dict[str, Any]:
        return {
            "type": "FARGATE",
            "maxvCpus": 16,
            "subnets": self.network["subnets"],
            "securityGroupIds": [self.network["securityGroups"]["default"]],
        }

    def create(self, name: str, resources: dict[str, Any] | None = None, **more: Any) -> str:
        made = self.batch.create_compute_environment(
            computeEnvironmentName=name, type="MANAGED", computeResources=resources or self.resources(), **more
        )
        return made["computeEnvironmentArn"]

    def environment(self, name: str, resources: dict[str, Any] | None = None, **more: Any) -> str:
        """A new environment after Batch has made up its mind."""
        arn = self.create(name, resources, **more)
        self.rig.advance(10)
        return arn

    def queue(self, name: str, *environments: str, **more: Any) -> str:
        order = [{"order": number, "computeEnvironment": each} for number, each in enumerate(environments, 1)]
        made = self.batch.create_job_queue(jobQueueName=name, priority=1, computeEnvironmentOrder=order, **more)
        self.rig.advance(10)
        return made["jobQueueArn"]

    def see(self, name: str) -> dict[str, Any] | None:
        found = self.batch.describe_compute_environments(computeEnvironments=[name])["computeEnvironments"]
        return found[0] if found else None

    def see_queue(self, name: str) -> dict[str, Any] | None:
        found = self.batch.describe_job_queues(jobQueues=[name])["jobQueues"]
        return found[0] if found else None

    def update(self, name: str, **changes: Any) -> None:
        """An update, and the time it takes."""
        self.batch.update_compute_environment(computeEnvironment=name, **changes)
        self.rig.advance(10)

    def update_queue(self, name: str, **changes: Any) -> None:
        self.batch.update_job_queue(jobQueue=name, **changes)
        self.rig.advance(10)

    def launch_template(self, name: str, user_data: str | None) -> str:
        data = {} if user_data is None else {"UserData": base64.b64encode(user_data.encode()).decode()}
        made = self.rig.client("ec2").create_launch_template(
            LaunchTemplateName=name, LaunchTemplateData={"ImageId": "ami-12345678", **data}
        )
        return made["LaunchTemplate"]["LaunchTemplateId"]

    def submit(self, name: str, queue: str, cpus: int = 1, **more: Any) -> str:
        definition = self.batch.register_job_definition(
            jobDefinitionName=f"{name}-definition",
            type="container",
            containerProperties={
                "image": "ubuntu",
                "resourceRequirements": [
                    {"type": "VCPU", "value": str(cpus)},
                    {"type": "MEMORY", "value": "512"},
                ],
            },
        )
        made = self.batch.submit_job(jobName=name, jobQueue=queue, jobDefinition=definition["jobDefinitionArn"], **more)
        return made["jobId"]

    def job(self, identifier: str) -> dict[str, Any]:
        (job,) = self.batch.describe_jobs(jobs=[identifier])["jobs"]
        return job

    def where(self, identifier: str) -> str | None:
        """The environment a job runs on."""
        return next(job["environment"] for job in self.rig.ask("GET", "jobs") if job["jobId"] == identifier)
