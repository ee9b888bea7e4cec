/** FSx file systems for Lustre. */
package io.towerforge.operator.aws.fsx;
