/** AWS Secrets Manager: secrets with their versions. */
@NullMarked
package io.towerforge.simulator.secrets;

import org.jspecify.annotations.NullMarked;
