package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.EffectiveStatus;
import io.towerforge.api.v1alpha1.ImageUpdates;
import io.towerforge.operator.aws.Images;
import io.towerforge.operator.aws.Images.Variant;
import io.towerforge.operator.aws.OwnImages;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.MachineImage;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The machine image: the user's, else the one chosen before, else the one AWS recommends today. With {@code imageUpdates: Latest} it is
 * always today's, and an image that changes is an edit like any other.
 */
final class ImageChoice implements Choice {
    @Override
    public Facts choose(Inquiry inquiry, Facts facts, Consumer<String> findings) {
        return facts.withImage(
                inquiry.forge().imageId() == null ? recommended(inquiry) : users(inquiry, facts, findings));
    }

    private static MachineImage recommended(Inquiry inquiry) {
        Variant variant = Variant.X86_64;
        String id = inquiry.forge().imageUpdates() == ImageUpdates.LATEST
                ? today(inquiry, variant)
                : remembered(inquiry).orElseGet(() -> today(inquiry, variant));
        return new MachineImage(id, MachineImage.AMAZON_LINUX_2023);
    }

    private static String today(Inquiry inquiry, Variant variant) {
        return inquiry.account().catalog(Images.class).recommended(variant);
    }

    private static Optional<String> remembered(Inquiry inquiry) {
        return Optional.ofNullable(inquiry.chosenBefore())
                .map(EffectiveStatus::imageId)
                .or(() ->
                        inquiry.inUse().map(ComputeEnvironment.Instances::image).map(MachineImage::id));
    }

    /** The user's image is looked at until the spec is accepted; what it is made from is remembered in the status. */
    private static MachineImage users(Inquiry inquiry, Facts facts, Consumer<String> findings) {
        String id = inquiry.forge().imageId();
        EffectiveStatus before = inquiry.chosenBefore();
        if (inquiry.acceptedBefore() && before != null && before.imageType() != null) {
            return new MachineImage(id, before.imageType());
        }
        Optional<OwnImages.Description> image =
                inquiry.account().catalog(OwnImages.class).describe(id);
        if (image.isEmpty()) {
            findings.accept(
                    "`spec.forge.imageId`: there is no image '" + id + "' in " + facts.region()
                            + " that account " + facts.accountId()
                            + " may use. Correct the id (images belong to one Region), have it shared, or remove it to have one chosen.");
        }
        image.ifPresent(
                found -> new ImageFitness(inquiry.forge(), found).findings().forEach(findings));
        boolean amazonLinux2 = image.map(OwnImages.Description::amazonLinux2).orElse(false);
        return new MachineImage(id, amazonLinux2 ? MachineImage.AMAZON_LINUX_2 : MachineImage.AMAZON_LINUX_2023);
    }
}
