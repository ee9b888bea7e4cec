"""The tags of Batch resources (Q8) (AWS Batch user guide, Tag restrictions)."""

from cloud.fidelity.refusals import refused

_MOST = 50


def checked(tags: dict[str, str] | None) -> dict[str, str]:
    """The tags of a creation; a map that is sent has an entry (AWS Batch API reference, TagResource)."""
    if tags is None:
        return {}
    if not tags:
        raise refused("A map of tags that is sent has at least one entry.")
    return merged({}, tags)


def merged(present: dict[str, str], added: dict[str, str]) -> dict[str, str]:
    for key, value in added.items():
        if key.lower().startswith("aws:"):
            raise refused(f"The tag key {key} is reserved: keys that begin with aws: belong to AWS.")
        if not 1 <= len(key) <= 128 or len(value) > 256:
            raise refused(f"The tag {key} is too long: a key has 1 to 128 characters, a value up to 256.")
    result = {**present, **added}
    if len(result) > _MOST:
        raise refused(f"A resource has at most {_MOST} tags, not {len(result)}.")
    return result
