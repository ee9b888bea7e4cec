"""AWS Batch: which operation is answered by whom."""

from collections.abc import Callable
from typing import Any

from moto.batch.models import batch_backends

from cloud.call import Call
from cloud.fidelity import tags
from cloud.fidelity.account import Account
from cloud.fidelity.agenda import Agenda
from cloud.fidelity.environment_updates import EnvironmentUpdates
from cloud.fidelity.environments import Environments
from cloud.fidelity.job_operations import JobOperations
from cloud.fidelity.jobs import Jobs
from cloud.fidelity.pages import page
from cloud.fidelity.queues import Queues
from cloud.fidelity.refusals import refused, required
from cloud.fidelity.region import Region
from cloud.settings import Settings

Operation = Callable[[dict[str, Any]], dict[str, Any] | None]


class BatchRegion:
    """The Batch of one account and Region. An operation that answers None is moto's."""

    def __init__(self, account: Account, agenda: Agenda, settings: Settings) -> None:
        self.region = Region(account, agenda, settings)
        self.jobs = Jobs(self.region)
        self._environments = Environments(self.region, self.jobs)
        self._queues = Queues(self.region, self._environments, self.jobs)
        self.job_operations = JobOperations(self.region, self._queues, self.jobs)
        self.operations: dict[str, Operation] = {
            "CreateComputeEnvironment": self._environments.create,
            "UpdateComputeEnvironment": EnvironmentUpdates(self.region, self._environments, self.jobs).update,
            "DeleteComputeEnvironment": self._environments.delete,
            "DescribeComputeEnvironments": self._describe_environments,
            "CreateJobQueue": self._queues.create,
            "UpdateJobQueue": self._queues.update,
            "DeleteJobQueue": self._queues.delete,
            "DescribeJobQueues": self._describe_queues,
            "SubmitJob": self.job_operations.submit,
            "ListJobs": self.job_operations.list,
            "DescribeJobs": self.job_operations.describe,
            "TerminateJob": self.job_operations.terminate,
            "CancelJob": self.job_operations.cancel,
            "TagResource": self._tag,
            "UntagResource": self._untag,
            "ListTagsForResource": self._list_tags,
        }

    def _describe_environments(self, params: dict[str, Any]) -> dict[str, Any]:
        found = _named(self.region.environments, params.get("computeEnvironments"), self._environments.find)
        return _described("computeEnvironments", found, params)

    def _describe_queues(self, params: dict[str, Any]) -> dict[str, Any]:
        return _described("jobQueues", _named(self.region.queues, params.get("jobQueues"), self._queues.find), params)

    def _tag(self, params: dict[str, Any]) -> dict[str, Any] | None:
        resource = self._tagged(required(params, "resourceArn"))
        if resource is None:
            return None
        resource.tags = tags.merged(resource.tags, tags.checked(params.get("tags")))
        return {}

    def _untag(self, params: dict[str, Any]) -> dict[str, Any] | None:
        resource = self._tagged(required(params, "resourceArn"))
        if resource is None:
            return None
        keys = required(params, "tagKeys")
        resource.tags = {key: value for key, value in resource.tags.items() if key not in keys}
        return {}

    def _list_tags(self, params: dict[str, Any]) -> dict[str, Any] | None:
        resource = self._tagged(required(params, "resourceArn"))
        return None if resource is None else {"tags": resource.tags}

    def _tagged(self, arn: str) -> Any | None:
        """What an ARN names, None when moto has it, a refusal when nobody has (Q8)."""
        found = (
            next((each for each in self.region.environments.values() if each.arn == arn), None)
            or next((each for each in self.region.queues.values() if each.arn == arn), None)
            or next((each for each in self.region.jobs.values() if each.arn == arn), None)
        )
        backend = batch_backends[self.region.account.number][self.region.account.region]
        if found is None and arn not in backend._job_definitions and arn not in backend._scheduling_policies:
            raise refused(f"The resource {arn} does not exist.")
        return found


class Batch:
    """The Batch of every account and Region, each made when it is first asked for."""

    def __init__(self, agenda: Agenda, settings: Callable[[], Settings]) -> None:
        self._agenda = agenda
        self._settings = settings
        self._regions: dict[tuple[str, str], BatchRegion] = {}

    def answer(self, call: Call, account: str) -> dict[str, Any] | None:
        operation = self.of(account, call.region).operations.get(call.action)
        return None if operation is None else operation(call.params or {})

    def of(self, account: str, region: str) -> BatchRegion:
        if (account, region) not in self._regions:
            self._regions[account, region] = BatchRegion(Account(account, region), self._agenda, self._settings())
        return self._regions[account, region]

    def all(self) -> list[BatchRegion]:
        return list(self._regions.values())

    def clear(self) -> None:
        self._regions.clear()


def _named(everything: dict[str, Any], wanted: list[str] | None, find: Callable[[str], Any | None]) -> list[Any]:
    """All, or those that are wanted and there; what is not there is no error (hashicorp/terraform-provider-aws,
    service/batch)."""
    if not wanted:
        return list(everything.values())
    found: list[Any] = []
    for identifier in wanted:
        resource = find(identifier)
        if resource is not None and resource not in found:
            found.append(resource)
    return found


def _described(name: str, found: list[Any], params: dict[str, Any]) -> dict[str, Any]:
    """R11: at most 100 a page."""
    shown, token = page(found, params.get("maxResults"), params.get("nextToken"), 100, "ClientException")
    return {name: [each.describe() for each in shown], **({"nextToken": token} if token else {})}
