"""Compute environments: their states, creation and deletion (R1, R2, R3, R4, R5, R6, R10, R11)."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from moto.ecs.models import ecs_backends

from cloud.fidelity import compute_resources, health, names, tags
from cloud.fidelity.refusals import one_of, refused, required
from cloud.fidelity.region import Region

SETTLED = ("VALID", "INVALID")
STATES = ("ENABLED", "DISABLED")


@dataclass
class Environment:
    """`role` is None when Batch uses its service-linked role. `released` is when queues that let go of it stop
    counting. `generation` counts its fleets: a job runs on one, and an infrastructure update starts the next."""

    name: str
    arn: str
    type: str
    role: str | None
    shown_role: str
    resources: dict[str, Any] | None
    tags: dict[str, str]
    cluster: str
    state: str = "ENABLED"
    status: str = "CREATING"
    reason: str = ""
    update_policy: dict[str, Any] | None = None
    unmanaged_cpus: int | None = None
    eks: dict[str, Any] | None = None
    uuid: str = field(default_factory=lambda: str(uuid.uuid4()))
    released: float = 0.0
    generation: int = 0
    usable_while_updating: bool = False

    @property
    def settled(self) -> bool:
        return self.status in SETTLED

    @property
    def takes_jobs(self) -> bool:
        """Jobs are placed while it is ENABLED and VALID, or being updated from VALID (AWS Batch user guide, Updating
        compute environments: jobs go on, new ones start on the new instances)."""
        valid = self.status == "VALID" or (self.status == "UPDATING" and self.usable_while_updating)
        return self.state == "ENABLED" and valid

    def describe(self) -> dict[str, Any]:
        """R11. The service role reads back even if none was given (go-to-k/cdk-real-drift), the update policy only
        once set."""
        shown: dict[str, Any] = {
            "computeEnvironmentName": self.name,
            "computeEnvironmentArn": self.arn,
            "ecsClusterArn": self.cluster,
            "tags": self.tags,
            "type": self.type,
            "state": self.state,
            "status": self.status,
            "statusReason": self.reason,
            "serviceRole": self.shown_role,
            "containerOrchestrationType": "EKS" if self.eks else "ECS",
            "uuid": self.uuid,
        }
        optional = {
            "computeResources": self.resources,
            "updatePolicy": self.update_policy,
            "unmanagedvCpus": self.unmanaged_cpus,
            "eksConfiguration": self.eks,
        }
        return {**shown, **{name: value for name, value in optional.items() if value is not None}}


class Environments:
    """The operations on compute environments of one Region."""

    def __init__(self, region: Region, jobs: Any) -> None:
        self._region = region
        self._jobs = jobs

    def find(self, identifier: str) -> Environment | None:
        """By name or ARN."""
        return self._region.environments.get(names.plain(identifier))

    def create(self, params: dict[str, Any]) -> dict[str, Any]:
        name = names.checked(required(params, "computeEnvironmentName"), "The compute environment name")
        kind = one_of(required(params, "type"), ("MANAGED", "UNMANAGED"), "type")
        if one_of(params.get("state") or "ENABLED", STATES, "state") == "DISABLED":
            raise refused("A compute environment is created in the ENABLED state.")  # API reference, state
        if name in self._region.environments:
            raise refused("Object already exists")  # awsdocs/aws-doc-sdk-examples, BatchScenario.java
        given = params.get("computeResources")
        if (kind == "MANAGED") != (given is not None):
            raise refused("computeResources are required for a MANAGED compute environment and only for one.")
        resources = None if given is None else compute_resources.created(given)
        kept = tags.checked(params.get("tags"))
        most = self._region.settings.quotas.computeEnvironments
        if len(self._region.environments) >= most:  # R13
            raise refused(f"You have reached the limit of {most} compute environments of this account and Region.")
        role = params.get("serviceRole") or None
        own_role = self._region.account.service_linked_role()
        environment = Environment(
            name,
            self._region.arn("compute-environment", name),
            kind,
            None if role in (None, own_role) else role,
            role or own_role,
            resources,
            kept,
            self._cluster(name),
            unmanaged_cpus=params.get("unmanagedvCpus"),
            eks=params.get("eksConfiguration"),
        )
        self._region.environments[name] = environment
        self._jobs.scale(environment)
        self._region.agenda.after(self._region.settings.delay, lambda: self.settle(environment))
        return {"computeEnvironmentName": name, "computeEnvironmentArn": environment.arn}

    def settle(self, environment: Environment) -> None:
        """The end of a creation or an update: VALID, or INVALID with the reason (R1, R5, R6)."""
        found = health.reason_to_be_invalid(self._region.account, environment.role, environment.resources)
        environment.status = "INVALID" if found else "VALID"
        environment.reason = found or "ComputeEnvironment Healthy"
        environment.usable_while_updating = False
        self._jobs.place()

    def delete(self, params: dict[str, Any]) -> dict[str, Any]:
        """Deleting what is not there succeeds. No published source says so outright; Terraform and others rely on
        it."""
        environment = self.find(required(params, "computeEnvironment"))
        if environment is None:
            return {}
        if not environment.settled:  # R4
            raise refused("Cannot delete, resource is being modified.")
        if environment.state == "ENABLED":  # R2, awsdocs/aws-doc-sdk-examples, BatchScenario.java
            raise refused("Cannot delete an enabled compute environment, set the state to DISABLED first.")
        if self._in_a_queue(environment):  # R2, R3
            raise refused("Cannot delete, found existing JobQueue relationship")
        environment.status, environment.reason = "DELETING", ""
        if not compute_resources.fargate(environment.resources):
            self._jobs.lose(environment, "Host EC2 (instance) terminated.")
        self._region.agenda.after(self._region.settings.delay, lambda: self._gone(environment))
        return {}

    def _gone(self, environment: Environment) -> None:
        """R5: without its role Batch cannot take down what it made, and the environment stays
        (hashicorp/terraform-provider-aws#8549). A Fargate environment with active jobs stays too (API reference,
        DeleteComputeEnvironment)."""
        account = self._region.account
        if environment.role and not health.role_trusts_batch(account, environment.role):
            environment.status = "INVALID"
            environment.reason = (
                f"CLIENT_ERROR - Not authorized to perform sts:AssumeRole on resource: {environment.role}"
            )
        elif compute_resources.fargate(environment.resources) and self._jobs.active_on(environment):
            environment.status = "INVALID"
            environment.reason = "CLIENT_ERROR - The compute environment has active jobs."
        else:
            del self._region.environments[environment.name]
            ecs_backends[account.number][account.region].clusters.pop(environment.cluster.rsplit("/", 1)[-1], None)

    def _in_a_queue(self, environment: Environment) -> bool:
        named = any(environment.name in queue.environments for queue in self._region.queues.values())
        return named or self._region.agenda.now() < environment.released

    def _cluster(self, name: str) -> str:
        """Batch makes an ECS cluster of its own for each environment (AWS Batch user guide, Compute environments)."""
        account = self._region.account
        return ecs_backends[account.number][account.region].create_cluster(f"AWSBatch-{name}-{uuid.uuid4()}").arn
