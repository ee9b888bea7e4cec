/** Carries a plan out, step by step, and says what came of it. Knows the contract of a manager and no AWS SDK. */
package io.towerforge.operator.apply;
