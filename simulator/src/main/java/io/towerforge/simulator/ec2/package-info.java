/** Amazon EC2: launch templates, and the network and images that exist before anything is built. */
@NullMarked
package io.towerforge.simulator.ec2;

import org.jspecify.annotations.NullMarked;
