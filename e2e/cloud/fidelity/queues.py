"""Job queues (R1, R2, R3, R4, R8, R10, R11, Q5)."""

from dataclasses import dataclass, field
from typing import Any

from cloud.fidelity import compute_resources, names, tags
from cloud.fidelity.environments import SETTLED, STATES, Environments
from cloud.fidelity.refusals import one_of, refused, required
from cloud.fidelity.region import Region

# AWS Batch API reference, JobStateTimeLimitAction; AWS Batch user guide, Job queues stuck in RUNNABLE.
_REASONS = (
    "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY",
    "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE",
    "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT",
    "MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS",
)


@dataclass
class Queue:
    """`order` holds (number, name of the environment) as it was sent."""

    name: str
    arn: str
    state: str
    priority: int
    order: list[tuple[int, str]]
    type: str
    limits: list[dict[str, Any]]
    policy: str | None
    tags: dict[str, str]
    status: str = "CREATING"
    reason: str = ""
    arns: dict[str, str] = field(default_factory=dict)

    @property
    def environments(self) -> list[str]:
        """Names, the first to be tried first."""
        return [name for _, name in sorted(self.order)]

    def describe(self) -> dict[str, Any]:
        shown = {
            "jobQueueName": self.name,
            "jobQueueArn": self.arn,
            "state": self.state,
            "status": self.status,
            "statusReason": self.reason,
            "priority": self.priority,
            "computeEnvironmentOrder": [
                {"order": number, "computeEnvironment": self.arns[name]} for number, name in self.order
            ],
            "jobQueueType": self.type,
            "tags": self.tags,
            "jobStateTimeLimitActions": self.limits,
        }
        return {**shown, "schedulingPolicyArn": self.policy} if self.policy else shown


class Queues:
    """The operations on job queues of one Region."""

    def __init__(self, region: Region, environments: Environments, jobs: Any) -> None:
        self._region = region
        self._environments = environments
        self._jobs = jobs

    def find(self, identifier: str) -> Queue | None:
        return self._region.queues.get(names.plain(identifier))

    def create(self, params: dict[str, Any]) -> dict[str, Any]:
        name = names.checked(required(params, "jobQueueName"), "The job queue name")
        if name in self._region.queues:
            raise refused("Object already exists")
        state = one_of(params.get("state") or "ENABLED", STATES, "state")
        priority = _priority(required(params, "priority"))
        order = self._order(params.get("computeEnvironmentOrder"))
        limits = _limits(params.get("jobStateTimeLimitActions"))
        kept = tags.checked(params.get("tags"))
        most = self._region.settings.quotas.jobQueues
        if len(self._region.queues) >= most:  # R13
            raise refused(f"You have reached the limit of {most} job queues of this account and Region.")
        arn = self._region.arn("job-queue", name)
        kind = self._type(order)
        queue = Queue(name, arn, state, priority, order, kind, limits, params.get("schedulingPolicyArn"), kept)
        self._keep_arns(queue)
        self._region.queues[name] = queue
        self._region.agenda.after(self._region.settings.delay, lambda: self._settle(queue))
        return {"jobQueueName": name, "jobQueueArn": queue.arn}

    def update(self, params: dict[str, Any]) -> dict[str, Any]:
        queue = self.find(required(params, "jobQueue"))
        if queue is None:  # R10
            raise refused(f"{params['jobQueue']} does not exist")
        if queue.status not in SETTLED:  # R4
            raise refused("Cannot update, resource is being modified.")
        state = one_of(params.get("state") or queue.state, STATES, "state")
        priority = queue.priority if params.get("priority") is None else _priority(params["priority"])
        limits = queue.limits
        if params.get("jobStateTimeLimitActions") is not None:
            limits = _limits(params["jobStateTimeLimitActions"])
        policy = params.get("schedulingPolicyArn")
        if policy and not queue.policy:  # API reference, UpdateJobQueue, schedulingPolicyArn
            raise refused("Only fairshare queue can have scheduling policy")
        order = queue.order
        if params.get("computeEnvironmentOrder") is not None:
            order = self._order(params["computeEnvironmentOrder"])
        left = {name for _, name in queue.order} - {name for _, name in order}
        queue.state, queue.priority, queue.limits, queue.order = state, priority, limits, order
        queue.policy = policy or queue.policy
        self._keep_arns(queue)
        self._release(left)
        queue.status = "UPDATING"
        self._region.agenda.after(self._region.settings.delay, lambda: self._settle(queue))
        return {"jobQueueName": queue.name, "jobQueueArn": queue.arn}

    def delete(self, params: dict[str, Any]) -> dict[str, Any]:
        """Its jobs end with it, and it is DELETING until they have (API reference, DeleteJobQueue)."""
        queue = self.find(required(params, "jobQueue"))
        if queue is None:
            return {}
        if queue.status not in SETTLED:  # R4
            raise refused("Cannot delete, resource is being modified.")
        if queue.state == "ENABLED":  # R2
            raise refused("Cannot delete an enabled job queue, set the state to DISABLED first.")
        queue.status = "DELETING"
        self._jobs.end_all_of(queue, "Job queue was deleted.")

        def gone() -> None:
            del self._region.queues[queue.name]
            self._release(set(queue.environments))

        self._region.agenda.after(self._region.settings.delay, gone)
        return {}

    def _settle(self, queue: Queue) -> None:
        queue.status, queue.reason = "VALID", "JobQueue Healthy"
        self._jobs.place()

    def _release(self, environments: set[str]) -> None:
        """R3."""
        until = self._region.agenda.now() + self._region.settings.lag()
        for name in environments:
            environment = self._region.environments.get(name)
            if environment:
                environment.released = max(environment.released, until)

    def _order(self, given: list[dict[str, Any]] | None) -> list[tuple[int, str]]:
        """API reference, CreateJobQueue; hashicorp/terraform-provider-aws#20764 for equal numbers."""
        most = self._region.settings.quotas.computeEnvironmentsPerQueue
        if not given or len(given) > most:
            raise refused(f"computeEnvironmentOrder has 1 to {most} entries.")
        if len({entry["order"] for entry in given}) < len(given):
            raise refused("computeEnvironmentOrder has an order number twice.")
        found = []
        for entry in given:
            environment = self._environments.find(entry["computeEnvironment"])
            if environment is None:
                raise refused(f"computeEnvironmentOrder: {entry['computeEnvironment']} does not exist")
            if environment.status != "VALID":
                raise refused(f"{environment.arn} is not VALID: its status is {environment.status}.")
            found.append(environment)
        if len({compute_resources.fargate(each.resources) for each in found}) > 1:
            raise refused("EC2 and Fargate compute environments are not mixed in one job queue.")
        sized = [each.resources for each in found if each.resources and not compute_resources.fargate(each.resources)]
        if len({compute_resources.architecture(resources) for resources in sized}) > 1:
            raise refused("The compute environments of a job queue share one architecture.")
        return [(entry["order"], environment.name) for entry, environment in zip(given, found, strict=True)]

    def _type(self, order: list[tuple[int, str]]) -> str:
        """go-to-k/cdk-real-drift: derived from the environments."""
        first = self._region.environments[order[0][1]]
        if first.eks:
            return "EKS"
        return "ECS_FARGATE" if compute_resources.fargate(first.resources) else "ECS"

    def _keep_arns(self, queue: Queue) -> None:
        """ARNs read back whatever was sent (hashicorp/terraform-provider-aws#33376)."""
        queue.arns = {name: self._region.arn("compute-environment", name) for _, name in queue.order}


def _priority(value: int) -> int:
    if value < 0:
        raise refused(f"priority is not negative; it is {value}.")
    return value


def _limits(given: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """R8."""
    for limit in given or []:
        if limit.get("reason") not in _REASONS:
            raise refused(f"jobStateTimeLimitActions: {limit.get('reason')!r} is not one of {', '.join(_REASONS)}.")
        if limit.get("state") != "RUNNABLE" or limit.get("action") != "CANCEL":
            raise refused("jobStateTimeLimitActions: the state is RUNNABLE and the action CANCEL.")
        if not 600 <= limit.get("maxTimeSeconds", 0) <= 86400:
            raise refused(
                f"jobStateTimeLimitActions: maxTimeSeconds is 600 to 86400, not {limit.get('maxTimeSeconds')}."
            )
    return [dict(limit) for limit in given or []]
