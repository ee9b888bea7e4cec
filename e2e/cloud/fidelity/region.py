"""The Batch of one account and Region: what there is, by name."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cloud.fidelity.account import Account
from cloud.fidelity.agenda import Agenda
from cloud.settings import Settings

if TYPE_CHECKING:
    from cloud.fidelity.environments import Environment
    from cloud.fidelity.jobs import Job
    from cloud.fidelity.queues import Queue


@dataclass
class Region:
    account: Account
    agenda: Agenda
    settings: Settings
    environments: dict[str, "Environment"] = field(default_factory=dict)
    queues: dict[str, "Queue"] = field(default_factory=dict)
    jobs: dict[str, "Job"] = field(default_factory=dict)

    def arn(self, kind: str, name: str) -> str:
        return f"arn:aws:batch:{self.account.region}:{self.account.number}:{kind}/{name}"
