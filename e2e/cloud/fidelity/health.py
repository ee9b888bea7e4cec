"""Why a compute environment turns INVALID after Batch took it (R5, R6)."""

import base64
import binascii
import email
import json
from typing import Any

from cloud.fidelity.account import Account
from cloud.fidelity.compute_resources import fargate


def reason_to_be_invalid(account: Account, service_role: str | None, resources: dict[str, Any] | None) -> str | None:
    """What Batch finds when it goes to work, in the words of `statusReason`; None when all is well."""
    if service_role and not role_trusts_batch(account, service_role):
        return (
            "CLIENT_ERROR - Not authorized to perform sts:AssumeRole "
            f"(batch.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: {service_role})"
        )
    if resources is None:
        return None
    return _missing_network(account, resources) or (
        None if fargate(resources) else _missing_for_instances(account, resources)
    )


def role_trusts_batch(account: Account, arn: str) -> bool:
    """Whether Batch may assume a custom role (hashicorp/terraform-provider-aws#21281)."""
    role = account.role(arn)
    if role is None or role.arn != arn and arn.startswith("arn:"):
        return False
    document = role.assume_role_policy_document
    return "batch.amazonaws.com" in (document if isinstance(document, str) else json.dumps(document))


def _missing_network(account: Account, resources: dict[str, Any]) -> str | None:
    """aws/aws-parallelcluster, batch.py: subnets and security groups are not looked at in the call itself."""
    for subnet in resources.get("subnets") or []:
        if not account.subnet_exists(subnet):
            return f"CLIENT_ERROR - The subnet ID '{subnet}' does not exist"
    for group in resources.get("securityGroupIds") or []:
        if not account.security_group_exists(group):
            return f"CLIENT_ERROR - The security group '{group}' does not exist"
    return None


def _missing_for_instances(account: Account, resources: dict[str, Any]) -> str | None:
    profile = account.instance_profile(resources["instanceRole"])
    if profile is None or not profile.roles:  # Netflix/metaflow-tools#9
        return f"CLIENT_ERROR - Invalid IamInstanceProfile: {resources['instanceRole']}"
    fleet_role = resources.get("spotIamFleetRole")
    if fleet_role and account.role(fleet_role) is None:  # AWS Batch user guide, Troubleshooting
        return "CLIENT_ERROR - Parameter: SpotFleetRequestConfig.IamFleetRole is invalid."
    if resources.get("ec2KeyPair") and not account.key_pair_exists(resources["ec2KeyPair"]):
        return f"CLIENT_ERROR - The key pair '{resources['ec2KeyPair']}' does not exist"
    overrides = [entry.get("imageIdOverride") for entry in resources.get("ec2Configuration") or []]
    for image in filter(None, [resources.get("imageId"), *overrides]):
        if not account.image_exists(image):  # inferred from AWS Batch user guide, INVALID compute environment
            return f"CLIENT_ERROR - The image id '[{image}]' does not exist"
    return _unfit_launch_template(account, resources)


def _unfit_launch_template(account: Account, resources: dict[str, Any]) -> str | None:
    specification = resources.get("launchTemplate")
    if not specification:
        return None if resources.get("securityGroupIds") else "CLIENT_ERROR - At least one security group is required"
    version = account.launch_template_version(specification)
    if version is None:  # AWS Batch user guide, Launch template support
        named = specification.get("launchTemplateId") or specification.get("launchTemplateName")
        return f"CLIENT_ERROR - The specified launch template {named}, version {specification.get('version')}, does not exist"
    data = version.data
    interfaces = data.get("NetworkInterfaces") or data.get("NetworkInterface") or []
    with_groups = any(each.get("Groups") or each.get("SecurityGroupId") for each in interfaces)
    if resources.get("securityGroupIds") and interfaces:  # aws/aws-cdk#21577
        return "CLIENT_ERROR - Either compute environment Security Groups or Network Interfaces in Launch template are exclusively allowed"
    groups = data.get("SecurityGroupIds") or data.get("SecurityGroupId") or data.get("SecurityGroups")
    if not resources.get("securityGroupIds") and not groups and not with_groups:
        return (
            "CLIENT_ERROR - At least one security group is required, in the compute environment or its launch template"
        )
    if data.get("UserData") and not _is_multipart(data["UserData"]):  # aws/aws-cdk#6427
        return "CLIENT_ERROR - Launch Template UserData is not MIME multipart format"
    return None


def _is_multipart(user_data: object) -> bool:
    try:
        text = base64.b64decode(str(user_data), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return False
    return email.message_from_string(text).is_multipart()
