package io.towerforge.operator.aws;

import java.util.Optional;

/** Machine images that users name: their own, or others' that are shared with them. */
public interface OwnImages extends Catalog {
    /** What EC2 says about an image; empty when there is none of this id in the Region that the account may use. */
    Optional<Description> describe(String imageId);

    /**
     * An image.
     *
     * @param architecture in EC2's spelling: {@code x86_64} or {@code arm64}
     * @param available whether instances can start from it
     * @param rootDevice the device name of its root volume, such as {@code /dev/xvda}
     * @param leastDiskGiB the size of the snapshot behind the root volume, in GiB; no boot disk can be smaller. 0 when unknown
     * @param amazonLinux2 whether it is, or is made from, an ECS-optimised Amazon Linux 2
     */
    record Description(
            String imageId,
            String architecture,
            boolean available,
            String rootDevice,
            int leastDiskGiB,
            boolean amazonLinux2) {}
}
