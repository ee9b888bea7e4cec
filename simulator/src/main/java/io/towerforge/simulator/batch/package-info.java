/** AWS Batch: compute environments, job queues, job definitions and jobs, and how they depend on each other over time. */
@NullMarked
package io.towerforge.simulator.batch;

import org.jspecify.annotations.NullMarked;
