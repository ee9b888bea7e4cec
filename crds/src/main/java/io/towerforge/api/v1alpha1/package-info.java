/**
 * The API a user writes and reads: two custom resources, their values and the rules that hold between them.
 *
 * <p>The meaning, unit, default and limit of a field is its {@code @JsonPropertyDescription}: the same sentence is what
 * {@code kubectl explain} prints and what the reference shows, and it is written nowhere else. A field without a value
 * is {@code null} (collections: empty); defaults are resolved by the operator and shown in {@code status.effective}.
 */
@NullMarked
package io.towerforge.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
