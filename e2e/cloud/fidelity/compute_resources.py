"""What may stand in `computeResources`, as far as Batch looks at it before it answers (R7, C15)."""

from typing import Any

from cloud.fidelity.account import all_with_gpu, architectures, instance_types
from cloud.fidelity.refusals import one_of, refused, required

TYPES = ("EC2", "SPOT", "FARGATE", "FARGATE_SPOT")
_INSTANCES_ONLY = (
    "allocationStrategy",
    "bidPercentage",
    "ec2Configuration",
    "ec2KeyPair",
    "imageId",
    "instanceRole",
    "instanceTypes",
    "launchTemplate",
    "placementGroup",
    "spotIamFleetRole",
    "minvCpus",
    "desiredvCpus",
    "tags",
)
_STRATEGIES = (
    "BEST_FIT",
    "BEST_FIT_PROGRESSIVE",
    "BEST_FIT_PROGRESSIVE_ORDERED",
    "SPOT_CAPACITY_OPTIMIZED",
    "SPOT_PRICE_CAPACITY_OPTIMIZED",
    "SPOT_CAPACITY_OPTIMIZED_PRIORITIZED",
)


def fargate(resources: dict[str, Any] | None) -> bool:
    return bool(resources) and resources["type"].startswith("FARGATE")


def created(given: dict[str, Any]) -> dict[str, Any]:
    """The resources of a new environment as Batch keeps them, or a refusal."""
    resources = dict(given)
    resources["type"] = one_of(required(resources, "type"), TYPES, "type")
    required(resources, "maxvCpus")
    if not resources.get("subnets"):
        raise refused("Error executing request, Exception : subnets is required.")
    if fargate(resources):
        unfitting = [name for name in _INSTANCES_ONLY if name in resources]
        if unfitting:
            raise refused(f"The following parameters do not apply to Fargate resources: {', '.join(unfitting)}.")
        if not resources.get("securityGroupIds"):
            raise refused("Error executing request, Exception : securityGroupIds is required for Fargate resources.")
        return {**resources, "instanceTypes": [], "securityGroupIds": list(resources["securityGroupIds"])}
    resources.setdefault("minvCpus", 0)
    resources.setdefault("securityGroupIds", [])
    required(resources, "instanceRole")
    return normalised(resources)


def normalised(given: dict[str, Any]) -> dict[str, Any]:
    """The resources of EC2 and Spot instances, checked as a whole: those of a creation, and what an update makes of
    them."""
    resources = dict(given)
    if resources.get("allocationStrategy"):
        resources["allocationStrategy"] = one_of(resources["allocationStrategy"], _STRATEGIES, "allocationStrategy")
    _check_sizes(resources)
    _check_strategy(resources)
    types = _checked_types(resources)
    _check_launch_template(resources.get("launchTemplate"))
    resources["ec2Configuration"] = _images(resources, types)
    return resources


def architecture(resources: dict[str, Any]) -> str:
    types, _ = instance_types(resources.get("instanceTypes") or [])
    return next(iter(architectures(types)), "x86_64")


def _check_sizes(resources: dict[str, Any]) -> None:
    least, most = resources["minvCpus"], resources["maxvCpus"]
    if least < 0 or most < 0 or least > most:
        raise refused(f"minvCpus ({least}) is not negative and not more than maxvCpus ({most}).")


def _check_strategy(resources: dict[str, Any]) -> None:
    """AWS Batch API reference, ComputeResource: type, allocationStrategy, bidPercentage, spotIamFleetRole."""
    strategy = resources.get("allocationStrategy", "BEST_FIT")
    if resources["type"] == "SPOT":
        if strategy == "BEST_FIT" and not resources.get("spotIamFleetRole"):
            raise refused("spotIamFleetRole is required for Spot instances with the allocation strategy BEST_FIT.")
        if not 1 <= resources.get("bidPercentage", 100) <= 100:
            raise refused(f"bidPercentage is between 1 and 100, not {resources['bidPercentage']}.")
    elif strategy.startswith("SPOT"):
        raise refused(f"The allocation strategy {strategy} is for Spot instances only.")


def _checked_types(resources: dict[str, Any]) -> list[str]:
    """Instance types are looked at at once, and the refusal says which there are (aws/aws-parallelcluster,
    batch.py)."""
    names = resources.get("instanceTypes")
    if not names:
        raise refused("Error executing request, Exception : instanceTypes is required.")
    types, unknown = instance_types(names)
    if unknown:
        raise refused(
            f"Instance type can only be one of [optimal, default_x86_64, default_arm64, c6i, m6i, m6id.large, ...], not {unknown[0]}."
        )
    if len(architectures(types)) > 1 and not architectures(types[:1]) >= architectures(types):
        raise refused("The instance types of one compute environment share one architecture, x86_64 or arm64.")
    return types


def _check_launch_template(template: dict[str, Any] | None) -> None:
    """AWS Batch API reference, LaunchTemplateSpecification."""
    if template is None:
        return
    if bool(template.get("launchTemplateId")) == bool(template.get("launchTemplateName")):
        raise refused("A launch template is given by its id or by its name, one of the two.")
    if len(template.get("overrides") or []) > 10:
        raise refused("A launch template has at most 10 overrides.")


def _images(resources: dict[str, Any], types: list[str]) -> list[dict[str, Any]]:
    """AWS Batch API reference, Ec2Configuration; what is not given reads back as Batch chose
    (go-to-k/cdk-real-drift)."""
    configured = resources.get("ec2Configuration")
    if not configured:
        return [{"imageType": "ECS_AL2023_NVIDIA" if all_with_gpu(types) else "ECS_AL2023"}]
    if len(configured) > 2:
        raise refused("ec2Configuration has one or two entries.")
    for entry in configured:
        image_type = required(entry, "imageType")
        own_image = entry.get("imageIdOverride") or resources.get("imageId")
        if image_type in ("ECS_AL2", "ECS_AL2_NVIDIA") and not own_image:
            raise refused(f"New compute environments take no image of type {image_type} from Batch; use ECS_AL2023.")
    return [dict(entry) for entry in configured]
