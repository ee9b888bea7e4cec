package io.towerforge.simulator.ec2;

import io.towerforge.simulator.core.Page;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.ArchitectureType;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.EphemeralNvmeSupport;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** What EC2 tells about instance types (EC2 API reference, InstanceTypeInfo): architecture, graphics processors, disks. */
final class InstanceTypeAnswers {
    private static final Pattern AMD = Pattern.compile("g4ad\\..*");
    private static final Pattern HAS_DISKS = Pattern.compile(
            "([a-z]\\d+[a-z]*d[a-z]*|i\\d[a-z]*|g4dn|g5|g6|g6e|p4d|p4de|p5|p5e|z1d|x1e?|x2idn|x2iedn|f1|f2|m3|r3|c3)\\..*");

    private InstanceTypeAnswers() {}

    static DescribeInstanceTypesResponse page(DescribeInstanceTypesRequest request, int size) {
        Page<InstanceTypeInfo> page =
                Page.of(of(request), InstanceTypeInfo::instanceTypeAsString, request.nextToken(), size);
        return DescribeInstanceTypesResponse.builder()
                .instanceTypes(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static List<InstanceTypeInfo> of(DescribeInstanceTypesRequest request) {
        List<String> named = request.instanceTypesAsStrings();
        if (!InstanceTypes.all().containsAll(named)) {
            throw Ec2Errors.refused(
                    "InvalidInstanceType", "The following supplied instance types do not exist: " + named);
        }
        return InstanceTypes.all().stream()
                .filter(type -> named.isEmpty() || named.contains(type))
                .filter(type -> Filters.match(request.filters(), Map.of(), filter -> switch (filter) {
                    case "instance-type" -> List.of(type);
                    case "processor-info.supported-architecture" ->
                        List.of(architecture(type).toString());
                    default -> null;
                }))
                .map(InstanceTypeAnswers::describe)
                .toList();
    }

    private static InstanceTypeInfo describe(String type) {
        InstanceTypeInfo.Builder info = InstanceTypeInfo.builder()
                .instanceType(type)
                .currentGeneration(true)
                .processorInfo(processor -> processor.supportedArchitectures(architecture(type)));
        if (InstanceTypes.hasGpu(type)) {
            String manufacturer = AMD.matcher(type).matches() ? "AMD" : "NVIDIA";
            info.gpuInfo(gpus -> gpus.gpus(gpu -> gpu.manufacturer(manufacturer).count(1)));
        }
        if (HAS_DISKS.matcher(type).matches()) {
            info.instanceStorageSupported(true)
                    .instanceStorageInfo(disks ->
                            disks.nvmeSupport(EphemeralNvmeSupport.REQUIRED).totalSizeInGB(100L));
        }
        return info.build();
    }

    private static ArchitectureType architecture(String type) {
        return InstanceTypes.architecture(type).orElseThrow();
    }
}
