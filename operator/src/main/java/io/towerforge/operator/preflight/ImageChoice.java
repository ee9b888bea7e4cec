package io.towerforge.operator.preflight;

import io.towerforge.operator.aws.Images;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.Facts;
import java.util.function.Consumer;

/** The machine image: the user's, else the one chosen before, else the one AWS recommends today. */
final class ImageChoice implements Choice {
    @Override
    public Facts choose(Inquiry inquiry, Facts facts, Consumer<String> findings) {
        return facts.withImageId(image(inquiry));
    }

    private static String image(Inquiry inquiry) {
        if (inquiry.forge().imageId() != null) {
            return inquiry.forge().imageId();
        }
        if (inquiry.chosenBefore() != null && inquiry.chosenBefore().imageId() != null) {
            return inquiry.chosenBefore().imageId();
        }
        return inquiry.inUse()
                .map(ComputeEnvironment.Instances::imageId)
                .orElseGet(() -> inquiry.account().catalog(Images.class).recommended());
    }
}
