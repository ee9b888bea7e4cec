/** EFS file systems and their mount targets. */
package io.towerforge.operator.aws.efs;
