package io.towerforge.operator.aws.batch;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.Freshness;
import io.towerforge.operator.aws.SharedList;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.DescribeJobDefinitionsRequest;
import software.amazon.awssdk.services.batch.model.JobDefinition;

/**
 * The active revisions of job definitions, read name by name: an account holds one definition for every container image a pipeline
 * ever used, so listing them all would cost many pages. A name is read when it is first asked about, after every change of our own,
 * for whoever asks for this very moment, and otherwise once in {@link #HOLD}.
 */
final class JobDefinitionReads {
    static final Duration HOLD = Duration.ofHours(1);
    private static final String ACTIVE = "ACTIVE";

    private final BatchClient batch;
    private final InstantSource clock;
    private final Map<String, SharedList<JobDefinition>> byName = new ConcurrentHashMap<>();

    JobDefinitionReads(BatchClient batch, InstantSource clock) {
        this.batch = batch;
        this.clock = clock;
    }

    /** The revisions of one name; an item's key is its ARN. */
    SharedList<JobDefinition> of(String name) {
        return byName.computeIfAbsent(name, this::list);
    }

    /** How old what is known may be for somebody who asks for this. */
    Instant oldest(Instant notOlderThan) {
        return Freshness.oldest(notOlderThan, clock.instant(), HOLD);
    }

    private SharedList<JobDefinition> list(String name) {
        DescribeJobDefinitionsRequest request = DescribeJobDefinitionsRequest.builder()
                .jobDefinitionName(name)
                .status(ACTIVE)
                .build();
        return new SharedList<>(
                clock,
                JobDefinition::jobDefinitionArn,
                definition -> false,
                () -> Aws.call(
                        "describe job definition " + name,
                        () -> batch.describeJobDefinitionsPaginator(request).stream()
                                .flatMap(page -> page.jobDefinitions().stream())
                                .toList()));
    }
}
