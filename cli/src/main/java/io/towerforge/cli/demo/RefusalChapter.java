package io.towerforge.cli.demo;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** An edit that contradicts itself never reaches the operator. */
final class RefusalChapter implements Chapter {
    private static final int UNPROCESSABLE = 422;

    @Override
    public String headline() {
        return "A mistake is refused with a sentence";
    }

    @Override
    public void play(Story story) {
        long generation = generation(story.user());
        try {
            story.user().patch("{\"spec\":{\"fusion\":{\"enabled\":true}}}");
        } catch (KubernetesClientException refused) {
            String words = refused.getStatus() == null
                    ? refused.getMessage()
                    : refused.getStatus().getMessage();
            story.narrator().quote(words.lines().toList());
            story.prove(
                    refused.getCode() == UNPROCESSABLE
                            && words.contains("Wave")
                            && generation(story.user()) == generation,
                    "nothing was stored, nothing changed in AWS",
                    "Fusion without Wave was refused for another reason: " + words);
            return;
        }
        throw new DemoFailure("Fusion without Wave was accepted.");
    }

    private static long generation(User user) {
        return user.environment().orElseThrow().getMetadata().getGeneration();
    }
}
