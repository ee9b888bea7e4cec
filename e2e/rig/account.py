"""The tests' own view of AWS: boto3 as somebody else in the same account, and the controls of our AWS server."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import boto3
from botocore.config import Config

from rig.polling import Not, eventually

ACTOR = "tests"
SECRET = "not-a-secret"


class Cloud:
    """The controls of the AWS server: time, faults, breakpoints, the record of calls."""

    def __init__(self, url: str) -> None:
        self.url = url

    def control(self, method: str, path: str, body: Any = None) -> Any:
        request = urllib.request.Request(
            f"{self.url}/_rig/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def calls(self, since: int = 0) -> list[dict[str, Any]]:
        return self.control("GET", f"calls?since={since}")

    def last_call(self) -> int:
        return max((call["seq"] for call in self.calls()), default=0)

    def advance(self, seconds: float) -> None:
        """AWS's clock goes on; what was under way in AWS is further on."""
        self.control("POST", "clock", {"advance": seconds})

    def fault(self, **rule: Any) -> Callable[[], set[str]]:
        """Calls that fit go wrong, all of them unless `times` says how many.

        Gives what tells the actions that went wrong from then on; a call that hangs is told when it has ended.
        """
        start = self.last_call()
        self.control("POST", "faults", [{"times": None} | rule])
        return lambda: {call["action"] for call in self.calls(start) if call["fault"] is not None}

    def clear_faults(self) -> None:
        self.control("DELETE", "faults")

    @contextmanager
    def breakpoint(self, *patterns: dict[str, Any]) -> Iterator[Callable[[], dict[str, Any] | None]]:
        """The operator's next call that fits one of the patterns is held, before or after AWS carried it out; its
        answer never comes. Gives what tells which one is held, None while none is."""
        for pattern in patterns:
            self.control("POST", "breakpoints", {"actor": "operator"} | pattern)
        try:
            yield lambda: next((one for one in self.control("GET", "breakpoints") if one["held"]), None)
        finally:
            self.control("DELETE", "breakpoints")

    def seed(self) -> dict[str, Any]:
        """What the account holds from the start, by Region."""
        return self.control("GET", "seed")

    def finish(self, job_id: str) -> None:
        """The job's own work is done."""
        self.control("POST", "jobs", {"job": job_id, "finish": "SUCCEEDED"})

    def finish_all(self) -> None:
        for job in self.control("GET", "jobs"):
            if job["status"] not in ("SUCCEEDED", "FAILED"):
                self.finish(job["jobId"])


class Account:
    """What is in one Region of the account, read with boto3."""

    def __init__(self, url: str, region: str) -> None:
        self.region = region
        self._session = boto3.Session(aws_access_key_id=ACTOR, aws_secret_access_key=SECRET, region_name=region)
        self.url = url
        self._clients: dict[str, Any] = {}

    def client(self, service: str) -> Any:
        if service not in self._clients:
            config = Config(retries={"mode": "standard", "max_attempts": 5})
            self._clients[service] = self._session.client(service, endpoint_url=self.url, config=config)
        return self._clients[service]

    @property
    def batch(self) -> Any:
        return self.client("batch")

    def make_buckets(self, names: set[str]) -> None:
        for name in sorted(names):
            # us-east-1 must not be named (Amazon S3 API reference, CreateBucketConfiguration).
            where = {} if self.region == "us-east-1" else {"LocationConstraint": self.region}
            self.client("s3").create_bucket(Bucket=name, **({"CreateBucketConfiguration": where} if where else {}))

    def environments(self, prefix: str) -> dict[str, dict[str, Any]]:
        """Compute environments by name."""
        pages = self.batch.get_paginator("describe_compute_environments").paginate()
        found = [one for page in pages for one in page["computeEnvironments"]]
        return {one["computeEnvironmentName"]: one for one in found if one["computeEnvironmentName"].startswith(prefix)}

    def queues(self, prefix: str) -> dict[str, dict[str, Any]]:
        pages = self.batch.get_paginator("describe_job_queues").paginate()
        found = [one for page in pages for one in page["jobQueues"]]
        return {one["jobQueueName"]: one for one in found if one["jobQueueName"].startswith(prefix)}

    def queue_settles(self, name: str) -> None:
        """Waits until AWS has made or changed a queue."""
        eventually(f"queue {name} is VALID", lambda: self.queues(name).get(name, {}).get("status") == "VALID")

    def remove_queue(self, name: str) -> None:
        self.batch.update_job_queue(jobQueue=name, state="DISABLED")
        self.queue_settles(name)
        self.batch.delete_job_queue(jobQueue=name)
        eventually(f"queue {name} is gone", lambda: name not in self.queues(name))

    def roles(self, prefix: str) -> list[str]:
        pages = self.client("iam").get_paginator("list_roles").paginate()
        return [one["RoleName"] for page in pages for one in page["Roles"] if one["RoleName"].startswith(prefix)]

    def profiles(self, prefix: str) -> list[str]:
        pages = self.client("iam").get_paginator("list_instance_profiles").paginate()
        names = [one["InstanceProfileName"] for page in pages for one in page["InstanceProfiles"]]
        return [name for name in names if name.startswith(prefix)]

    def launch_templates(self, prefix: str) -> dict[str, dict[str, Any]]:
        pages = self.client("ec2").get_paginator("describe_launch_templates").paginate()
        found = [one for page in pages for one in page["LaunchTemplates"]]
        return {one["LaunchTemplateName"]: one for one in found if one["LaunchTemplateName"].startswith(prefix)}

    def log_groups(self, prefix: str) -> dict[str, dict[str, Any]]:
        pages = self.client("logs").get_paginator("describe_log_groups").paginate(logGroupNamePrefix=prefix)
        return {one["logGroupName"]: one for page in pages for one in page["logGroups"]}

    def security_groups(self, prefix: str) -> list[str]:
        groups = self.client("ec2").describe_security_groups()["SecurityGroups"]
        return [one["GroupName"] for one in groups if one["GroupName"].startswith(prefix)]

    def job_definitions(self, prefix: str) -> list[str]:
        pages = self.batch.get_paginator("describe_job_definitions").paginate(status="ACTIVE")
        names = [one["jobDefinitionName"] for page in pages for one in page["jobDefinitions"]]
        return [name for name in names if name.startswith(prefix)]

    def secrets(self, prefix: str) -> list[str]:
        pages = self.client("secretsmanager").get_paginator("list_secrets").paginate()
        return [one["Name"] for page in pages for one in page["SecretList"] if one["Name"].startswith(prefix)]

    @staticmethod
    def named(things: list[dict[str, Any]], prefix: str) -> list[str]:
        """What has no name of its own is known by its tag Name."""
        names = [tag["Value"] for one in things for tag in one["Tags"] if tag["Key"] == "Name"]
        return [name for name in names if name.startswith(prefix)]

    def everything(self, prefix: str = "TowerForge-") -> list[str]:
        """The names of all that is there under a prefix, in every service the operator uses, each with what it is."""
        kinds = {
            "compute environment": self.environments(prefix),
            "job queue": self.queues(prefix),
            "role": self.roles(prefix),
            "instance profile": self.profiles(prefix),
            "launch template": self.launch_templates(prefix),
            "log group": self.log_groups(prefix),
            "security group": self.security_groups(prefix),
            "EFS file system": self.named(self.client("efs").describe_file_systems()["FileSystems"], prefix),
            "FSx file system": self.named(self.client("fsx").describe_file_systems()["FileSystems"], prefix),
            "job definition": self.job_definitions(prefix),
            "secret": self.secrets(prefix.replace("TowerForge-", "tower-")),
        }
        return sorted(f"{kind} {name}" for kind, names in kinds.items() for name in names)

    def submit(self, queue: str, name: str) -> str:
        """Starts a job that runs until it is finished by hand; returns its id."""
        definition = self.batch.register_job_definition(
            jobDefinitionName="e2e",
            type="container",
            containerProperties={"image": "busybox", "vcpus": 1, "memory": 128, "command": ["true"]},
        )["jobDefinitionArn"]
        return self.batch.submit_job(jobName=name, jobQueue=queue, jobDefinition=definition)["jobId"]

    def running_job(self, queue: str) -> str:
        """Starts such a job and waits until it runs; returns its id."""
        job = self.submit(queue, "align")
        eventually("the job runs", lambda: self.job(job)["status"] == "RUNNING" or Not(self.job(job)))
        return job

    def job(self, job_id: str) -> dict[str, Any]:
        return self.batch.describe_jobs(jobs=[job_id])["jobs"][0]


def make_role(iam: Any, name: str, service: str, path: str = "/") -> str:
    """A role as a user has it, unless it is there; returns its ARN."""
    try:
        return iam.get_role(RoleName=name)["Role"]["Arn"]
    except iam.exceptions.NoSuchEntityException:
        return iam.create_role(RoleName=name, Path=path, AssumeRolePolicyDocument=trust(service))["Role"]["Arn"]


def trust(service: str) -> str:
    """A trust policy that lets a service take the role."""
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
