package io.towerforge.simulator.efs;

import io.towerforge.simulator.core.Service;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.efs.model.FileSystemAlreadyExistsException;

/** EFS's refusals (Amazon EFS API reference, "Errors" of each operation). */
final class EfsErrors {
    private EfsErrors() {}

    static AwsServiceException badRequest(String message) {
        return Service.EFS.error(400, "BadRequest", message);
    }

    static AwsServiceException noSuchFileSystem(String id) {
        return Service.EFS.error(404, "FileSystemNotFound", "File system '" + id + "' does not exist.");
    }

    static AwsServiceException noSuchMountTarget(String id) {
        return Service.EFS.error(404, "MountTargetNotFound", "Mount target '" + id + "' does not exist.");
    }

    /** Tells which file system has the token already. */
    static AwsServiceException tokenTaken(FileSystem fileSystem) {
        AwsServiceException error = Service.EFS.error(
                409,
                "FileSystemAlreadyExists",
                "File system '" + fileSystem.id + "' already exists with creation token '" + fileSystem.creationToken
                        + "'");
        return error instanceof FileSystemAlreadyExistsException modelled
                ? modelled.toBuilder().fileSystemId(fileSystem.id).build()
                : error;
    }

    static AwsServiceException notAvailable(FileSystem fileSystem) {
        return Service.EFS.error(
                409,
                "IncorrectFileSystemLifeCycleState",
                "File system '" + fileSystem.id + "' is " + fileSystem.state + ", it must be available.");
    }

    static AwsServiceException inUse(FileSystem fileSystem) {
        return Service.EFS.error(
                409,
                "FileSystemInUse",
                "File system '" + fileSystem.id + "' has mount targets created in it and cannot be deleted.");
    }

    static AwsServiceException targetNotReady(MountTarget target) {
        return Service.EFS.error(
                409, "IncorrectMountTargetState", "Mount target '" + target.id + "' is " + target.state + ".");
    }

    static AwsServiceException zoneTaken() {
        return Service.EFS.error(409, "MountTargetConflict", "mount target already exists in this AZ");
    }

    static AwsServiceException otherVpc() {
        return Service.EFS.error(
                409, "MountTargetConflict", "requested subnet for new mount target is not in the same VPC");
    }
}
