/** Amazon CloudWatch Logs: log groups. */
@NullMarked
package io.towerforge.simulator.logs;

import org.jspecify.annotations.NullMarked;
