"""Amazon EFS file systems and mount targets (R12) (Amazon EFS API reference)."""

import json
from typing import Any

from moto.efs.models import efs_backends

from cloud.fidelity.service import Exchange, Service
from cloud.response import Refusal, Response


class EfsFileSystems(Service):
    """moto keeps them and shows their state; this decides when the state changes."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.rules = {
            "CreateFileSystem": self._create,
            "DeleteFileSystem": self._delete,
            "CreateMountTarget": self._create_mount_target,
            "DeleteMountTarget": self._delete_mount_target,
        }

    def _create(self, exchange: Exchange) -> Response:
        """The token is taken for as long as the file system exists, and the refusal carries its id."""
        backend = _backend(exchange)
        token = exchange.params.get("CreationToken")
        for system in backend.file_systems_by_id.values():
            if system.creation_token == token:
                message = f"File system '{system.file_system_id}' already exists with creation token '{token}'"
                fields = {"ErrorCode": "FileSystemAlreadyExists", "FileSystemId": system.file_system_id}
                raise Refusal("FileSystemAlreadyExists", message, 409, **fields)
        response = exchange.forward()
        return self._begin(response, "FileSystemId", backend.file_systems_by_id)

    def _create_mount_target(self, exchange: Exchange) -> Response:
        backend = _backend(exchange)
        system = backend.file_systems_by_id.get(exchange.params.get("FileSystemId"))
        if system is not None and system.life_cycle_state != "available":
            message = f"The file system is {system.life_cycle_state}; a mount target needs one that is available."
            raise _refusal("IncorrectFileSystemLifeCycleState", message, 409)
        response = exchange.forward()
        return self._begin(response, "MountTargetId", backend.mount_targets_by_id)

    def _delete(self, exchange: Exchange) -> Response:
        """Mount targets go first, those that are being deleted included."""
        backend, identifier = _backend(exchange), exchange.params.get("FileSystemId", "")
        system = backend.file_systems_by_id.get(identifier)
        if system is None:
            raise _refusal("FileSystemNotFound", f"File system '{identifier}' does not exist.", 404)
        if system.number_of_mount_targets:
            raise _refusal("FileSystemInUse", f"File system '{identifier}' has mount targets.", 409)
        if system.life_cycle_state == "deleting":
            return Response(204, b"")
        system.life_cycle_state = "deleting"
        self.agenda.after(self.delay, lambda: backend.delete_file_system(identifier))
        return Response(204, b"")

    def _delete_mount_target(self, exchange: Exchange) -> Response:
        backend, identifier = _backend(exchange), exchange.params.get("MountTargetId", "")
        target = backend.mount_targets_by_id.get(identifier)
        if target is None:
            raise _refusal("MountTargetNotFound", f"Mount target '{identifier}' does not exist.", 404)
        if target.life_cycle_state != "deleting":
            target.life_cycle_state = "deleting"
            self.agenda.after(self.delay, lambda: _remove(backend, identifier))
        return Response(204, b"")

    def _begin(self, response: Response, key: str, made: dict[str, Any]) -> Response:
        """What was just made is creating, in the answer too."""
        if response.status >= 300:
            return response
        shown = json.loads(response.body)
        resource = made[shown[key]]
        resource.life_cycle_state = shown["LifeCycleState"] = "creating"

        def available() -> None:
            if resource.life_cycle_state == "creating":
                resource.life_cycle_state = "available"

        self.agenda.after(self.delay, available)
        return Response(response.status, json.dumps(shown).encode(), response.headers)


def _remove(backend: Any, identifier: str) -> None:
    if identifier in backend.mount_targets_by_id:
        backend.delete_mount_target(identifier)


def _backend(exchange: Exchange) -> Any:
    return efs_backends[exchange.account][exchange.region]


def _refusal(code: str, message: str, status: int) -> Refusal:
    return Refusal(code, message, status, ErrorCode=code)
