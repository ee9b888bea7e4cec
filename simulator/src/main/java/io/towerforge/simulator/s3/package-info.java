/** Amazon S3: which buckets there are, where, and who is let in. There are no objects in them. */
@NullMarked
package io.towerforge.simulator.s3;

import org.jspecify.annotations.NullMarked;
