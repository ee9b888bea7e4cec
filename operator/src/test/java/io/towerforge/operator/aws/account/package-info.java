/**
 * The AWS accounts that tests of the managers run in: one in memory on a clock of its own, and one behind an HTTP endpoint that
 * somebody else wrote. What both can do is {@link io.towerforge.operator.aws.account.TestAccount}.
 */
package io.towerforge.operator.aws.account;
