/**
 * What every AWS room shares: the contract of a manager, the classes of error, the shared lists, ownership and the clients of one
 * account. Knows neither the API types nor the plan.
 */
package io.towerforge.operator.aws;
