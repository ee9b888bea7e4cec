package io.towerforge.operator.aws;

/** The machine images AWS offers for instances that run containers. */
public interface Images extends Catalog {
    /**
     * The image AWS recommends today for x86 instances of AWS Batch: ECS-optimised Amazon Linux 2023. It changes every few weeks,
     * so whoever wants to stay on one image remembers the answer.
     *
     * @return an id such as {@code ami-0123456789abcdef0}
     */
    String recommended();
}
