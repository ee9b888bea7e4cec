"""SIGKILL before and after AWS carried out each kind of write; the last process ends where an undisturbed one would."""

from __future__ import annotations

from collections.abc import Callable

from rig.account import Account
from rig.kubernetes import Environment, Kubernetes
from rig.manifests import example
from rig.polling import eventually
from rig.rig import Rig

# What one Spot environment consists of.
COMPLETE = {
    "compute environment": 2,
    "job queue": 2,
    "role": 2,
    "instance profile": 1,
    "launch template": 1,
    "log group": 1,
    "job definition": 1,
}


def test_killed_all_the_way_through_creation_and_deletion(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region))

    created, created_after = killed_at_each_kind_of_write(environment.apply, environment.is_settled, rig)
    prefix = environment.prefix
    assert counts(account, prefix) == COMPLETE
    assert {"CreateRole", "CreateLaunchTemplate", "CreateComputeEnvironment", "CreateJobQueue"} <= created

    deleted, deleted_after = killed_at_each_kind_of_write(environment.delete, environment.is_gone, rig)
    assert account.everything(prefix) == []
    assert {"UpdateJobQueue", "DeleteJobQueue", "DeleteComputeEnvironment", "DeleteRole"} <= deleted
    assert len(created | deleted) >= 20
    assert len(created_after | deleted_after) >= 20


def test_killed_while_an_edit_is_carried_out_beside_a_running_job(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region)).apply()
    environment.until_settled()
    prefix = environment.prefix
    job = account.submit(f"{prefix}-work", "align")
    eventually("the job runs", lambda: account.job(job)["status"] == "RUNNING")

    def edit() -> None:
        environment.edit(instanceTypes=["c5", "m5"], bootDisk={"sizeGiB": 80})

    def is_beside() -> bool:
        """The queue sends new jobs elsewhere, and the old environment is closed."""
        states = [one["state"] for name, one in account.environments(prefix).items() if "-work-" in name]
        return sorted(states) == ["DISABLED", "ENABLED"]

    edited, edited_after = killed_at_each_kind_of_write(edit, is_beside, rig)
    assert {"CreateLaunchTemplate", "CreateComputeEnvironment", "UpdateJobQueue"} <= edited & edited_after
    assert account.job(job)["status"] == "RUNNING"

    rig.cloud.finish(job)
    environment.asked_until("one environment is left", lambda: counts(account, prefix) == COMPLETE)
    environment.until_settled()
    assert account.job(job)["status"] == "SUCCEEDED"


def killed_at_each_kind_of_write(
    act: Callable[[], object], is_done: Callable[[], bool], rig: Rig
) -> tuple[set[str], set[str]]:
    """Acts, and kills the operator at the first write of each kind, once before AWS carried it out and once after.

    Which write comes next is the operator's choice, and differs after a restart. Returns the kinds at which it was
    killed before, and those at which it was killed after; an operator runs.
    """
    killed_before: set[str] = set()
    killed_after: set[str] = set()
    start = act
    while True:
        new = {
            "when": "before",
            "write": True,
            "action": f"(?!({'|'.join(killed_before)})$).*" if killed_before else ".*",
        }
        again = {"when": "after", "write": True, "action": "|".join(killed_before - killed_after) or "none"}
        with rig.cloud.breakpoint(new, again) as held:
            start()
            at = eventually("a write of another kind is made, or all is done", lambda: held() or is_done(), 180)
            if at is True:
                return killed_before, killed_after
            rig.operator.kill()
        rig.kills += 1
        (killed_before if at["when"] == "before" else killed_after).add(at["call"]["action"])
        start = rig.operator.start


def counts(account: Account, prefix: str) -> dict[str, int]:
    kinds = [one.rsplit(" ", 1)[0] for one in account.everything(prefix)]
    return {kind: kinds.count(kind) for kind in kinds}
