/** Roles with their policies, and the instance profiles that hand them to instances. */
package io.towerforge.operator.aws.iam;
