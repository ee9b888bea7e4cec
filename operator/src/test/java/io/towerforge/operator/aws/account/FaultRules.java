package io.towerforge.operator.aws.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Faults as the server at the endpoint takes them: a list of rules, of which the oldest that fits a call meets it. */
final class FaultRules {
    /** What each service answers to who calls too often: its error code and the HTTP status. */
    private static final Map<String, Map<String, Object>> THROTTLING = Map.of(
            "batch", Map.of("code", "TooManyRequestsException", "status", 429),
            "ec2", Map.of("code", "RequestLimitExceeded", "status", 503),
            "efs", Map.of("code", "ThrottlingException", "status", 429),
            "fsx", Map.of("code", "ThrottlingException", "status", 400),
            "iam", Map.of("code", "Throttling", "status", 400),
            "logs", Map.of("code", "ThrottlingException", "status", 400),
            "secretsmanager", Map.of("code", "ThrottlingException", "status", 400));

    private FaultRules() {}

    /**
     * The rules that let one write of an actor fail.
     *
     * @param number which one, counted from 1
     */
    static List<Map<String, Object>> atWrite(String actor, WriteFault fault, int number) {
        Map<String, Object> writes = Map.of("actor", actor, "write", true);
        List<Map<String, Object>> rules = new ArrayList<>();
        if (number > 1) {
            // A delay of no seconds only counts the writes that come before.
            rules.add(with(writes, Map.of("times", number - 1, "delay", 0)));
        }
        switch (fault) {
            case THROTTLED ->
                THROTTLING.forEach(
                        (service, answer) -> rules.add(with(with(writes, answer), Map.of("service", service))));
            case CONNECTION_LOST -> rules.add(with(writes, Map.of("reset", true)));
            case ANSWER_LOST -> rules.add(with(writes, Map.of("reset", true, "after", true)));
        }
        return rules;
    }

    private static Map<String, Object> with(Map<String, Object> rule, Map<String, Object> more) {
        Map<String, Object> both = new TreeMap<>(rule);
        both.putAll(more);
        return both;
    }
}
