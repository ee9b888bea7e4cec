"""The layer: for each call, a rule of ours or moto."""

import json
from collections.abc import Callable
from typing import Any

from moto.iam.models import get_account_id_from

from cloud import wire
from cloud.call import Call
from cloud.clock import Clock
from cloud.fidelity.agenda import Agenda
from cloud.fidelity.batch import Batch
from cloud.fidelity.jobs import Job
from cloud.response import Refusal, Response
from cloud.settings import Settings

Forward = Callable[[], Response]


class Layer:
    def __init__(self, clock: Clock, settings: Callable[[], Settings]) -> None:
        self._agenda = Agenda(clock)
        self._batch = Batch(self._agenda, settings)

    def answer(self, call: Call, forward: Forward) -> Response:
        """The answer to a call; `forward` asks moto. What is due by the rig's clock happens first."""
        self._agenda.run()
        if call.params is None:
            return forward()
        account = get_account_id_from(call.actor or "")
        try:
            if call.service == "batch":
                result = self._batch.answer(call, account)
                return forward() if result is None else _json(result)
            return forward()
        except Refusal as refusal:
            return wire.refuse(call, refusal)

    def reset(self) -> None:
        self._agenda.clear()
        self._batch.clear()

    def jobs(self) -> list[dict[str, Any]]:
        """Every job with where it runs and its history."""
        self._agenda.run()
        return [_shown(job) for region in self._batch.all() for job in region.region.jobs.values()]

    def steer_job(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """Holds a job, lets it go, or ends it: {"job": id, "hold": true | false} or {"job": id, "finish": "SUCCEEDED"
        | "FAILED", "reason": text}."""
        self._agenda.run()
        for region in self._batch.all():
            job = region.job_operations.find(wanted["job"])
            if job is None:
                continue
            if "hold" in wanted:
                region.jobs.hold(job, bool(wanted["hold"]))
            else:
                succeeded = wanted["finish"] == "SUCCEEDED"
                reason = wanted.get("reason", "Essential container in task exited")
                region.jobs.end(job, "SUCCEEDED" if succeeded else "FAILED", reason, 0 if succeeded else 1)
            return _shown(job)
        raise ValueError(f"there is no job {wanted['job']}")


def _json(result: dict[str, Any]) -> Response:
    return Response(200, json.dumps(result).encode(), [("Content-Type", "application/json")])


def _shown(job: Job) -> dict[str, Any]:
    return {
        "jobId": job.id,
        "jobName": job.name,
        "queue": job.queue,
        "status": job.status,
        "statusReason": job.reason,
        "environment": job.environment,
        "generation": job.generation,
        "held": job.held,
        "history": [{"status": status, "time": time} for status, time in job.history],
    }
