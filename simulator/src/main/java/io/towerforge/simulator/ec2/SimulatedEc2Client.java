package io.towerforge.simulator.ec2;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** EC2's operations for one actor: on launch templates, on security groups, on volumes, on tags, and the reads of the network. */
final class SimulatedEc2Client extends VolumeCalls {
    private static final int PAGE = 1000;
    private static final int TYPES_PAGE = 100;

    private final Gateway gateway;
    private final LaunchTemplates templates;
    private final Network network;
    private final Volumes volumes;

    SimulatedEc2Client(Gateway gateway, LaunchTemplates templates, Network network, Volumes volumes) {
        super(gateway, templates, network, volumes);
        this.gateway = gateway;
        this.templates = templates;
        this.network = network;
        this.volumes = volumes;
    }

    @Override
    public CreateTagsResponse createTags(CreateTagsRequest request) {
        return gateway.write("CreateTags", request, () -> {
            request.resources().forEach(id -> retag(id, tags -> Ec2Tags.with(tags, request.tags())));
            return CreateTagsResponse.builder().build();
        });
    }

    @Override
    public DeleteTagsResponse deleteTags(DeleteTagsRequest request) {
        return gateway.write("DeleteTags", request, () -> {
            request.resources().forEach(id -> retag(id, tags -> Ec2Tags.without(tags, request.tags())));
            return DeleteTagsResponse.builder().build();
        });
    }

    @Override
    public DescribeVpcsResponse describeVpcs(DescribeVpcsRequest request) {
        return gateway.read("DescribeVpcs", request, () -> {
            List<Vpc> named = named(request.vpcIds(), network.vpcs(), network::vpc, "InvalidVpcID.NotFound", "vpc ID");
            Page<Vpc> page = page(
                    named.stream()
                            .filter(vpc -> Filters.match(
                                    request.filters(), Ec2Tags.map(vpc.tags()), filter -> switch (filter) {
                                        case "vpc-id" -> List.of(vpc.vpcId());
                                        case "is-default", "isDefault" -> List.of(String.valueOf(vpc.isDefault()));
                                        case "state" -> List.of(vpc.stateAsString());
                                        default -> null;
                                    }))
                            .toList(),
                    Vpc::vpcId,
                    request.nextToken(),
                    request.maxResults());
            return DescribeVpcsResponse.builder()
                    .vpcs(page.items())
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    /** DNS support is on in every VPC; hostnames only in the default one, unless somebody switches them on. */
    @Override
    public DescribeVpcAttributeResponse describeVpcAttribute(DescribeVpcAttributeRequest request) {
        return gateway.read("DescribeVpcAttribute", request, () -> {
            if (network.vpc(request.vpcId()) == null) {
                throw Ec2Errors.refused("InvalidVpcID.NotFound", "The vpc ID '" + request.vpcId() + "' does not exist");
            }
            DescribeVpcAttributeResponse.Builder answer =
                    DescribeVpcAttributeResponse.builder().vpcId(request.vpcId());
            return switch (request.attribute()) {
                case ENABLE_DNS_SUPPORT ->
                    answer.enableDnsSupport(value -> value.value(true)).build();
                case ENABLE_DNS_HOSTNAMES ->
                    answer.enableDnsHostnames(value -> value.value(network.hasDnsHostnames(request.vpcId())))
                            .build();
                default -> throw Ec2Errors.refused("InvalidParameterValue", "Value for parameter attribute is invalid");
            };
        });
    }

    @Override
    public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
        return gateway.read("DescribeSubnets", request, () -> {
            List<Subnet> named = named(
                    request.subnetIds(), network.subnets(), network::subnet, "InvalidSubnetID.NotFound", "subnet ID");
            Page<Subnet> page = page(
                    named.stream()
                            .filter(subnet -> Filters.match(
                                    request.filters(), Ec2Tags.map(subnet.tags()), filter -> switch (filter) {
                                        case "subnet-id" -> List.of(subnet.subnetId());
                                        case "vpc-id" -> List.of(subnet.vpcId());
                                        case "default-for-az", "defaultForAz" ->
                                            List.of(String.valueOf(subnet.defaultForAz()));
                                        case "availability-zone" -> List.of(subnet.availabilityZone());
                                        case "state" -> List.of(subnet.stateAsString());
                                        default -> null;
                                    }))
                            .toList(),
                    Subnet::subnetId,
                    request.nextToken(),
                    request.maxResults());
            return DescribeSubnetsResponse.builder()
                    .subnets(page.items())
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
        return gateway.read("DescribeImages", request, () -> {
            for (String id : request.imageIds()) {
                if (!id.matches("ami-[0-9a-f]{8,17}")) {
                    throw Ec2Errors.refused("InvalidAMIID.Malformed", "Invalid id: \"" + id + "\"");
                }
            }
            List<Image> named = named(
                    request.imageIds(),
                    network.images().all(),
                    network.images()::find,
                    "InvalidAMIID.NotFound",
                    "image id");
            Page<Image> page = page(
                    named.stream()
                            .filter(image -> isOwned(image, request.owners()))
                            .filter(image -> !request.imageIds().isEmpty()
                                    || Boolean.TRUE.equals(request.includeDeprecated())
                                    || network.images().isInListings(image))
                            .filter(image -> Filters.match(
                                    request.filters(), Ec2Tags.map(image.tags()), filter -> switch (filter) {
                                        case "image-id" -> List.of(image.imageId());
                                        case "name" -> List.of(image.name());
                                        case "architecture" -> List.of(image.architectureAsString());
                                        case "state" -> List.of(image.stateAsString());
                                        case "owner-id" -> List.of(image.ownerId());
                                        default -> null;
                                    }))
                            .toList(),
                    Image::imageId,
                    request.nextToken(),
                    request.maxResults());
            return DescribeImagesResponse.builder()
                    .images(page.items())
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public DescribeKeyPairsResponse describeKeyPairs(DescribeKeyPairsRequest request) {
        return gateway.read("DescribeKeyPairs", request, () -> {
            List<KeyPairInfo> named = named(
                    request.keyNames(), network.keyPairs(), network::keyPair, "InvalidKeyPair.NotFound", "key pair");
            List<KeyPairInfo> matching = named.stream()
                    .filter(pair -> Filters.match(
                            request.filters(),
                            Map.of(),
                            filter -> filter.equals("key-name") ? List.of(pair.keyName()) : null))
                    .toList();
            return DescribeKeyPairsResponse.builder().keyPairs(matching).build();
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
            Page<InstanceTypeOffering> page = page(
                    offerings,
                    offering -> offering.instanceTypeAsString() + "/" + offering.location(),
                    request.nextToken(),
                    request.maxResults());
            return DescribeInstanceTypeOfferingsResponse.builder()
                    .instanceTypeOfferings(page.items())
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public DescribeInstanceTypesResponse describeInstanceTypes(DescribeInstanceTypesRequest request) {
        return gateway.read(
                "DescribeInstanceTypes",
                request,
                () -> InstanceTypeAnswers.page(request, gateway.pageSize(request.maxResults(), TYPES_PAGE)));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing to release; the account outlives its clients.
    }

    private void retag(String id, UnaryOperator<Map<String, String>> change) {
        if (!templates.retag(id, change) && !network.retag(id, change) && !volumes.retag(id, change)) {
            throw id.startsWith("lt-")
                    ? Ec2Errors.noSuchTemplateId(id)
                    : Ec2Errors.refused("InvalidID", "The ID '" + id + "' is not valid");
        }
    }

    private <T> Page<T> page(List<T> items, Function<T, String> key, @Nullable String token, @Nullable Integer size) {
        return Page.of(items, key, token, gateway.pageSize(size, PAGE));
    }

    private boolean isOwned(Image image, List<String> owners) {
        return owners.isEmpty()
                || owners.contains(image.ownerId())
                || (owners.contains("amazon") && "amazon".equals(image.imageOwnerAlias()))
                || (owners.contains("self")
                        && image.ownerId().equals(gateway.account().id()));
    }
}
