/** Amazon EFS: file systems and their mount targets, without what is stored in them. */
@NullMarked
package io.towerforge.simulator.efs;

import org.jspecify.annotations.NullMarked;
