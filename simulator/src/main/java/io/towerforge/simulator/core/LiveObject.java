package io.towerforge.simulator.core;

import java.util.Map;

/**
 * Something in the account that costs or counts.
 *
 * @param kind the CloudFormation type, such as {@code AWS::Batch::JobQueue}
 * @param name the name its owner gave it
 * @param id the ARN, or the id where the service identifies by id
 * @param state what the service says about it, such as {@code ENABLED/VALID}; empty for kinds without a state
 * @param tags its tags, sorted by key
 * @param attributes everything else that describes it, names sorted, without times and counters, so that two accounts in
 *     the same state compare equal
 */
public record LiveObject(
        String kind, String name, String id, String state, Map<String, String> tags, Map<String, Object> attributes) {}
