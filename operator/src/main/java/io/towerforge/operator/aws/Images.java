package io.towerforge.operator.aws;

/** The machine images AWS offers for instances that run containers: ECS-optimised Amazon Linux 2023. */
public interface Images extends Catalog {
    /**
     * The image AWS recommends today. It changes every few weeks, so whoever wants to stay on one image remembers the answer.
     *
     * @return an id such as {@code ami-0123456789abcdef0}
     */
    String recommended(Variant variant);

    /** For which instances. */
    enum Variant {
        /** Intel and AMD. */
        X86_64,
        /** AWS Graviton. */
        ARM64,
        /** Intel and AMD with NVIDIA graphics processors, and their drivers in the image. */
        NVIDIA
    }
}
