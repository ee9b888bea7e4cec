/** AWS STS: who is calling. */
@NullMarked
package io.towerforge.simulator.sts;

import org.jspecify.annotations.NullMarked;
