"""SIGKILL before and after AWS carried out each kind of write; the last process ends where an undisturbed one would."""

from __future__ import annotations

from collections.abc import Callable

from rig.account import Account
from rig.kubernetes import Environment, Kubernetes
from rig.manifests import example
from rig.polling import eventually
from rig.rig import Rig

CREATION = [
    ("iam", "CreateRole"),
    ("iam", "AttachRolePolicy"),
    ("iam", "PutRolePolicy"),
    ("logs", "CreateLogGroup"),
    ("logs", "PutRetentionPolicy"),
    ("ec2", "CreateLaunchTemplate"),
    ("iam", "CreateInstanceProfile"),
    ("iam", "AddRoleToInstanceProfile"),
    ("batch", "CreateComputeEnvironment"),
    ("batch", "CreateJobQueue"),
    ("batch", "RegisterJobDefinition"),
]
EDIT_BESIDE_A_JOB = [
    ("ec2", "CreateLaunchTemplate"),
    ("batch", "CreateComputeEnvironment"),
    ("batch", "UpdateJobQueue"),
]
DELETION = [
    ("batch", "UpdateJobQueue"),
    ("batch", "DeleteJobQueue"),
    ("logs", "DeleteLogGroup"),
    ("batch", "UpdateComputeEnvironment"),
    ("batch", "DeleteComputeEnvironment"),
    ("batch", "DeregisterJobDefinition"),
    ("ec2", "DeleteLaunchTemplate"),
    ("iam", "RemoveRoleFromInstanceProfile"),
    ("iam", "DeleteInstanceProfile"),
    ("iam", "DetachRolePolicy"),
    ("iam", "DeleteRolePolicy"),
    ("iam", "DeleteRole"),
]

# What one Spot environment consists of.
COMPLETE = {
    "compute environment": 2,
    "job queue": 2,
    "role": 2,
    "instance profile": 1,
    "launch template": 1,
    "log group": 1,
}


def test_killed_all_the_way_through_creation_and_deletion(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region))

    killed_at_each(CREATION, environment.apply, rig, account)
    environment.until_settled()
    prefix = environment.prefix
    assert counts(account, prefix) == COMPLETE

    killed_at_each(DELETION, environment.delete, rig, account)
    environment.until_gone()
    assert account.everything(prefix) == []


def test_killed_while_an_edit_is_carried_out_beside_a_running_job(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account
) -> None:
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region)).apply()
    environment.until_settled()
    prefix = environment.prefix
    job = account.submit(f"{prefix}-work", "align")
    eventually("the job runs", lambda: account.job(job)["status"] == "RUNNING")

    edit = {"instanceTypes": ["c5", "m5"], "bootDisk": {"sizeGiB": 80}}
    killed_at_each(EDIT_BESIDE_A_JOB, lambda: environment.edit(**edit), rig, account)
    eventually(
        "a second environment is there",
        lambda: len([name for name in account.environments(prefix) if "-work-" in name]) == 2,
    )
    assert account.job(job)["status"] == "RUNNING"

    rig.cloud.finish(job)
    environment.asked_until("one environment is left", lambda: counts(account, prefix) == COMPLETE)
    environment.until_settled()
    assert account.job(job)["status"] == "SUCCEEDED"


def killed_at_each(calls: list[tuple[str, str]], act: Callable[[], object], rig: Rig, account: Account) -> None:
    """Acts, and kills the operator at each of these calls, once before it and once after. The last process lives."""
    points = [(service, action, when) for service, action in calls for when in ("before", "after")]
    start: Callable[[], object] = act
    for service, action, when in points:
        with rig.cloud.breakpoint(service, action, when, account.region) as reached:
            start()
            eventually(f"{service}:{action} is called, to be killed {when}", reached, 180)
            rig.operator.kill()
        rig.kills += 1
        start = rig.operator.start
    rig.operator.start()


def counts(account: Account, prefix: str) -> dict[str, int]:
    kinds = [one.rsplit(" ", 1)[0] for one in account.everything(prefix)]
    return {kind: kinds.count(kind) for kind in kinds}
