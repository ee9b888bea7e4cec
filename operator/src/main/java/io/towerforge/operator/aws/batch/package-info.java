/** Compute environments and job queues: what the model says of them, in the words of the AWS Batch API, and back. */
package io.towerforge.operator.aws.batch;
