"""UpdateComputeEnvironment (R4, R7) (AWS Batch user guide, Updating compute environments)."""

from typing import Any

from cloud.fidelity import compute_resources
from cloud.fidelity.environments import STATES, Environment, Environments
from cloud.fidelity.refusals import one_of, refused, required
from cloud.fidelity.region import Region

_SCALING = ("minvCpus", "maxvCpus", "desiredvCpus", "scalingPolicy")
_ON_FARGATE = ("subnets", "securityGroupIds", "maxvCpus")
_UPDATABLE_STRATEGIES = (
    "BEST_FIT_PROGRESSIVE",
    "BEST_FIT_PROGRESSIVE_ORDERED",
    "SPOT_CAPACITY_OPTIMIZED",
    "SPOT_PRICE_CAPACITY_OPTIMIZED",
    "SPOT_CAPACITY_OPTIMIZED_PRIORITIZED",
)
_DEFAULT_POLICY = {"terminateJobsOnUpdate": False, "jobExecutionTimeoutMinutes": 30}


class EnvironmentUpdates:
    def __init__(self, region: Region, environments: Environments, jobs: Any) -> None:
        self._region = region
        self._environments = environments
        self._jobs = jobs

    def update(self, params: dict[str, Any]) -> dict[str, Any]:
        identifier = required(params, "computeEnvironment")
        environment = self._environments.find(identifier)
        if environment is None:  # R10
            raise refused(f"{identifier} does not exist")
        if not environment.settled:  # R4
            raise refused("Cannot update, resource is being modified.")
        state = one_of(params.get("state") or environment.state, STATES, "state")
        role = self._role(environment, params.get("serviceRole"))
        policy = self._policy(environment, params.get("updatePolicy"))
        changes = params.get("computeResources")
        resources = environment.resources if changes is None else self._changed(environment, changes)
        replaces = changes is not None and _replaces_instances(environment, resources, changes)
        if params.get("unmanagedvCpus") is not None:
            if environment.type == "MANAGED":
                raise refused("unmanagedvCpus is for UNMANAGED compute environments only.")
            environment.unmanaged_cpus = params["unmanagedvCpus"]
        environment.usable_while_updating = environment.status == "VALID"
        environment.state, environment.resources, environment.update_policy = state, resources, policy
        if role:
            environment.role = environment.shown_role = role
        environment.status, environment.reason = "UPDATING", ""
        self._jobs.scale(environment)
        if replaces:
            self._replace_instances(environment)
        else:
            self._region.agenda.after(self._region.settings.delay, lambda: self._environments.settle(environment))
        self._jobs.place()
        return {"computeEnvironmentName": environment.name, "computeEnvironmentArn": environment.arn}

    def _replace_instances(self, environment: Environment) -> None:
        """Jobs on the old instances end at once or have the time of the policy; the environment is UPDATING until the
        old instances are gone (AWS Batch API reference, UpdatePolicy; that the status lasts so long is inferred)."""
        policy = environment.update_policy or _DEFAULT_POLICY
        old = environment.generation
        environment.generation += 1
        minutes = 0 if policy["terminateJobsOnUpdate"] else policy["jobExecutionTimeoutMinutes"]
        reason = "Job was terminated by an update of the compute environment's infrastructure."
        agenda, delay = self._region.agenda, self._region.settings.delay
        started = agenda.now()
        deadline = agenda.after(minutes * 60, lambda: self._jobs.lose(environment, reason, up_to=old))

        def finish() -> None:
            deadline.cancel()
            rest = delay - (agenda.now() - started)
            agenda.after(rest, lambda: self._environments.settle(environment))

        if policy["terminateJobsOnUpdate"]:
            self._jobs.lose(environment, reason, up_to=old)
        self._jobs.when_idle(environment, old, finish)

    def _role(self, environment: Environment, given: str | None) -> str | None:
        """A custom role gives way to another only; the service-linked role neither comes nor goes (API reference,
        serviceRole)."""
        if given is None or given == environment.shown_role:
            return None
        if environment.role is None or given == self._region.account.service_linked_role():
            raise refused(
                "A compute environment never changes between the service-linked role and another service role."
            )
        return given

    @staticmethod
    def _policy(environment: Environment, given: dict[str, Any] | None) -> dict[str, Any] | None:
        if given is None:
            return environment.update_policy
        if compute_resources.fargate(environment.resources) or environment.resources is None:
            raise _not_on_fargate()
        policy = {**(environment.update_policy or _DEFAULT_POLICY), **given}
        if not 1 <= policy["jobExecutionTimeoutMinutes"] <= 7200:  # API reference, UpdatePolicy
            raise refused(
                f"jobExecutionTimeoutMinutes is between 1 and 7200, not {policy['jobExecutionTimeoutMinutes']}."
            )
        return policy

    def _changed(self, environment: Environment, changes: dict[str, Any]) -> dict[str, Any]:
        if environment.resources is None:
            raise refused("An UNMANAGED compute environment has no compute resources to update.")
        if not changes:  # hashicorp/terraform-provider-aws, compute_environment.go
            raise refused("At least one compute-resources attribute must be specified")
        if compute_resources.fargate(environment.resources):
            return _changed_fargate(environment.resources, changes)
        self._check_sizes(environment, changes)
        infrastructure = [name for name in changes if name not in _SCALING]
        if infrastructure:
            _check_eligible(environment, infrastructure, changes)
        merged = _merged(environment.resources, changes)
        return compute_resources.normalised(merged)

    def _check_sizes(self, environment: Environment, changes: dict[str, Any]) -> None:
        present = environment.resources or {}
        desired = present.get("desiredvCpus", 0)
        least, most = changes.get("minvCpus", present["minvCpus"]), changes.get("maxvCpus", present["maxvCpus"])
        wanted = changes.get("desiredvCpus")
        if wanted is not None and wanted < desired:  # opensupplyhub/open-apparel-registry#2043
            raise refused(
                "Manually scaling down compute environment is not supported. Disconnecting job queues from compute environment "
                "will cause it to scale-down to minvCpus."
            )
        if wanted is not None and not least <= wanted <= most:
            raise refused(f"desiredvCpus is between minvCpus ({least}) and maxvCpus ({most}), not {wanted}.")
        if "maxvCpus" in changes and most < self._jobs.cpus_on(environment):  # ASFHyP3/hyp3#1101
            raise refused(f"maxvCpus ({most}) is less than the vCPUs in use.")


def _check_eligible(environment: Environment, fields: list[str], changes: dict[str, Any]) -> None:
    """AWS Batch user guide, Infrastructure updates."""
    present = environment.resources or {}
    if environment.role is not None:  # ASFHyP3/hyp3#1051
        raise refused(
            f"Following fields {', '.join(fields)} can be updated only for Non-fargate Compute Environment having a Batch Service "
            "Linked Role"
        )
    strategy = changes.get("allocationStrategy", present.get("allocationStrategy", "BEST_FIT"))
    if (
        present.get("allocationStrategy", "BEST_FIT") not in _UPDATABLE_STRATEGIES
        or strategy not in _UPDATABLE_STRATEGIES
    ):
        raise refused(f"Following fields {', '.join(fields)} cannot be updated with the allocation strategy BEST_FIT.")
    if changes.get("type", present["type"]).upper() not in ("EC2", "SPOT"):
        raise refused("The type of a compute environment changes between EC2 and SPOT only.")


def _merged(present: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Fields merge, lists and the launch template are replaced as a whole, what is sent empty is removed (API
    reference, ComputeResourceUpdate)."""
    merged = dict(present)
    for name, value in changes.items():
        if name == "updateToLatestImageVersion":
            continue  # a wish, which never reads back
        if name == "type":
            merged[name] = value.upper()
        elif name == "launchTemplate" and "" in (value.get("launchTemplateId"), value.get("launchTemplateName")):
            merged.pop(name, None)
        elif value in ("", [], {}) and name not in ("instanceTypes", "subnets"):
            merged.pop(name, None)
            if name == "securityGroupIds":
                merged[name] = []
        else:
            merged[name] = value
    return merged


def _changed_fargate(present: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """An empty list changes nothing on Fargate (API reference, ComputeResourceUpdate)."""
    if any(name not in _ON_FARGATE for name in changes):
        raise _not_on_fargate()
    return {**present, **{name: value for name, value in changes.items() if value != []}}


def _not_on_fargate() -> Exception:
    """aws/aws-cdk#27054."""
    return refused(
        "The following parameters can't be updated for Fargate compute environment: allocationStrategy, bidPercentage, "
        "ec2Configuration, ec2KeyPair, imageId, instanceRole, instanceTypes, launchTemplate, placementGroup, tags, type, "
        "updatePolicy, updateToLatestImageVersion."
    )


def _replaces_instances(environment: Environment, resources: dict[str, Any] | None, changes: dict[str, Any]) -> bool:
    """Infrastructure fields with the values they have replace nothing; no published source tells, it is inferred."""
    present = environment.resources or {}
    if compute_resources.fargate(present):
        return False
    if changes.get("updateToLatestImageVersion"):
        return True
    return any(present.get(name) != (resources or {}).get(name) for name in changes if name not in _SCALING)
