/** Whose credentials we hold. */
package io.towerforge.operator.aws.sts;
