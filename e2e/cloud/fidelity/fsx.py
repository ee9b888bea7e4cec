"""Amazon FSx file systems (R12) (Amazon FSx API reference, FileSystem, CreateFileSystem, UpdateFileSystem,
DeleteFileSystem)."""

import uuid
from dataclasses import dataclass
from typing import Any

from moto.ec2.models import ec2_backends
from moto.fsx.models import fsx_backends

from cloud.fidelity.pages import page
from cloud.fidelity.service import Exchange, Service
from cloud.response import Refusal, Response


@dataclass
class _State:
    lifecycle: str
    created: float
    mount_name: str | None
    token: str | None
    params: dict[str, Any]
    interfaces: list[str]


class FsxFileSystems(Service):
    """moto keeps the file systems and their tags; this keeps what moto does not know of them."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._states: dict[str, _State] = {}
        self.rules = {
            "CreateFileSystem": self._create,
            "DescribeFileSystems": self._describe,
            "UpdateFileSystem": self._update,
            "DeleteFileSystem": self._delete,
        }

    def clear(self) -> None:
        self._states.clear()

    def _create(self, exchange: Exchange) -> Response | dict[str, Any]:
        params = exchange.params
        token = params.get("ClientRequestToken")
        systems = fsx_backends[exchange.account][exchange.region].file_systems
        for identifier, state in self._states.items():
            if token and state.token == token and identifier in systems:
                if state.params != params:
                    message = "The client request token was used with other parameters before."
                    raise Refusal("IncompatibleParameterError", message, Parameter="ClientRequestToken")
                return {"FileSystem": self._shown(exchange, identifier)}
        _check(params)
        before = set(systems)
        response = exchange.forward()
        if response.status != 200:
            return response
        (identifier,) = set(systems) - before
        lustre = params.get("FileSystemType") == "LUSTRE"
        created = self.agenda.milliseconds() / 1000
        interfaces = _interfaces(exchange, params)
        state = _State("CREATING", created, _mount_name(params) if lustre else None, token, params, interfaces)
        self._states[identifier] = state
        self.agenda.after(self.delay, lambda: setattr(state, "lifecycle", "AVAILABLE"))
        return {"FileSystem": self._shown(exchange, identifier)}

    def _describe(self, exchange: Exchange) -> dict[str, Any]:
        params = exchange.params
        systems = fsx_backends[exchange.account][exchange.region].file_systems
        wanted = params.get("FileSystemIds") or list(systems)
        for identifier in wanted:
            _found(systems, identifier)
        shown, token = page(wanted, params.get("MaxResults"), params.get("NextToken"), 2147483647, "BadRequest")
        described = [self._shown(exchange, identifier) for identifier in shown]
        return {"FileSystems": described, **({"NextToken": token} if token else {})}

    def _update(self, exchange: Exchange) -> dict[str, Any]:
        """Storage only grows."""
        identifier = exchange.params.get("FileSystemId", "")
        systems = fsx_backends[exchange.account][exchange.region].file_systems
        _found(systems, identifier)
        system, state = systems[identifier], self._states[identifier]
        if state.lifecycle != "AVAILABLE":
            raise Refusal("BadRequest", f"File system '{identifier}' is {state.lifecycle} and cannot be updated.")
        size = exchange.params.get("StorageCapacity", system.storage_capacity)
        if size < system.storage_capacity:
            raise Refusal(
                "BadRequest", f"Storage capacity cannot go from {system.storage_capacity} down to {size} GiB."
            )
        _check(state.params | {"StorageCapacity": size})
        system.storage_capacity = size
        state.lifecycle = "UPDATING"
        self.agenda.after(self.delay, lambda: setattr(state, "lifecycle", "AVAILABLE"))
        return {"FileSystem": self._shown(exchange, identifier)}

    def _delete(self, exchange: Exchange) -> dict[str, Any]:
        identifier = exchange.params.get("FileSystemId", "")
        systems = fsx_backends[exchange.account][exchange.region].file_systems
        _found(systems, identifier)
        state = self._states[identifier]
        if state.lifecycle != "DELETING":
            state.lifecycle = "DELETING"
            ec2 = ec2_backends[exchange.account][exchange.region]
            self.agenda.after(self.delay, lambda: _gone(identifier, systems, state, ec2))
        return {"FileSystemId": identifier, "Lifecycle": "DELETING"}

    def _shown(self, exchange: Exchange, identifier: str) -> dict[str, Any]:
        """Security groups are not shown (API reference, FileSystem, has none)."""
        known = fsx_backends[exchange.account][exchange.region].file_systems[identifier].to_dict()
        state = self._states[identifier]
        known.pop("SecurityGroupIds", None)
        subnet = ec2_backends[exchange.account][exchange.region].get_subnet(known["SubnetIds"][0])
        known |= {"Lifecycle": state.lifecycle, "CreationTime": state.created, "OwnerId": exchange.account}
        known |= {"VpcId": subnet.vpc_id, "Tags": known.get("Tags") or []}
        known["NetworkInterfaceIds"] = state.interfaces
        if state.mount_name:
            lustre = {"DeploymentType": "SCRATCH_1", **known.get("LustreConfiguration", {})}
            known["LustreConfiguration"] = {**lustre, "MountName": state.mount_name}
        return known


def _found(systems: dict[str, Any], identifier: str) -> None:
    if identifier not in systems:
        raise Refusal("FileSystemNotFound", f"File system '{identifier}' does not exist.")


def _interfaces(exchange: Exchange, params: dict[str, Any]) -> list[str]:
    """A file system is reached through an interface in its subnet, with the security groups it was given."""
    ec2 = ec2_backends[exchange.account][exchange.region]
    subnet = ec2.get_subnet(params["SubnetIds"][0])
    groups = params.get("SecurityGroupIds") or [ec2.get_default_security_group(subnet.vpc_id).id]
    return [ec2.create_network_interface(subnet, None, group_ids=groups).id]


def _gone(identifier: str, systems: dict[str, Any], state: _State, ec2: Any) -> None:
    systems.pop(identifier, None)
    for interface in state.interfaces:
        ec2.enis.pop(interface, None)


def _mount_name(params: dict[str, Any]) -> str:
    """`fsx` for SCRATCH_1, else a name of eight characters of its own (API reference,
    LustreFileSystemConfiguration)."""
    deployment = (params.get("LustreConfiguration") or {}).get("DeploymentType", "SCRATCH_1")
    return "fsx" if deployment == "SCRATCH_1" else uuid.uuid4().hex[:8]


def _check(params: dict[str, Any]) -> None:
    """Sizes of Lustre on SSD (API reference, CreateFileSystem, StorageCapacity)."""
    if params.get("FileSystemType") != "LUSTRE":
        return
    size = params.get("StorageCapacity")
    deployment = (params.get("LustreConfiguration") or {}).get("DeploymentType", "SCRATCH_1")
    if params.get("StorageType", "SSD") != "SSD":
        return
    step = 3600 if deployment == "SCRATCH_1" else 2400
    if size not in (1200, 2400) and (not size or size % step):
        message = (
            f"Storage capacity must be 1200 GiB, 2400 GiB or a multiple of {step} GiB for {deployment}, not {size}."
        )
        raise Refusal("BadRequest", message)
