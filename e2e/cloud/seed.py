"""What an account holds before anybody uses the operator: networks, a key pair, buckets and service-linked roles."""

from typing import Any

from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.s3.models import s3_backends

from cloud import ACCOUNT

_PORTS = {"nfs": [2049], "lustre": [988, 1018, 1019, 1020, 1021, 1022, 1023]}


def plant(regions: list[str]) -> dict[str, Any]:
    """Makes it all and tells the ids, by Region."""
    iam = iam_backends[ACCOUNT]["aws"]
    for service, name in {
        "batch.amazonaws.com": "AWSServiceRoleForBatch",
        "ecs.amazonaws.com": "AWSServiceRoleForECS",
        "spot.amazonaws.com": "AWSServiceRoleForEC2Spot",
    }.items():
        service_linked_role(iam, service, name)
    return {region: _region(region) for region in regions}


def service_linked_role(iam: Any, service: str, name: str) -> Any:
    """A role as CreateServiceLinkedRole makes it, under the name AWS gives (AWS Batch user guide, Using service-linked
    roles)."""
    policy = (
        '{"Version":"2012-10-17","Statement":[{"Action":["sts:AssumeRole"],"Effect":"Allow","Principal":{"Service":["'
        + service
        + '"]}}]}'
    )
    return iam.create_role(name, policy, f"/aws-service-role/{service}/", None, "", [], "3600", linked_service=service)


def _region(region: str) -> dict[str, Any]:
    ec2 = ec2_backends[ACCOUNT][region]
    default = {
        "vpc": ec2.default_vpc.id,
        "subnets": [subnet.id for subnet in ec2.get_default_subnets().values()],
        "securityGroups": {"default": _default_group(ec2, ec2.default_vpc.id)},
    }
    vpc = ec2.create_vpc("10.20.0.0/16", tags=[{"Key": "Name", "Value": "genomics"}])
    zones = [zone.name for zone in ec2.describe_availability_zones()][:3]
    subnets = [
        ec2.create_subnet(vpc.id, f"10.20.{number * 16}.0/20", availability_zone=zone)
        for number, zone in enumerate(zones)
    ]
    for subnet in subnets:
        subnet.map_public_ip_on_launch = "true"
    groups = {"default": _default_group(ec2, vpc.id)}
    for name, ports in _PORTS.items():
        group = ec2.create_security_group(name, f"{name} from the network itself", vpc.id)
        for port in ports:
            ec2.authorize_security_group_ingress(
                group.id, "tcp", str(port), str(port), [{"CidrIp": "10.20.0.0/16"}], vpc_id=vpc.id
            )
        groups[name] = group.id
    ec2.create_key_pair("genomics", "ed25519", {})
    bucket = f"genomics-{region}"
    s3_backends[ACCOUNT]["aws"].create_bucket(bucket, region)
    genomics = {"vpc": vpc.id, "subnets": [subnet.id for subnet in subnets], "securityGroups": groups}
    return {"default": default, "genomics": genomics, "keyPair": "genomics", "bucket": bucket}


def _default_group(ec2: Any, vpc: str) -> str:
    return ec2.get_security_group_by_name_or_id("default", vpc).id
