package io.towerforge.operator.scenarios;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.operator.model.Tags;
import io.towerforge.simulator.core.LiveObject;

/** What somebody does whose cluster is lost: builds another one and lets an object in it take over what the former has left. */
final class Adoption {
    static final String NEW_CLUSTER = "rebuilt-cluster";

    private Adoption() {}

    static void rebuild(Story story) {
        story.world().cluster().rebuild(NEW_CLUSTER);
        story.world().startOperator();
    }

    static void adopt(Story story, String id) {
        story.world().cluster().apply(Story.NAME, Story.SPOT);
        story.annotate(Annotations.ADOPT, id);
    }

    static String idOf(Story story) {
        return story.environment().getStatus().environmentId();
    }

    static boolean isTagged(LiveObject one) {
        return one.tags().containsKey(Tags.UID);
    }
}
