"""Whether the chart's roles allow what the operator asked the API server for, and whether each rule was needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Access:
    """One request, as Kubernetes decides about it (Kubernetes documentation, "Authorization")."""

    group: str
    resource: str
    verb: str
    namespace: str
    name: str


@dataclass(frozen=True)
class Grant:
    """One verb on one resource that a rule allows; an empty namespace is all of them, an empty name any."""

    group: str
    resource: str
    verb: str
    namespace: str
    name: str

    def allows(self, access: Access) -> bool:
        return (
            (self.group, self.resource, self.verb) == (access.group, access.resource, access.verb)
            and self.namespace in ("", access.namespace)
            and self.name in ("", access.name)
        )


def grants(manifests: Iterable[dict[str, Any]], service_account: str) -> Iterator[Grant]:
    """What the roles give that are bound to a service account."""
    manifests = list(manifests)
    for role in manifests:
        if role["kind"] in ("Role", "ClusterRole") and is_bound(role, manifests, service_account):
            for rule in role["rules"]:
                yield from of_rule(rule, role["metadata"].get("namespace", ""))


def of_rule(rule: dict[str, Any], namespace: str) -> Iterator[Grant]:
    for group in rule["apiGroups"]:
        for resource in rule["resources"]:
            for verb in rule["verbs"]:
                for name in rule.get("resourceNames", [""]):
                    yield Grant(group, resource, verb, namespace, name)


def is_bound(role: dict[str, Any], manifests: list[dict[str, Any]], service_account: str) -> bool:
    return any(
        one["kind"] == f"{role['kind']}Binding"
        and one["roleRef"]["name"] == role["metadata"]["name"]
        and one["metadata"].get("namespace") == role["metadata"].get("namespace")
        and any(subject["name"] == service_account for subject in one["subjects"])
        for one in manifests
    )


def accesses(audit: Iterable[dict[str, Any]], user: str) -> Iterator[Access]:
    """What a user asked for, discovery and its own rights left out: every authenticated caller may ask for those."""
    for event in audit:
        reference = event.get("objectRef")
        if event["user"]["username"] != user or reference is None or event["stage"] != "ResponseComplete":
            continue
        if reference.get("apiGroup") == "authorization.k8s.io":
            continue
        subresource = reference.get("subresource")
        resource = reference["resource"] + (f"/{subresource}" if subresource else "")
        yield Access(
            reference.get("apiGroup", ""),
            resource,
            event["verb"],
            reference.get("namespace", ""),
            reference.get("name", ""),
        )
