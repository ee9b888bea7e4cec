/** Amazon FSx, as far as file systems for Lustre go. */
@NullMarked
package io.towerforge.simulator.fsx;

import org.jspecify.annotations.NullMarked;
