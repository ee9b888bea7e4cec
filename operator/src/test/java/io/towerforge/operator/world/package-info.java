/** The whole operator on one thread in virtual time: a fake cluster, the AWS simulator and a clock moved by hand. */
package io.towerforge.operator.world;
