package io.towerforge.operator.aws;

import java.time.Instant;

/** Roles and instance profiles that users name: looked at, never changed. */
public interface NamedRoles extends Catalog {
    /**
     * Looks a role up.
     *
     * @param arn of a role of this account
     * @param service the AWS service that is to take the role on, such as {@code ecs-tasks.amazonaws.com}
     */
    Answer role(String arn, String service, Instant notOlderThan);

    /**
     * Looks an instance profile up.
     *
     * @param arn of an instance profile of this account
     */
    Answer instanceProfile(String arn, Instant notOlderThan);

    /** What comes of looking. */
    enum Answer {
        /** It exists and can be used. */
        USABLE,
        /** There is none of this ARN. */
        ABSENT,
        /** The role's trust policy does not name the service. */
        NOT_TRUSTED
    }
}
