package io.towerforge.operator.preflight;

import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.util.List;
import java.util.Map;

/**
 * Whether there is room for the labels of a spec and of its identity beside our own tags, which name them: AWS takes 50 tags (AWS General
 * Reference, "Tag naming limits and requirements"). One is left for what AWS Batch adds to instances, and we to file systems.
 */
public final class LabelsFit {
    private static final int MOST_TAGS = 50;

    private LabelsFit() {}

    /** A sentence with a remedy, where they do not fit. */
    public static List<String> findings(StackId stack, Map<String, String> labels) {
        int tags = Tags.of(stack, "any", labels).all().size() + 1;
        return tags <= MOST_TAGS
                ? List.of()
                : List.of("`spec.resourceLabels`: the " + labels.size()
                        + " labels of this object and its AwsIdentity come to "
                        + tags + " tags together with those of the operator, and AWS takes at most " + MOST_TAGS
                        + " tags. Use fewer labels, or shorter keys.");
    }
}
