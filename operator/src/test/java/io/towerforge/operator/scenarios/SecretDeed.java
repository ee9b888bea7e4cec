package io.towerforge.operator.scenarios;

import java.util.function.Consumer;

/** Something a person changes by hand about a pipeline secret in AWS. */
enum SecretDeed {
    PUTS_ANOTHER_VALUE(story -> story.person()
            .secrets()
            .putSecretValue(request -> request.secretId(name(story))
                    .clientRequestToken("by-hand".repeat(5))
                    .secretString("by hand"))),
    TAKES_A_TAG_OFF(story -> story.person()
            .secrets()
            .untagResource(request -> request.secretId(name(story)).tagKeys("towerforge.io/name"))),
    SCHEDULES_IT_FOR_DELETION(story -> story.person().secrets().deleteSecret(request -> request.secretId(name(story)))),
    DELETES_IT(story -> story.person()
            .secrets()
            .deleteSecret(request -> request.secretId(name(story)).forceDeleteWithoutRecovery(true)));

    private final Consumer<Story> doing;

    SecretDeed(Consumer<Story> doing) {
        this.doing = doing;
    }

    void to(Story story) {
        doing.accept(story);
    }

    private static String name(Story story) {
        return story.one("AWS::SecretsManager::Secret").name();
    }
}
