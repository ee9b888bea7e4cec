"""AWS cannot be reached, throttles, refuses: the condition says so, and all comes right by itself."""

from __future__ import annotations

import pytest

from rig.account import Account
from rig.kubernetes import Environment, Kubernetes
from rig.manifests import example
from rig.polling import eventually
from rig.rig import Rig


@pytest.fixture
def environment(kubernetes: Kubernetes, namespace: str, region: str) -> Environment:
    return Environment(kubernetes, example("spot.yaml", "rnaseq", namespace, region))


def test_aws_cannot_be_reached_for_a_while(rig: Rig, environment: Environment, account: Account) -> None:
    environment.apply().until_settled()
    unanswered = rig.cloud.fault(actor="operator", region=account.region, reset=True)

    environment.edit(maxCpus=300)
    trouble = environment.until_condition("Reconciling", reason="ProgressingWithRetry")
    assert "No answer came from AWS" in trouble["message"]
    assert environment.condition("Stalled")["status"] == "False"
    assert environment.condition("Ready")["status"] == "True", "Pipelines do not suffer from it."
    assert unanswered()

    rig.cloud.clear_faults()
    environment.look_again()
    environment.until_settled()


def test_aws_hangs(rig: Rig, environment: Environment, account: Account) -> None:
    """Longer than the operator is willing to wait for an answer."""
    environment.apply().until_settled()
    hung = rig.cloud.fault(
        service="batch", action="Describe.*", actor="operator", region=account.region, hang=45, times=2
    )

    environment.edit(maxCpus=300)

    environment.until_settled(180)
    rig.cloud.clear_faults()
    eventually("a question has hung", hung)


def test_aws_throttles_and_creation_ends_all_the_same(rig: Rig, environment: Environment, account: Account) -> None:
    throttled = rig.cloud.fault(
        service="iam", action="(Create|Attach|Put).*", actor="operator", status=400, code="Throttling", times=12
    )

    environment.apply()
    environment.until_condition("Ready", "False", reason="Throttled")
    assert "CreateRole" in throttled()

    environment.until_settled(300)


@pytest.mark.parametrize(
    ("service", "action", "code"),
    [
        ("batch", "CreateComputeEnvironment", "AccessDeniedException"),
        ("ec2", "CreateLaunchTemplate", "UnauthorizedOperation"),
        ("iam", "CreateRole", "AccessDenied"),
        ("logs", "CreateLogGroup", "AccessDeniedException"),
    ],
)
def test_one_action_is_not_allowed(
    rig: Rig, environment: Environment, account: Account, service: str, action: str, code: str
) -> None:
    message = f"User: arn:aws:iam::123456789012:user/operator is not authorized to perform: {service}:{action}"
    refused = rig.cloud.fault(service=service, action=action, actor="operator", status=403, code=code, message=message)

    environment.apply()
    trouble = environment.until_condition("Ready", "False", reason="MissingPermissions")
    assert f"{service}:{action}" in trouble["message"]
    assert refused() == {action}

    rig.cloud.clear_faults()
    environment.look_again()
    environment.until_settled()


def test_a_refusal_that_repeats_itself_is_one_event_whose_count_goes_up(
    rig: Rig, kubernetes: Kubernetes, environment: Environment
) -> None:
    refused = rig.cloud.fault(
        service="logs", action="CreateLogGroup", actor="operator", status=403, code="AccessDeniedException"
    )
    environment.apply()

    def repeated() -> list[dict]:
        events = kubernetes.items("events", environment.namespace)
        return [one for one in events if one["reason"] == "MissingPermissions" and one["count"] > 1]

    assert len(environment.asked_until("the event is counted", repeated, 180)) == 1
    assert refused() == {"CreateLogGroup"}


def test_an_answer_that_is_lost_makes_nothing_twice(rig: Rig, environment: Environment, account: Account) -> None:
    creates = ("CreateComputeEnvironment", "CreateJobQueue")
    lost = [
        rig.cloud.fault(
            service="batch", action=one, actor="operator", region=account.region, reset=True, after=True, times=4
        )
        for one in creates
    ]

    environment.apply().until_settled()

    assert set().union(*(actions() for actions in lost)) == set(creates)
    assert len(account.environments(environment.prefix)) == 2
    assert len(account.queues(environment.prefix)) == 2


def test_everything_in_aws_is_gone_and_comes_back(rig: Rig, environment: Environment, account: Account) -> None:
    environment.apply().until_settled()
    before = account.everything(environment.prefix)
    rig.empty_aws()
    assert account.everything(environment.prefix) == []

    environment.asked_until(
        "everything is there again", lambda: len(account.everything(environment.prefix)) == len(before)
    )
    environment.until_settled()
