/** Launch templates, and the networks instances can be launched into. */
package io.towerforge.operator.aws.ec2;
