"""Everything that was recorded on the way, judged by what knows nothing of the operator. Runs last."""

from __future__ import annotations

from oracles import policy, rbac, shapes
from rig.account import SECRET
from rig.chart import NAMESPACE, OPERATOR_ACTOR
from rig.manifests import PROJECT
from rig.record import Record

# The framework does not start as a leader without it, though it renews its lease with patches.
ASKED_FOR_AT_THE_START = {("coordination.k8s.io", "leases", "update")}


def test_the_published_policy_allows_every_call(records: list[Record]) -> None:
    published = policy.Policy.read(PROJECT / "docs/iam-policy.json")
    refused = {request for request, by in decisions(records, published) if not by}
    assert refused == set()


def test_every_grant_of_the_published_policy_was_used(records: list[Record], everything_ran: None) -> None:
    published = policy.Policy.read(PROJECT / "docs/iam-policy.json")
    used = set().union(*(by for _, by in decisions(records, published)))
    assert published.grants() - used == set()


def test_every_request_is_one_that_botocore_would_send(records: list[Record]) -> None:
    calls = operator_calls(records)
    assert calls
    assert [(call["service"], call["action"], wrong) for call in calls if (wrong := shapes.problems(call))] == []


def test_the_roles_of_the_chart_allow_every_request_and_none_was_refused(records: list[Record]) -> None:
    for record in records:
        allowed = grants(record)
        seen = accesses(record)
        assert seen
        assert {one for one in seen if not any(grant.allows(one) for grant in allowed)} == set()


def test_every_rule_of_the_chart_was_used(records: list[Record], everything_ran: None) -> None:
    seen = set().union(*(accesses(record) for record in records))
    granted = set().union(*(grants(record) for record in records))
    unused = {grant for grant in granted if not any(grant.allows(one) for one in seen)}
    assert {(grant.group, grant.resource, grant.verb) for grant in unused} <= ASKED_FOR_AT_THE_START


def test_no_secret_value_is_in_any_record(records: list[Record]) -> None:
    files = [file for record in records for file in record.files()]
    assert files
    for file in files:
        assert SECRET not in file.read_text(errors="replace"), f"{file.name} shows a secret"


def operator_calls(records: list[Record]) -> list[policy.Call]:
    return [call for record in records for call in record.calls() if call["actor"] == OPERATOR_ACTOR]


def decisions(records: list[Record], published: policy.Policy) -> list[tuple[policy.Request, set[tuple[str, str]]]]:
    """Each request of the operator with the grants that allow it."""
    decided = []
    for record in records:
        requests = policy.Requests()
        for call in record.calls():
            if call["actor"] == OPERATOR_ACTOR:
                decided += [(request, published.allowing(request)) for request in requests.behind(call)]
            if call["status"] is not None and call["status"] < 300 or call["fault"] and "after" in call["fault"]:
                requests.carried_out(call)
    return decided


def grants(record: Record) -> set[rbac.Grant]:
    return {
        grant
        for account in record.service_accounts()
        for release in record.releases()
        for grant in rbac.grants(release, account)
    }


def accesses(record: Record) -> set[rbac.Access]:
    return {
        access
        for account in record.service_accounts()
        for access in rbac.accesses(record.requests(), f"system:serviceaccount:{NAMESPACE}:{account}")
    }
