/** AWS Systems Manager: the public parameters that name the newest ECS-optimised images. */
@NullMarked
package io.towerforge.simulator.ssm;

import org.jspecify.annotations.NullMarked;
