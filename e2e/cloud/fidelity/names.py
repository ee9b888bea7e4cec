"""Names of Batch resources (R10) (AWS Batch API reference, CreateComputeEnvironment and CreateJobQueue)."""

import re

from cloud.fidelity.refusals import refused

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}")


def checked(name: str, what: str) -> str:
    if not _NAME.fullmatch(name):
        raise refused(
            f"{what} {name!r} is not valid: up to 128 letters, digits, hyphens and underscores, the first a letter or digit."
        )
    return name


def plain(identifier: str) -> str:
    """The name in an ARN or in a name."""
    return identifier.rsplit("/", 1)[-1] if identifier.startswith("arn:") else identifier
