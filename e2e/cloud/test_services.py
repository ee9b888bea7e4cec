"""EC2, IAM, STS and Logs, where the operator relies on them."""

import pytest

from cloud.accounts import MULTIPART, TRUST, Genomics
from cloud.client import Rig, refused

ALLOW = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}'


def create_template(rig: Rig, name: str, token: str, image: str = "ami-12345678") -> str:
    made = rig.client("ec2").create_launch_template(
        LaunchTemplateName=name, ClientToken=token, LaunchTemplateData={"ImageId": image}
    )
    return made["LaunchTemplate"]["LaunchTemplateId"]


@pytest.mark.rule("E1")
def test_the_same_client_token_makes_one_launch_template(rig: Rig):
    first = create_template(rig, "template", "token")
    assert create_template(rig, "template", "token") == first
    assert "IdempotentParameterMismatch" in refused(create_template, rig=rig, name="other", token="token")
    assert "AlreadyExistsException" in refused(create_template, rig=rig, name="template", token="second")


@pytest.mark.rule("E1")
def test_a_deleted_launch_template_is_made_anew(rig: Rig):
    first = create_template(rig, "template", "token")
    rig.client("ec2").delete_launch_template(LaunchTemplateId=first)
    assert create_template(rig, "template", "token") != first


@pytest.mark.rule("E2")
def test_a_launch_template_that_is_named_and_absent_is_an_error_and_one_filtered_for_is_not(rig: Rig):
    describe = rig.client("ec2").describe_launch_templates
    assert "InvalidLaunchTemplateId.NotFound" in refused(describe, LaunchTemplateIds=["lt-0123456789abcdef0"])
    assert "InvalidLaunchTemplateName.NotFoundException" in refused(describe, LaunchTemplateNames=["none"])
    by_name = [{"Name": "launch-template-name", "Values": ["none"]}]
    assert describe(Filters=by_name)["LaunchTemplates"] == []


@pytest.mark.rule("E3")
def test_launch_templates_come_in_pages_of_200(rig: Rig):
    for number in range(201):
        create_template(rig, f"template-{number}", f"token-{number}")
    describe = rig.client("ec2").describe_launch_templates
    first = describe()
    assert len(first["LaunchTemplates"]) == 200
    second = describe(NextToken=first["NextToken"])
    assert [each["LaunchTemplateName"] for each in second["LaunchTemplates"]] == ["template-200"]
    assert "NextToken" not in second


def test_the_tags_of_a_launch_template_are_those_of_now_and_are_filtered_by(rig: Rig):
    ec2 = rig.client("ec2")
    made = ec2.create_launch_template(
        LaunchTemplateName="template",
        LaunchTemplateData={"ImageId": "ami-12345678"},
        TagSpecifications=[{"ResourceType": "launch-template", "Tags": [{"Key": "a", "Value": "1"}]}],
    )["LaunchTemplate"]
    create_template(rig, "other", "token")
    ec2.create_tags(Resources=[made["LaunchTemplateId"]], Tags=[{"Key": "b", "Value": "2"}])
    ec2.delete_tags(Resources=[made["LaunchTemplateId"]], Tags=[{"Key": "a"}])
    (seen,) = ec2.describe_launch_templates(Filters=[{"Name": "tag:b", "Values": ["2"]}])["LaunchTemplates"]
    assert seen["LaunchTemplateName"] == "template"
    assert seen["Tags"] == [{"Key": "b", "Value": "2"}]
    (seen,) = ec2.describe_launch_templates(Filters=[{"Name": "tag-key", "Values": ["b"]}])["LaunchTemplates"]
    assert seen["LaunchTemplateId"] == made["LaunchTemplateId"]


@pytest.mark.rule("I1")
def test_names_in_iam_are_checked_and_case_does_not_tell_them_apart(rig: Rig):
    iam = rig.client("iam")
    trust = TRUST.replace("SERVICE", "ec2.amazonaws.com")
    iam.create_role(RoleName="r" * 64, AssumeRolePolicyDocument=trust)
    assert "EntityAlreadyExists" in refused(iam.create_role, RoleName="R" * 64, AssumeRolePolicyDocument=trust)
    for name in ("r" * 65, "a/b"):
        assert "ValidationError" in refused(iam.create_role, RoleName=name, AssumeRolePolicyDocument=trust)
    iam.create_instance_profile(InstanceProfileName="p" * 128)
    assert "EntityAlreadyExists" in refused(iam.create_instance_profile, InstanceProfileName="P" * 128)
    assert "ValidationError" in refused(iam.create_instance_profile, InstanceProfileName="p" * 129)


@pytest.mark.rule("I3")
def test_service_linked_roles_have_the_names_of_aws(rig: Rig):
    iam = rig.client("iam")
    path = "/aws-service-role/batch.amazonaws.com/"
    assert iam.get_role(RoleName="AWSServiceRoleForBatch")["Role"]["Path"] == path
    assert "InvalidInput" in refused(iam.create_service_linked_role, AWSServiceName="batch.amazonaws.com")
    iam.delete_role(RoleName="AWSServiceRoleForBatch")
    made = iam.create_service_linked_role(AWSServiceName="batch.amazonaws.com")["Role"]
    assert made["Arn"].endswith(f"role{path}AWSServiceRoleForBatch")


@pytest.mark.rule("A1")
def test_only_a_role_that_exists_is_assumed(rig: Rig, genomics: Genomics):
    sts = rig.client("sts")
    arn = genomics.role("other", "ec2.amazonaws.com")
    sts.assume_role(RoleArn=arn, RoleSessionName="session")
    assert "AccessDenied" in refused(sts.assume_role, RoleArn=f"{arn}-not", RoleSessionName="session")


@pytest.mark.rule("L1")
def test_a_retention_is_one_of_a_list(rig: Rig):
    logs = rig.client("logs")
    logs.create_log_group(logGroupName="group")
    logs.put_retention_policy(logGroupName="group", retentionInDays=30)
    assert logs.describe_log_groups()["logGroups"][0]["retentionInDays"] == 30
    assert "InvalidParameterException" in refused(logs.put_retention_policy, logGroupName="group", retentionInDays=31)


def test_the_whole_of_a_role_is_read_in_one_sweep(rig: Rig, genomics: Genomics):
    iam = rig.client("iam")
    policy = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
    iam.attach_role_policy(RoleName="instances", PolicyArn=policy)
    iam.put_role_policy(RoleName="instances", PolicyName="inline", PolicyDocument=ALLOW)
    iam.tag_role(RoleName="instances", Tags=[{"Key": "a", "Value": "1"}])
    roles = iam.get_account_authorization_details(Filter=["Role"])["RoleDetailList"]
    (role,) = [each for each in roles if each["RoleName"] == "instances"]
    assert [each["PolicyArn"] for each in role["AttachedManagedPolicies"]] == [policy]
    assert [each["PolicyName"] for each in role["RolePolicyList"]] == ["inline"]
    assert [each["InstanceProfileName"] for each in role["InstanceProfileList"]] == ["instances"]
    assert role["Tags"] == [{"Key": "a", "Value": "1"}]
    assert role["AssumeRolePolicyDocument"]["Statement"]


def test_an_image_that_systems_manager_names_is_one_batch_takes(rig: Rig, genomics: Genomics):
    name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"
    image = rig.client("ssm").get_parameter(Name=name)["Parameter"]["Value"]
    configuration = [{"imageType": "ECS_AL2023", "imageIdOverride": image}]
    template = genomics.launch_template("template", MULTIPART)
    genomics.environment(
        "work",
        genomics.resources(
            ec2Configuration=configuration, launchTemplate={"launchTemplateId": template, "version": "1"}
        ),
    )
    assert genomics.see("work")["status"] == "VALID"
