package io.towerforge.operator.model;

/**
 * A machine image that instances start from.
 *
 * @param id such as {@code ami-0123456789abcdef0}
 * @param type what it is made from, in the words of AWS Batch (AWS Batch API reference, Ec2Configuration); empty when Batch does not say
 */
public record MachineImage(String id, String type) {
    /** Amazon Linux 2023 for containers. */
    public static final String AMAZON_LINUX_2023 = "ECS_AL2023";

    /** Amazon Linux 2 for containers. */
    public static final String AMAZON_LINUX_2 = "ECS_AL2";

    /** What the name of a type has at its end when the image carries NVIDIA's drivers. */
    public static final String NVIDIA = "_NVIDIA";

    /** Whether it is made from Amazon Linux 2, which AWS no longer maintains. */
    public boolean isAmazonLinux2() {
        return type.equals(AMAZON_LINUX_2) || type.equals(AMAZON_LINUX_2 + NVIDIA);
    }
}
