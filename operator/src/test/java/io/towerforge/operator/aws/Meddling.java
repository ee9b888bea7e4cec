package io.towerforge.operator.aws;

/** Something a person does to a resource in AWS by hand. */
public record Meddling(String what, Runnable act) {}
