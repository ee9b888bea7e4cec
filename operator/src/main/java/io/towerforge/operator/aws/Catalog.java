package io.towerforge.operator.aws;

/**
 * Something of an account that is looked up and never changed: images, networks, other people's queues. Each kind of look-up is an
 * interface of its own, found by its type through {@link AwsAccount#catalog}.
 */
public interface Catalog {}
