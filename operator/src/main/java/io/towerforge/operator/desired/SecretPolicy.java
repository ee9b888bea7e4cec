package io.towerforge.operator.desired;

import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Policy;
import io.towerforge.operator.model.Policy.Statement;
import io.towerforge.operator.model.StackId;
import java.util.Set;
import java.util.stream.Stream;

/** Who may read the secrets of an environment's pipelines, and nothing but those (AWS Secrets Manager user guide, "Identity-based policies"). */
final class SecretPolicy {
    private final StackId stack;
    private final Facts facts;

    SecretPolicy(StackId stack, Facts facts) {
        this.stack = stack;
        this.facts = facts;
    }

    /** For the execution role: ECS puts a secret into the container before it starts. */
    Policy forContainers() {
        return new Policy(read().toList());
    }

    /** For a Nextflow that runs in a head job: it looks for the secret that a process names. AWS allows to list all names or none. */
    Stream<Statement> forHeadJobs() {
        return Stream.concat(
                Stream.of(Statement.allow("ListSecrets", Set.of("secretsmanager:ListSecrets"), Set.of("*"))), read());
    }

    private Stream<Statement> read() {
        String secrets = facts.arn("secretsmanager", "secret:" + stack.secretPrefix() + "*");
        return Stream.of(
                Statement.allow("ReadPipelineSecrets", Set.of("secretsmanager:GetSecretValue"), Set.of(secrets)));
    }
}
