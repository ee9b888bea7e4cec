"""Jobs: their way from SUBMITTED to their end (R14) (AWS Batch user guide, Job states)."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cloud.fidelity import compute_resources
from cloud.fidelity.agenda import Appointment
from cloud.fidelity.region import Region

if TYPE_CHECKING:
    from cloud.fidelity.environments import Environment
    from cloud.fidelity.queues import Queue

WAITING = ("SUBMITTED", "PENDING", "RUNNABLE")
ON_INSTANCES = ("STARTING", "RUNNING")
ENDED = ("SUCCEEDED", "FAILED")


@dataclass
class Job:
    """`environment` and `generation` say where it runs: on which fleet of which environment. `held` keeps it from
    succeeding."""

    name: str
    arn: str
    queue: str
    definition: str
    container: dict[str, Any]
    cpus: float
    created: int
    tags: dict[str, str]
    parameters: dict[str, str] = field(default_factory=dict)
    depends_on: list[dict[str, Any]] = field(default_factory=list)
    timeout: dict[str, Any] | None = None
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    status: str = "SUBMITTED"
    reason: str | None = None
    started: int | None = None
    stopped: int | None = None
    exit_code: int | None = None
    cancelled: bool = False
    terminated: bool = False
    environment: str | None = None
    generation: int = 0
    held: bool = False
    next: Appointment | None = None
    history: list[tuple[str, int]] = field(default_factory=list)


class Jobs:
    """All jobs of one Region, and the scheduler that gives them to environments."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._idle: list[tuple[str, int, Callable[[], None]]] = []

    def submit(self, job: Job) -> None:
        self._region.jobs[job.id] = job
        job.history.append((job.status, job.created))
        self._later(job, self._region.settings.jobTimes.submitted, lambda: self._submitted(job))

    def place(self) -> None:
        """Gives waiting jobs to environments, the queues of higher priority first. Within a queue the first job keeps
        those behind it waiting (AWS Batch user guide, Jobs stuck in RUNNABLE status)."""
        queues = sorted(self._region.queues.values(), key=lambda queue: -queue.priority)
        for queue in queues:
            for job in list(self._of(queue.name, ("RUNNABLE",))):
                if job.next is not None:
                    break
                environment = self._environment_for(job, queue)
                if environment is None:
                    break
                job.environment, job.generation = environment.name, environment.generation
                self._become(job, "STARTING")
                self.scale(environment)
                self._later(job, self._region.settings.jobTimes.starting, lambda job=job: self._run(job))

    def end(self, job: Job, status: str, reason: str | None, exit_code: int | None = None) -> None:
        if job.status in ENDED:
            return
        if job.next:
            job.next.cancel()
            job.next = None
        job.reason, job.exit_code, job.stopped = reason, exit_code, self._region.agenda.milliseconds()
        self._become(job, status)
        environment = self._region.environments.get(job.environment or "")
        if environment:
            self._scale_in_later(environment)
        for waiting in [each for each in self._region.jobs.values() if each.status == "PENDING"]:
            self._depend(waiting)
        self._tell_the_idle()
        self.place()

    def lose(self, environment: "Environment", reason: str, up_to: int | None = None) -> None:
        """Ends the jobs on an environment, or on its fleets up to one, because the instances go."""
        for job in self._on(environment, environment.generation if up_to is None else up_to):
            self.end(job, "FAILED", reason)

    def end_all_of(self, queue: "Queue", reason: str) -> None:
        for job in list(self._of(queue.name, WAITING + ON_INSTANCES)):
            job.terminated = True
            self.end(job, "FAILED", reason)

    def active_on(self, environment: "Environment") -> bool:
        return bool(self._on(environment, environment.generation))

    def cpus_on(self, environment: "Environment") -> int:
        return int(sum(job.cpus for job in self._on(environment, environment.generation)) + 0.999)

    def when_idle(self, environment: "Environment", generation: int, action: Callable[[], None]) -> None:
        """Does something once no job is left on the fleets of an environment up to one."""
        self._idle.append((environment.name, generation, action))
        self._tell_the_idle()

    def scale(self, environment: "Environment") -> None:
        """desiredvCpus follows the jobs up at once. It never falls below minvCpus, enabled or not (API reference,
        UpdateComputeEnvironment, state)."""
        self._set_desired(
            environment, max(self._needed(environment), (environment.resources or {}).get("desiredvCpus", 0))
        )
        if (environment.resources or {}).get("desiredvCpus", 0) > self._needed(environment):
            self._scale_in_later(environment)

    def hold(self, job: Job, held: bool) -> None:
        """A held job runs on until it is let go."""
        job.held = held
        if not held and job.status == "RUNNING" and job.next is None:
            self.end(job, "SUCCEEDED", "Essential container in task exited", 0)

    def _submitted(self, job: Job) -> None:
        self._become(job, "PENDING" if job.depends_on else "RUNNABLE")
        if job.depends_on:
            self._depend(job)
        else:
            self._wait_to_be_runnable(job)

    def _depend(self, job: Job) -> None:
        others = [
            self._region.jobs[entry["jobId"]] for entry in job.depends_on if entry.get("jobId") in self._region.jobs
        ]
        if any(other.status == "FAILED" for other in others):
            self.end(job, "FAILED", "Dependent Job failed")
        elif all(other.status == "SUCCEEDED" for other in others):
            self._become(job, "RUNNABLE")
            self._wait_to_be_runnable(job)

    def _wait_to_be_runnable(self, job: Job) -> None:
        self._later(job, self._region.settings.jobTimes.runnable, self.place)

    def _run(self, job: Job) -> None:
        job.started = self._region.agenda.milliseconds()
        self._become(job, "RUNNING")
        seconds = float(job.parameters.get("runningSeconds", self._region.settings.jobTimes.running))
        limit = (job.timeout or {}).get("attemptDurationSeconds")
        if limit is not None and (limit < seconds or job.held):  # API reference, JobTimeout
            self._later(job, limit, lambda: self.end(job, "FAILED", "Job attempt duration exceeded timeout", 137))
        elif not job.held:
            self._later(job, seconds, lambda: self._finish(job))

    def _finish(self, job: Job) -> None:
        if not job.held:
            self.end(job, "SUCCEEDED", "Essential container in task exited", 0)

    def _environment_for(self, job: Job, queue: "Queue") -> "Environment | None":
        """The first of the order that takes jobs and has room (API reference, ComputeEnvironmentOrder)."""
        if queue.status not in ("VALID", "UPDATING"):
            return None
        for name in queue.environments:
            environment = self._region.environments.get(name)
            if environment is None or not environment.takes_jobs:
                continue
            if environment.resources is None or self._used(environment) + job.cpus <= environment.resources["maxvCpus"]:
                return environment
        return None

    def _used(self, environment: "Environment") -> float:
        return sum(job.cpus for job in self._on(environment, environment.generation))

    def _needed(self, environment: "Environment") -> int:
        return max((environment.resources or {}).get("minvCpus", 0), self.cpus_on(environment))

    def _scale_in_later(self, environment: "Environment") -> None:
        """Instances go a while after their last job."""
        self._region.agenda.after(
            self._region.settings.delay, lambda: self._set_desired(environment, self._needed(environment))
        )

    @staticmethod
    def _set_desired(environment: "Environment", cpus: int) -> None:
        if environment.resources is not None and not compute_resources.fargate(environment.resources):
            environment.resources["desiredvCpus"] = cpus

    def _of(self, queue: str, statuses: tuple[str, ...]) -> Iterator[Job]:
        return (job for job in self._region.jobs.values() if job.queue == queue and job.status in statuses)

    def _on(self, environment: "Environment", generation: int) -> list[Job]:
        return [
            job
            for job in self._region.jobs.values()
            if job.environment == environment.name and job.status in ON_INSTANCES and job.generation <= generation
        ]

    def _tell_the_idle(self) -> None:
        waiting, self._idle = self._idle, []
        for name, generation, action in waiting:
            environment = self._region.environments.get(name)
            if environment and self._on(environment, generation):
                self._idle.append((name, generation, action))
            elif environment:
                action()

    def _become(self, job: Job, status: str) -> None:
        job.status = status
        job.history.append((status, self._region.agenda.milliseconds()))

    def _later(self, job: Job, seconds: float, action: Callable[[], None]) -> None:
        def happen() -> None:
            job.next = None
            action()

        job.next = self._region.agenda.after(seconds, happen)
