/** IAM: roles, their policies, and instance profiles. */
@NullMarked
package io.towerforge.simulator.iam;

import org.jspecify.annotations.NullMarked;
