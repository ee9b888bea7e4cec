package io.towerforge.api.v1alpha1;

import java.util.function.Predicate;

/**
 * A rule between the members of one value, twin of the {@code @ValidationRule} with the same sentence on the value's class.
 *
 * @param fieldPath the member to correct, relative to the value, for example {@code .fusion.enabled}
 * @param message what is wrong and what the user can do, word for word what the API server says
 * @param holds the rule; it is asked about values that break other rules too, so it copes with what is missing
 */
record Rule<T>(String fieldPath, String message, Predicate<T> holds) {}
