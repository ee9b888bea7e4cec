package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.Architecture;
import io.towerforge.api.v1alpha1.EffectiveStatus;
import io.towerforge.api.v1alpha1.ImageUpdates;
import io.towerforge.operator.aws.Images;
import io.towerforge.operator.aws.Images.Variant;
import io.towerforge.operator.aws.OwnImages;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.MachineImage;
import io.towerforge.operator.model.Tags;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The machine image: the user's, else the one chosen before, else the one AWS recommends today. With {@code imageUpdates: Latest} it is
 * always today's, and an image that changes is an edit like any other. Head jobs never need a GPU, and the agent of an image with
 * drivers does not start without one, so beside GPU instances the head has AWS's plain image.
 */
final class ImageChoice implements Choice {
    private static final String PLAIN = MachineImage.AMAZON_LINUX_2023;
    private static final String NVIDIA = MachineImage.AMAZON_LINUX_2023 + MachineImage.NVIDIA;

    @Override
    public Facts choose(Inquiry inquiry, Facts facts, Consumer<String> findings) {
        boolean gpu = inquiry.forge().usesGpu();
        MachineImage image = inquiry.forge().imageId() != null
                ? users(inquiry, facts, findings)
                : gpu ? recommended(inquiry, NVIDIA, Variant.NVIDIA) : recommended(inquiry, PLAIN, plain(inquiry));
        boolean headOfItsOwn = gpu && inquiry.forge().usesSpot();
        return facts.withImage(image).withHeadImage(headOfItsOwn ? recommended(inquiry, PLAIN, Variant.X86_64) : image);
    }

    private static Variant plain(Inquiry inquiry) {
        return inquiry.wantsArm64() ? Variant.ARM64 : Variant.X86_64;
    }

    private static MachineImage recommended(Inquiry inquiry, String type, Variant variant) {
        String id = inquiry.forge().imageUpdates() == ImageUpdates.LATEST
                ? today(inquiry, variant)
                : remembered(inquiry, type).orElseGet(() -> today(inquiry, variant));
        return new MachineImage(id, type);
    }

    private static String today(Inquiry inquiry, Variant variant) {
        return inquiry.account().catalog(Images.class).recommended(variant);
    }

    /** The image of this type that was chosen before: for the tasks, else for the head; without a status, one that is in use. */
    private static Optional<String> remembered(Inquiry inquiry, String type) {
        EffectiveStatus before = inquiry.chosenBefore();
        if (before == null) {
            return inquiry.inUse(one -> one.image().type().equals(type) && isArm64(one) == inquiry.wantsArm64())
                    .map(ComputeEnvironment.Instances::image)
                    .map(MachineImage::id);
        }
        if (inquiry.wantsArm64() != Architecture.ARM64.value().equals(before.architecture())) {
            return Optional.empty();
        }
        String chosenType = before.imageType() == null ? PLAIN : before.imageType();
        return Optional.ofNullable(chosenType.equals(type) ? before.imageId() : null)
                .or(() -> Optional.ofNullable(type.equals(PLAIN) ? before.headImageId() : null));
    }

    /** The queue of Graviton instances has a name of its own, and so has what stands behind it. */
    private static boolean isArm64(ComputeEnvironment.Instances instances) {
        return instances.tags().all().getOrDefault(Tags.RESOURCE, "").contains("arm64");
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
                found -> new ImageFitness(inquiry.spec(), found).findings().forEach(findings));
        boolean amazonLinux2 = image.map(OwnImages.Description::amazonLinux2).orElse(false);
        return new MachineImage(
                id,
                (amazonLinux2 ? MachineImage.AMAZON_LINUX_2 : PLAIN)
                        + (inquiry.forge().usesGpu() ? MachineImage.NVIDIA : ""));
    }
}
