"""Everything that was recorded on the way, judged by what knows nothing of the operator. Runs last."""

from __future__ import annotations

import yaml

from oracles import policy, rbac, shapes
from rig.account import SECRET
from rig.chart import NAMESPACE, OPERATOR_ACTOR
from rig.manifests import PROJECT
from rig.rig import Rig, read_lines

# The framework does not start as a leader without it, though it renews its lease with patches.
ASKED_FOR_AT_THE_START = {("coordination.k8s.io", "leases", "update")}


def test_the_published_policy_allows_every_call(rig: Rig) -> None:
    published = policy.Policy.read(PROJECT / "docs/iam-policy.json")
    refused = {request for request, by in decisions(rig, published) if not by}
    assert refused == set()


def test_every_grant_of_the_published_policy_was_used(rig: Rig, everything_ran: None) -> None:
    published = policy.Policy.read(PROJECT / "docs/iam-policy.json")
    used = set().union(*(by for _, by in decisions(rig, published)))
    assert published.grants() - used == set()


def test_every_request_is_one_that_botocore_would_send(rig: Rig) -> None:
    calls = operator_calls(rig)
    assert calls
    assert [(call["service"], call["action"], wrong) for call in calls if (wrong := shapes.problems(call))] == []


def test_the_roles_of_the_chart_allow_every_request_and_none_was_refused(rig: Rig) -> None:
    allowed = list(grants(rig))
    seen = set(accesses(rig))
    assert seen
    assert {one for one in seen if not any(grant.allows(one) for grant in allowed)} == set()


def test_every_rule_of_the_chart_was_used(rig: Rig, everything_ran: None) -> None:
    seen = set(accesses(rig))
    unused = {grant for grant in grants(rig) if not any(grant.allows(one) for one in seen)}
    assert {(grant.group, grant.resource, grant.verb) for grant in unused} <= ASKED_FOR_AT_THE_START


def test_no_secret_value_is_in_any_record(rig: Rig) -> None:
    for file in [*rig.folder.glob("*.log"), *rig.folder.glob("*.jsonl"), rig.audit_log]:
        assert SECRET not in file.read_text(errors="replace"), f"{file.name} shows a secret"


def operator_calls(rig: Rig) -> list[policy.Call]:
    return [call for call in rig.cloud.calls() if call["actor"] == OPERATOR_ACTOR]


def decisions(rig: Rig, published: policy.Policy) -> list[tuple[policy.Request, set[tuple[str, str]]]]:
    """Each request of the operator with the grants that allow it."""
    requests = policy.Requests()
    decided = []
    for call in rig.cloud.calls():
        if call["actor"] == OPERATOR_ACTOR:
            decided += [(request, published.allowing(request)) for request in requests.behind(call)]
        if call["status"] is not None and call["status"] < 300 or call["fault"] and "after" in call["fault"]:
            requests.carried_out(call)
    return decided


def grants(rig: Rig) -> list[rbac.Grant]:
    found = set()
    for release in rig.chart.installed:
        manifests = [one for one in yaml.safe_load_all(release) if one]
        found |= set(rbac.grants(manifests, rig.deployment().service_account))
    return list(found)


def accesses(rig: Rig) -> list[rbac.Access]:
    user = f"system:serviceaccount:{NAMESPACE}:{rig.deployment().service_account}"
    return list(rbac.accesses(read_lines(rig.audit_log), user))
