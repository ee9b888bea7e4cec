/** CloudWatch log groups. */
package io.towerforge.operator.aws.logs;
