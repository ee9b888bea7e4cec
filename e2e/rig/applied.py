"""An example that is applied: what its instances are launched with, and what it publishes."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from typing import Any

from rig.account import Account
from rig.kubernetes import Environment, Kubernetes
from rig.manifests import example


def applied(
    file: str, kubernetes: Kubernetes, namespace: str, account: Account, change: Callable[[Any], None] | None = None
) -> Environment:
    """An example, in this account, once it is settled."""
    manifest = example(file, file.removesuffix(".yaml"), namespace, account.region)
    manifest["spec"]["deletionPolicy"] = "Delete"
    if change is not None:
        change(manifest["spec"])
    environment = Environment(kubernetes, manifest).apply()
    environment.until_settled(180)
    return environment


def template_data(account: Account, environment: Environment) -> dict[str, Any]:
    work = next(one for name, one in account.environments(environment.prefix).items() if "-work" in name)
    template = work["computeResources"]["launchTemplate"]
    versions = account.client("ec2").describe_launch_template_versions(
        LaunchTemplateId=template["launchTemplateId"], Versions=[template["version"]]
    )
    return versions["LaunchTemplateVersions"][0]["LaunchTemplateData"]


def user_data(account: Account, environment: Environment) -> str:
    """What instances run at boot and the settings it reads, in clear."""
    given = base64.b64decode(template_data(account, environment)["UserData"]).decode()
    encoded = re.findall(r"^ +(?:[A-Z_]+=|content: )([A-Za-z0-9+/]+=*)$", given, re.MULTILINE)
    return "\n".join(base64.b64decode(value).decode() for value in encoded)


def settings(kubernetes: Kubernetes, environment: Environment) -> dict[str, str]:
    """The published Nextflow configuration: each value, as it is written, by its path."""
    published = kubernetes.read("configmap", f"{environment.name}-nextflow", environment.namespace)
    assert published is not None, f"{environment.name} has published nothing."
    found: dict[str, str] = {}
    blocks: list[str] = []
    for line in published["data"]["nextflow.config"].splitlines():
        match line.split():
            case [name, "{"]:
                blocks.append(name)
            case ["}"]:
                blocks.pop()
            case [name, "=", *value]:
                found[".".join([*blocks, name])] = " ".join(value)
    return found
