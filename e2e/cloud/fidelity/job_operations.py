"""SubmitJob, ListJobs, DescribeJobs, TerminateJob and CancelJob (R14). Job definitions are moto's."""

import re
from typing import Any

from moto.batch.models import batch_backends

from cloud.fidelity import tags
from cloud.fidelity.jobs import ENDED, ON_INSTANCES, WAITING, Job, Jobs
from cloud.fidelity.pages import page
from cloud.fidelity.queues import Queues
from cloud.fidelity.refusals import refused, required
from cloud.fidelity.region import Region

_STATUSES = (*WAITING, *ON_INSTANCES, *ENDED)


class JobOperations:
    def __init__(self, region: Region, queues: Queues, jobs: Jobs) -> None:
        self._region = region
        self._queues = queues
        self._jobs = jobs

    def submit(self, params: dict[str, Any]) -> dict[str, Any]:
        name = required(params, "jobName")
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}", name):
            raise refused(f"The job name {name!r} is not valid.")
        if params.get("arrayProperties") or params.get("nodeOverrides"):
            raise refused("This emulated Batch runs neither array jobs nor multi-node jobs.")
        queue = self._queues.find(required(params, "jobQueue"))
        if queue is None or queue.status == "DELETING":
            raise refused(f"Job queue {params['jobQueue']} does not exist")
        if queue.state == "DISABLED" or queue.status == "INVALID":  # API reference, UpdateJobQueue, state (Q7)
            raise refused(f"Job queue {queue.name} is DISABLED or INVALID and takes no jobs.")
        definition = self._definition(required(params, "jobDefinition"))
        overrides = params.get("containerOverrides") or {}
        container = _container(definition.container_properties or {}, overrides)
        job = Job(
            name,
            "",
            queue.name,
            definition.arn,
            container,
            float(_requirement(container, "VCPU", "vcpus", 1)),
            self._region.agenda.milliseconds(),
            tags.checked(params.get("tags")) if params.get("tags") is not None else {},
            {**(definition.parameters or {}), **(params.get("parameters") or {})},
            params.get("dependsOn") or [],
            params.get("timeout") or definition.timeout or None,
        )
        job.arn = self._region.arn("job", job.id)
        self._jobs.submit(job)
        return {"jobName": name, "jobId": job.id, "jobArn": job.arn}

    def list(self, params: dict[str, Any]) -> dict[str, Any]:
        """By queue and status, RUNNING when none is given; filters take the place of the status (API reference,
        ListJobs)."""
        status = params.get("jobStatus") or "RUNNING"
        if status not in _STATUSES:
            raise refused(f"jobStatus can only be one of [{', '.join(_STATUSES)}], not {status}.")
        queue = self._queues.find(required(params, "jobQueue"))
        if queue is None:
            raise refused(f"Job queue {params['jobQueue']} does not exist")
        filters = params.get("filters")
        found = [
            job
            for job in self._region.jobs.values()
            if job.queue == queue.name
            and (job.status == status or filters)
            and all(_fits(job, entry) for entry in filters or [])
        ]
        found.sort(key=lambda job: -job.created)
        shown, token = page(found, params.get("maxResults"), params.get("nextToken"), 1000, "ClientException")
        return {"jobSummaryList": [_summary(job) for job in shown], **({"nextToken": token} if token else {})}

    def describe(self, params: dict[str, Any]) -> dict[str, Any]:
        """What does not exist is left out (API reference, DescribeJobs)."""
        wanted = required(params, "jobs")
        if len(wanted) > 100:
            raise refused(f"DescribeJobs takes up to 100 jobs, not {len(wanted)}.")
        jobs = [job for job in map(self.find, wanted) if job]
        return {"jobs": [self._detail(job) for job in jobs]}

    def terminate(self, params: dict[str, Any]) -> dict[str, Any]:
        """Ends a job wherever it is. What has ended, or never was, is no error (API reference, TerminateJob)."""
        job, reason = self.find(required(params, "jobId")), required(params, "reason")
        if job and job.status not in ENDED:
            job.terminated = True
            self._jobs.end(job, "FAILED", reason, 137 if job.status == "RUNNING" else None)
        return {}

    def cancel(self, params: dict[str, Any]) -> dict[str, Any]:
        """Ends a job that has not begun to start (API reference, CancelJob)."""
        job, reason = self.find(required(params, "jobId")), required(params, "reason")
        if job and job.status in WAITING:
            job.cancelled = True
            self._jobs.end(job, "FAILED", reason)
        return {}

    def find(self, identifier: str) -> Job | None:
        return self._region.jobs.get(identifier.rsplit("/", 1)[-1])

    def _definition(self, identifier: str) -> Any:
        name = identifier.rsplit("/", 1)[-1]
        account = self._region.account
        backend = batch_backends[account.number][account.region]
        revisions = [
            each
            for each in backend._job_definitions.values()
            if each.status == "ACTIVE" and name in (each.name, f"{each.name}:{each.revision}")
        ]
        if not revisions:
            raise refused(f"Job definition {identifier} does not exist")
        return max(revisions, key=lambda each: each.revision)

    def _detail(self, job: Job) -> dict[str, Any]:
        shown = {
            **_summary(job),
            "jobQueue": self._region.arn("job-queue", job.queue),
            "parameters": job.parameters,
            "dependsOn": job.depends_on,
            "tags": job.tags,
            "attempts": _attempts(job),
            "container": {**job.container, **({} if job.exit_code is None else {"exitCode": job.exit_code})},
            "isCancelled": job.cancelled,
            "isTerminated": job.terminated,
        }
        return {**shown, "timeout": job.timeout} if job.timeout else shown


def _summary(job: Job) -> dict[str, Any]:
    shown = {
        "jobArn": job.arn,
        "jobId": job.id,
        "jobName": job.name,
        "createdAt": job.created,
        "status": job.status,
        "statusReason": job.reason,
        "startedAt": job.started,
        "stoppedAt": job.stopped,
        "jobDefinition": job.definition,
        "container": None if job.exit_code is None else {"exitCode": job.exit_code},
    }
    return {name: value for name, value in shown.items() if value is not None}


def _attempts(job: Job) -> list[dict[str, Any]]:
    if job.started is None:
        return []
    attempt: dict[str, Any] = {"startedAt": job.started}
    if job.stopped is not None:
        attempt |= {"stoppedAt": job.stopped, "statusReason": job.reason}
        if job.exit_code is not None:
            attempt["container"] = {"exitCode": job.exit_code}
    return [attempt]


def _container(properties: dict[str, Any], overrides: dict[str, Any]) -> dict[str, Any]:
    """The definition's container with what the submission says otherwise; environment and requirements merge by
    name."""
    container = {**properties, **{name: value for name, value in overrides.items() if value is not None}}
    for name, key in (("environment", "name"), ("resourceRequirements", "type")):
        entries = {entry[key]: entry for entry in [*properties.get(name, []), *overrides.get(name, [])]}
        container[name] = list(entries.values())
    container["vcpus"] = int(float(_requirement(container, "VCPU", "vcpus", 1)) + 0.999)
    container["memory"] = int(_requirement(container, "MEMORY", "memory", 1))
    return container


def _requirement(container: dict[str, Any], kind: str, old_name: str, default: int) -> Any:
    requirements = container.get("resourceRequirements") or []
    return next((each["value"] for each in requirements if each["type"] == kind), container.get(old_name) or default)


def _fits(job: Job, entry: dict[str, Any]) -> bool:
    """API reference, ListJobs, filters."""
    values = entry.get("values") or []
    if entry.get("name") == "JOB_NAME":
        return any(_like(job.name, value) for value in values)
    if entry.get("name") == "JOB_DEFINITION":
        name = job.definition.rsplit("/", 1)[-1]
        return any(value == job.definition or _like(name.split(":")[0], value) or value == name for value in values)
    if entry.get("name") == "BEFORE_CREATED_AT":
        return job.created < int(values[0])
    if entry.get("name") == "AFTER_CREATED_AT":
        return job.created > int(values[0])
    raise refused(f"There is no filter {entry.get('name')!r}.")


def _like(name: str, value: str) -> bool:
    """Without regard to case; a final asterisk stands for anything."""
    wanted = value.lower()
    return name.lower().startswith(wanted[:-1]) if wanted.endswith("*") else name.lower() == wanted
