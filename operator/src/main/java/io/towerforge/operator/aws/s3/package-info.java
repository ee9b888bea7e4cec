/** Amazon S3: whether the buckets exist that pipelines are to use. The operator reads and writes no object. */
package io.towerforge.operator.aws.s3;
