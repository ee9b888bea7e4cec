package io.towerforge.simulator.ec2;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.EphemeralNvmeSupport;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** EC2's reads of instance types for one actor. */
abstract class InstanceTypeCalls extends LaunchTemplateCalls {
    private static final int TYPES_PAGE = 100;
    private static final int OFFERINGS_PAGE = 1000;

    private final Gateway gateway;
    private final Network network;

    InstanceTypeCalls(Gateway gateway, LaunchTemplates templates, Network network) {
        super(gateway, templates);
        this.gateway = gateway;
        this.network = network;
    }

    /** The types of the Region with what is told of them: processor, disks, graphics processors. */
    @Override
    public DescribeInstanceTypesResponse describeInstanceTypes(DescribeInstanceTypesRequest request) {
        return gateway.read("DescribeInstanceTypes", request, () -> {
            List<String> named = request.instanceTypesAsStrings();
            for (String type : named) {
                if (!InstanceTypes.all().contains(type)) {
                    throw Ec2Errors.refused(
                            "InvalidInstanceType",
                            "The following supplied instance types do not exist: [" + type + "]");
                }
            }
            List<InstanceTypeInfo> types = InstanceTypes.all().stream()
                    .filter(type -> named.isEmpty() || named.contains(type))
                    .map(InstanceTypeCalls::info)
                    .filter(info -> Filters.match(request.filters(), Map.of(), filter -> switch (filter) {
                        case "instance-type" -> List.of(info.instanceTypeAsString());
                        case "instance-storage-supported" -> List.of(String.valueOf(info.instanceStorageSupported()));
                        case "instance-storage-info.nvme-support" ->
                            info.instanceStorageInfo() == null
                                    ? List.of()
                                    : List.of(info.instanceStorageInfo().nvmeSupportAsString());
                        case "processor-info.supported-architecture" ->
                            info.processorInfo().supportedArchitecturesAsStrings();
                        default -> null;
                    }))
                    .toList();
            Page<InstanceTypeInfo> page = Page.of(
                    types,
                    InstanceTypeInfo::instanceTypeAsString,
                    request.nextToken(),
                    gateway.pageSize(request.maxResults(), TYPES_PAGE));
            return DescribeInstanceTypesResponse.builder()
                    .instanceTypes(page.items())
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    /** Every offered type in every zone of the default VPC, or once for the Region, which is the default location type. */
    @Override
    public DescribeInstanceTypeOfferingsResponse describeInstanceTypeOfferings(
            DescribeInstanceTypeOfferingsRequest request) {
        return gateway.read("DescribeInstanceTypeOfferings", request, () -> {
            boolean byZone = request.locationType() == LocationType.AVAILABILITY_ZONE;
            List<String> locations = byZone
                    ? network.subnets().stream()
                            .map(Subnet::availabilityZone)
                            .distinct()
                            .sorted()
                            .toList()
                    : List.of(gateway.account().region());
            List<InstanceTypeOffering> offerings = new ArrayList<>();
            for (String type : InstanceTypes.all()) {
                for (String location : locations) {
                    if (Filters.match(request.filters(), Map.of(), filter -> switch (filter) {
                        case "instance-type" -> List.of(type);
                        case "location" -> List.of(location);
                        default -> null;
                    })) {
                        offerings.add(InstanceTypeOffering.builder()
                                .instanceType(type)
                                .location(location)
                                .locationType(byZone ? LocationType.AVAILABILITY_ZONE : LocationType.REGION)
                                .build());
                    }
                }
            }
            Page<InstanceTypeOffering> page = Page.of(
                    offerings,
                    offering -> offering.instanceTypeAsString() + "/" + offering.location(),
                    request.nextToken(),
                    gateway.pageSize(request.maxResults(), OFFERINGS_PAGE));
            return DescribeInstanceTypeOfferingsResponse.builder()
                    .instanceTypeOfferings(page.items())
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    private static InstanceTypeInfo info(String type) {
        boolean disks = InstanceTypes.hasNvmeDisks(type);
        InstanceTypeInfo.Builder info = InstanceTypeInfo.builder()
                .instanceType(type)
                .instanceStorageSupported(disks)
                .processorInfo(processor -> processor.supportedArchitecturesWithStrings(
                        InstanceTypes.architecture(type).orElseThrow().toString()));
        if (disks) {
            info.instanceStorageInfo(storage -> storage.nvmeSupport(EphemeralNvmeSupport.REQUIRED));
        }
        if (InstanceTypes.hasGpu(type)) {
            info.gpuInfo(gpus -> gpus.gpus(gpu -> gpu.manufacturer("NVIDIA").count(1)));
        }
        return info.build();
    }
}
