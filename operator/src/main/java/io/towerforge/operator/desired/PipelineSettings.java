package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.model.StackId;
import java.util.Optional;

/**
 * What a pipeline's configuration is written from.
 *
 * @param computeQueue name of the queue for tasks
 * @param headQueue name of the queue for Nextflow itself, when it runs in Batch
 * @param executionRoleArn of the role that starts containers; empty where the environment has none to offer
 * @param logGroup that jobs log to; empty where the environment has none to offer
 * @param headJobDefinition name of the job definition for Nextflow itself; empty where there is none, or none yet
 */
record PipelineSettings(
        StackId stack,
        AwsBatchComputeEnvironmentSpec spec,
        String computeQueue,
        String headQueue,
        Optional<String> executionRoleArn,
        Optional<String> logGroup,
        Optional<String> headJobDefinition) {}
