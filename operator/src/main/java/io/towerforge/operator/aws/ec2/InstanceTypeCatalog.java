package io.towerforge.operator.aws.ec2;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.InstanceTypes;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.EphemeralNvmeSupport;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** Instance types, found by a filter with wildcards: one call for any number of families (EC2 API reference, DescribeInstanceTypes). */
public final class InstanceTypeCatalog implements InstanceTypes {
    private final Ec2Client ec2;

    public InstanceTypeCatalog(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    @Override
    public List<InstanceType> find(Set<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        DescribeInstanceTypesRequest request = DescribeInstanceTypesRequest.builder()
                .filters(Filter.builder()
                        .name("instance-type")
                        .values(names.stream()
                                .map(name -> name.contains(".") ? name : name + ".*")
                                .sorted()
                                .toList())
                        .build())
                .build();
        return Aws.call(
                "look up instance types",
                () -> ec2.describeInstanceTypesPaginator(request).instanceTypes().stream()
                        .map(InstanceTypeCatalog::read)
                        .toList());
    }

    private static InstanceType read(InstanceTypeInfo type) {
        boolean nvidia = type.gpuInfo() != null
                && type.gpuInfo().gpus().stream().anyMatch(gpu -> "NVIDIA".equalsIgnoreCase(gpu.manufacturer()));
        boolean nvme = type.instanceStorageInfo() != null
                && type.instanceStorageInfo().nvmeSupport() != null
                && type.instanceStorageInfo().nvmeSupport() != EphemeralNvmeSupport.UNSUPPORTED;
        return new InstanceType(
                type.instanceTypeAsString(),
                type.processorInfo() == null
                        ? Set.of()
                        : Set.copyOf(type.processorInfo().supportedArchitecturesAsStrings()),
                nvidia,
                nvme);
    }
}
