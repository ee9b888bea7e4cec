"""SIGKILL before and after AWS carried out a write; the next process ends where the first one would have."""

from __future__ import annotations

import pytest

from rig.account import Account
from rig.kubernetes import Environment, Kubernetes
from rig.manifests import example
from rig.polling import eventually
from rig.rig import Rig

# Each kind of write on the way from nothing to an environment.
CREATION = [
    ("iam", "CreateRole"),
    ("iam", "AttachRolePolicy"),
    ("iam", "PutRolePolicy"),
    ("iam", "CreateInstanceProfile"),
    ("iam", "AddRoleToInstanceProfile"),
    ("logs", "CreateLogGroup"),
    ("logs", "PutRetentionPolicy"),
    ("ec2", "CreateLaunchTemplate"),
    ("batch", "CreateComputeEnvironment"),
    ("batch", "CreateJobQueue"),
]
# And on the way back.
DELETION = [
    ("batch", "UpdateJobQueue"),
    ("batch", "DeleteJobQueue"),
    ("batch", "UpdateComputeEnvironment"),
    ("batch", "DeleteComputeEnvironment"),
    ("ec2", "DeleteLaunchTemplate"),
    ("logs", "DeleteLogGroup"),
    ("iam", "RemoveRoleFromInstanceProfile"),
    ("iam", "DeleteInstanceProfile"),
    ("iam", "DetachRolePolicy"),
    ("iam", "DeleteRolePolicy"),
    ("iam", "DeleteRole"),
]

MOMENTS = pytest.mark.parametrize("when", ["before", "after"])


def ids(call: tuple[str, str]) -> str:
    return call[1]


@MOMENTS
@pytest.mark.parametrize("call", CREATION, ids=ids)
def test_killed_while_creating(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account, call: tuple[str, str], when: str
) -> None:
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region))
    with rig.cloud.breakpoint(*call, when, account.region) as reached:
        environment.apply()
        eventually(f"{call[1]} was called", reached)
        rig.operator.kill()
    rig.operator.start()
    environment.until_settled()

    assert counts(account, environment.prefix) == COMPLETE
    environment.delete()
    environment.until_gone()
    assert account.everything(environment.prefix) == []


@MOMENTS
@pytest.mark.parametrize("call", DELETION, ids=ids)
def test_killed_while_deleting(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account, call: tuple[str, str], when: str
) -> None:
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region)).apply()
    environment.until_settled()
    prefix = environment.prefix
    with rig.cloud.breakpoint(*call, when, account.region) as reached:
        environment.delete()
        eventually(f"{call[1]} was called", reached)
        rig.operator.kill()
    rig.operator.start()

    environment.until_gone()
    assert account.everything(prefix) == []


@MOMENTS
@pytest.mark.parametrize(
    "call",
    [("ec2", "CreateLaunchTemplate"), ("batch", "CreateComputeEnvironment"), ("batch", "UpdateJobQueue")],
    ids=ids,
)
def test_killed_while_editing_beside_a_running_job(
    rig: Rig, kubernetes: Kubernetes, namespace: str, account: Account, call: tuple[str, str], when: str
) -> None:
    environment = Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, account.region)).apply()
    environment.until_settled()
    job = account.submit(f"{environment.prefix}-work", "align")
    eventually("the job runs", lambda: account.job(job)["status"] == "RUNNING")
    with rig.cloud.breakpoint(*call, when, account.region) as reached:
        environment.edit(instanceTypes=["c5", "m5"], bootDisk={"sizeGiB": 80})
        eventually(f"{call[1]} was called", reached)
        rig.operator.kill()
    rig.operator.start()

    eventually(
        "a second environment serves the queue",
        lambda: len([name for name in account.environments(environment.prefix) if "-work-" in name]) == 2,
    )
    assert account.job(job)["status"] == "RUNNING"
    rig.cloud.finish(job)
    environment.look_again()
    eventually(
        "one environment is left", lambda: counts(account, environment.prefix) == COMPLETE or environment.look_again()
    )
    environment.until_settled()
    assert account.job(job)["status"] == "SUCCEEDED"


# What one Spot environment consists of.
COMPLETE = {
    "compute environment": 2,
    "job queue": 2,
    "role": 2,
    "instance profile": 1,
    "launch template": 1,
    "log group": 1,
}


def counts(account: Account, prefix: str) -> dict[str, int]:
    kinds = [one.rsplit(" ", 1)[0] for one in account.everything(prefix)]
    return {kind: kinds.count(kind) for kind in kinds}
