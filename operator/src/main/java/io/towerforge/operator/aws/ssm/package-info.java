/** The machine images AWS recommends, as published in the Systems Manager parameter store. */
package io.towerforge.operator.aws.ssm;
