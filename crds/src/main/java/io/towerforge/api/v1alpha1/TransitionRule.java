package io.towerforge.api.v1alpha1;

import java.util.function.BiPredicate;

/**
 * A rule between a value and what it was before an edit.
 *
 * @param fieldPath the member to correct, relative to the value
 * @param message what is wrong and what the user can do, word for word what the API server says
 * @param holds the rule, asked with the old value first
 */
record TransitionRule<T>(String fieldPath, String message, BiPredicate<T, T> holds) {}
