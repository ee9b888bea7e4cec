"""What a test may set while the server runs, with the defaults of CI."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class JobTimes:
    """How long a job stays in each state, in seconds. `running` is what the job itself takes."""

    submitted: float = 0.1
    runnable: float = 0.1
    starting: float = 0.1
    running: float = 1.0

    def change(self, changes: dict[str, Any]) -> None:
        for name, value in changes.items():
            if name not in vars(self):
                raise ValueError(f"jobTimes has no {name!r}; it has {', '.join(vars(self))}.")
            setattr(self, name, float(value))


@dataclass
class Quotas:
    """Account limits per Region (AWS Batch user guide, Service quotas)."""

    computeEnvironments: int = 50
    jobQueues: int = 50
    computeEnvironmentsPerQueue: int = 3

    def change(self, changes: dict[str, Any]) -> None:
        for name, value in changes.items():
            if name not in vars(self):
                raise ValueError(f"quotas has no {name!r}; it has {', '.join(vars(self))}.")
            setattr(self, name, int(value))


@dataclass
class Settings:
    """`delay`: seconds an asynchronous change takes. `relationshipLag`: seconds for which an environment still counts
    as part of a queue that let go of it; as long as `delay` when it is None."""

    delay: float = 0.2
    relationshipLag: float | None = None
    jobTimes: JobTimes = field(default_factory=JobTimes)
    quotas: Quotas = field(default_factory=Quotas)

    def lag(self) -> float:
        return self.delay if self.relationshipLag is None else self.relationshipLag

    def change(self, changes: dict[str, Any]) -> None:
        for name, value in changes.items():
            if name == "delay":
                self.delay = float(value)
            elif name == "relationshipLag":
                self.relationshipLag = None if value is None else float(value)
            elif name == "jobTimes":
                self.jobTimes.change(value)
            elif name == "quotas":
                self.quotas.change(value)
            else:
                raise ValueError(
                    f"There is no setting {name!r}; there are delay, relationshipLag, jobTimes and quotas."
                )
