package io.towerforge.operator.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Changing this replaces the instances of a compute environment (AWS Batch user guide, "Updating compute environments":
 * infrastructure updates). On a component that is itself a record it holds for all of that record's components.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Infrastructure {}
