"""What a test lets go wrong reaches the client as AWS would say it."""

import threading

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError

CALLS = {
    "batch": ("DescribeComputeEnvironments", lambda client: client.describe_compute_environments()),
    "ec2": ("DescribeVpcs", lambda client: client.describe_vpcs()),
    "iam": ("ListRoles", lambda client: client.list_roles()),
    "sts": ("GetCallerIdentity", lambda client: client.get_caller_identity()),
    "logs": ("DescribeLogGroups", lambda client: client.describe_log_groups()),
    "ssm": ("GetParameters", lambda client: client.get_parameters(Names=["x"])),
    "efs": ("DescribeFileSystems", lambda client: client.describe_file_systems()),
    "fsx": ("DescribeFileSystems", lambda client: client.describe_file_systems()),
    "secretsmanager": ("ListSecrets", lambda client: client.list_secrets()),
    "service-quotas": ("ListServices", lambda client: client.list_service_quotas(ServiceCode="vpc")),
    "s3": ("ListBuckets", lambda client: client.list_buckets()),
}


@pytest.mark.parametrize("service", CALLS)
def test_an_error_is_written_in_the_format_of_its_service(rig, service):
    rig.ask(
        "POST", "faults", {"service": service, "status": 429, "code": "TooManyRequestsException", "message": "Slow"}
    )
    with pytest.raises(ClientError) as refused:
        CALLS[service][1](rig.client(service))
    assert refused.value.response["Error"]["Code"] == "TooManyRequestsException"
    assert refused.value.response["Error"]["Message"] == "Slow"
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 429
    assert [(call["code"], call["fault"]) for call in rig.calls(service)] == [
        ("TooManyRequestsException", "429 TooManyRequestsException")
    ]


def test_a_fault_meets_as_many_calls_as_it_says(rig):
    rig.ask("POST", "faults", [{"service": "logs", "action": "Create.*", "code": "ThrottlingException", "times": 2}])
    logs = rig.client("logs")
    logs.describe_log_groups()
    for _ in range(2):
        with pytest.raises(ClientError):
            logs.create_log_group(logGroupName="a")
    logs.create_log_group(logGroupName="a")
    assert rig.ask("GET", "faults") == []


def test_a_fault_may_be_meant_for_one_actor_and_one_body(rig):
    rig.ask("POST", "faults", {"actor": "OPERATOR", "body": "second", "code": "AccessDenied", "status": 403})
    rig.client("logs").create_log_group(logGroupName="second")
    operator = rig.client("logs", "OPERATOR")
    operator.create_log_group(logGroupName="first")
    with pytest.raises(ClientError):
        operator.describe_log_groups(logGroupNamePrefix="second")


def test_a_connection_that_is_reset_applies_nothing(rig):
    rig.ask("POST", "faults", {"service": "logs", "reset": True})
    logs = rig.client("logs")
    with pytest.raises(ConnectionClosedError):
        logs.create_log_group(logGroupName="a")
    assert logs.describe_log_groups()["logGroups"] == []
    assert rig.calls("logs")[0]["status"] is None


def test_an_answer_is_lost_after_the_call_was_applied(rig):
    rig.ask("POST", "faults", {"service": "logs", "action": "CreateLogGroup", "after": True})
    logs = rig.client("logs")
    with pytest.raises(ConnectionClosedError):
        logs.create_log_group(logGroupName="a")
    assert len(logs.describe_log_groups()["logGroups"]) == 1


def test_an_error_may_hide_that_the_call_was_applied(rig):
    rig.ask("POST", "faults", {"service": "logs", "after": True, "status": 503, "code": "ServiceUnavailableException"})
    logs = rig.client("logs")
    with pytest.raises(ClientError):
        logs.create_log_group(logGroupName="a")
    assert len(logs.describe_log_groups()["logGroups"]) == 1


def test_a_hanging_call_outlives_the_time_limit_of_its_client(rig):
    rig.ask("POST", "faults", {"service": "logs", "hang": 60})
    impatient = rig.client("logs", read_timeout=0.3)
    with pytest.raises(ReadTimeoutError):
        impatient.describe_log_groups()
    rig.ask("DELETE", "faults")


def test_a_breakpoint_before_a_call_drops_it(rig):
    assert _held(rig, "before") == []


def test_a_breakpoint_after_a_call_keeps_what_it_did(rig):
    assert _held(rig, "after") == ["second"]


def _held(rig, when: str) -> list[str]:
    """The log groups there are besides the first, when the second write was held and let go."""
    rig.ask("POST", "breakpoints", {"service": "logs", "write": True, "nth": 2, "when": when, "actor": "OPERATOR"})
    operator = rig.client("logs", "OPERATOR")
    operator.create_log_group(logGroupName="first")
    operator.describe_log_groups()
    errors = []

    def second() -> None:
        try:
            operator.create_log_group(logGroupName="second")
        except ConnectionClosedError as lost:
            errors.append(lost)

    thread = threading.Thread(target=second)
    thread.start()
    (held,) = rig.ask("GET", "breakpoints?wait=10")
    assert held["held"]
    assert held["call"]["params"] == {"logGroupName": "second"}
    groups = [group["logGroupName"] for group in rig.client("logs").describe_log_groups()["logGroups"]]
    rig.ask("DELETE", "breakpoints")
    thread.join(10)
    assert len(errors) == 1
    assert rig.calls("logs")[-1]["fault"] == f"held {when} it was applied"
    return [name for name in groups if name != "first"]
