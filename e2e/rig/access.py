"""What a person may do, as the API server decides it."""

from __future__ import annotations

import json

from rig.kubernetes import Kubernetes

Deed = tuple[str, str]
"""A verb and a resource of ours, such as `("patch", "awsidentities/status")`."""


def allowed(kubernetes: Kubernetes, user: str, namespace: str, deeds: set[Deed]) -> set[Deed]:
    """Those of the deeds that the user may do in the namespace."""
    asked = sorted(deeds)
    reviews = [review(user, namespace, *deed) for deed in asked]
    answers = kubernetes.kubectl(
        *("create", "-f", "-", "-o", r'jsonpath={.status.allowed}{"\n"}'),
        stdin=json.dumps({"apiVersion": "v1", "kind": "List", "items": reviews}),
    ).stdout.split()
    assert len(answers) == len(asked), f"{len(asked)} questions have {len(answers)} answers."
    return {deed for deed, answer in zip(asked, answers, strict=True) if answer == "true"}


def review(user: str, namespace: str, verb: str, resource: str) -> dict:
    kind, _, subresource = resource.partition("/")
    deed = {"group": "towerforge.io", "resource": kind, "subresource": subresource, "verb": verb}
    return {
        "apiVersion": "authorization.k8s.io/v1",
        "kind": "SubjectAccessReview",
        "spec": {"user": user, "resourceAttributes": {"namespace": namespace} | deed},
    }
