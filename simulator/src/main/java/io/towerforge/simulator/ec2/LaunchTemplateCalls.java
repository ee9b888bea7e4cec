package io.towerforge.simulator.ec2;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseErrorItem;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseSuccessItem;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateResponse;

/** EC2's launch template operations for one actor. */
abstract class LaunchTemplateCalls implements Ec2Client {
    private static final int PAGE = 200;

    private final Gateway gateway;
    private final LaunchTemplates templates;

    LaunchTemplateCalls(Gateway gateway, LaunchTemplates templates) {
        this.gateway = gateway;
        this.templates = templates;
    }

    @Override
    public CreateLaunchTemplateResponse createLaunchTemplate(CreateLaunchTemplateRequest request) {
        return gateway.write(
                "CreateLaunchTemplate",
                request,
                () -> CreateLaunchTemplateResponse.builder()
                        .launchTemplate(described(templates.create(request, gateway.actor())))
                        .build());
    }

    @Override
    public CreateLaunchTemplateVersionResponse createLaunchTemplateVersion(CreateLaunchTemplateVersionRequest request) {
        return gateway.write("CreateLaunchTemplateVersion", request, () -> {
            LaunchTemplateState.Version version = templates.createVersion(request, gateway.actor());
            LaunchTemplateState template = templates.get(request.launchTemplateId(), request.launchTemplateName());
            return CreateLaunchTemplateVersionResponse.builder()
                    .launchTemplateVersion(described(template, version))
                    .build();
        });
    }

    @Override
    public ModifyLaunchTemplateResponse modifyLaunchTemplate(ModifyLaunchTemplateRequest request) {
        return gateway.write(
                "ModifyLaunchTemplate",
                request,
                () -> ModifyLaunchTemplateResponse.builder()
                        .launchTemplate(described(templates.setDefaultVersion(
                                request.launchTemplateId(), request.launchTemplateName(), request.defaultVersion())))
                        .build());
    }

    @Override
    public DeleteLaunchTemplateResponse deleteLaunchTemplate(DeleteLaunchTemplateRequest request) {
        return gateway.write(
                "DeleteLaunchTemplate",
                request,
                () -> DeleteLaunchTemplateResponse.builder()
                        .launchTemplate(
                                described(templates.delete(request.launchTemplateId(), request.launchTemplateName())))
                        .build());
    }

    @Override
    public DeleteLaunchTemplateVersionsResponse deleteLaunchTemplateVersions(
            DeleteLaunchTemplateVersionsRequest request) {
        return gateway.write("DeleteLaunchTemplateVersions", request, () -> {
            List<DeleteLaunchTemplateVersionsResponseSuccessItem> deleted = new ArrayList<>();
            List<DeleteLaunchTemplateVersionsResponseErrorItem> kept = new ArrayList<>();
            for (String wanted : request.versions()) {
                LaunchTemplateState template = templates.get(request.launchTemplateId(), request.launchTemplateName());
                LaunchTemplateState.Version version = template.version(wanted);
                if (version == null) {
                    kept.add(kept(template, wanted, "launchTemplateVersionDoesNotExist"));
                } else if (version.number() == template.defaultVersion()) {
                    throw Ec2Errors.refused(
                            "OperationNotPermitted",
                            "The default version of a launch template cannot be deleted; make another version the "
                                    + "default first.");
                } else {
                    templates.deleteVersion(template, version.number());
                    deleted.add(DeleteLaunchTemplateVersionsResponseSuccessItem.builder()
                            .launchTemplateId(template.id())
                            .launchTemplateName(template.name())
                            .versionNumber(version.number())
                            .build());
                }
            }
            return DeleteLaunchTemplateVersionsResponse.builder()
                    .successfullyDeletedLaunchTemplateVersions(deleted)
                    .unsuccessfullyDeletedLaunchTemplateVersions(kept)
                    .build();
        });
    }

    @Override
    public DescribeLaunchTemplatesResponse describeLaunchTemplates(DescribeLaunchTemplatesRequest request) {
        return gateway.read("DescribeLaunchTemplates", request, () -> {
            request.launchTemplateIds().forEach(id -> templates.seen(id, null));
            request.launchTemplateNames().forEach(name -> templates.seen(null, name));
            List<LaunchTemplateState> matching = templates.seen().stream()
                    .filter(template -> request.launchTemplateIds().isEmpty()
                            || request.launchTemplateIds().contains(template.id()))
                    .filter(template -> request.launchTemplateNames().isEmpty()
                            || request.launchTemplateNames().contains(template.name()))
                    .filter(template -> Filters.match(
                            request.filters(),
                            template.tags(),
                            filter -> filter.equals("launch-template-name") ? List.of(template.name()) : null))
                    .toList();
            Page<LaunchTemplateState> page = Page.of(
                    matching,
                    LaunchTemplateState::id,
                    request.nextToken(),
                    gateway.pageSize(request.maxResults(), PAGE));
            return DescribeLaunchTemplatesResponse.builder()
                    .launchTemplates(page.items().stream()
                            .map(LaunchTemplateCalls::described)
                            .toList())
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public DescribeLaunchTemplateVersionsResponse describeLaunchTemplateVersions(
            DescribeLaunchTemplateVersionsRequest request) {
        return gateway.read("DescribeLaunchTemplateVersions", request, () -> {
            List<LaunchTemplateVersion> versions = new ArrayList<>();
            if (request.launchTemplateId() == null && request.launchTemplateName() == null) {
                templates.seen().forEach(template -> addVersions(versions, template, request, false));
            } else {
                LaunchTemplateState template = templates.seen(request.launchTemplateId(), request.launchTemplateName());
                addVersions(versions, template, request, true);
            }
            Page<LaunchTemplateVersion> page = Page.of(
                    versions,
                    LaunchTemplateCalls::sortKey,
                    request.nextToken(),
                    gateway.pageSize(request.maxResults(), PAGE));
            return DescribeLaunchTemplateVersionsResponse.builder()
                    .launchTemplateVersions(page.items())
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    private static void addVersions(
            List<LaunchTemplateVersion> versions,
            LaunchTemplateState template,
            DescribeLaunchTemplateVersionsRequest request,
            boolean allRequired) {
        List<LaunchTemplateState.Version> found = new ArrayList<>();
        if (request.versions().isEmpty()) {
            found.addAll(template.versions());
        }
        for (String wanted : request.versions()) {
            LaunchTemplateState.Version version = template.version(wanted);
            if (version == null && allRequired) {
                throw Ec2Errors.noSuchVersion(template.id(), wanted);
            }
            if (version != null && !found.contains(version)) {
                found.add(version);
            }
        }
        found.stream()
                .filter(version -> isWithin(version.number(), request.minVersion(), request.maxVersion()))
                .sorted(Comparator.comparingLong(LaunchTemplateState.Version::number)
                        .reversed())
                .forEach(version -> versions.add(described(template, version)));
    }

    private static boolean isWithin(long number, @Nullable String least, @Nullable String most) {
        return (least == null || number >= Long.parseLong(least)) && (most == null || number <= Long.parseLong(most));
    }

    /** Sorts by template and then from the newest version to the oldest, as EC2 lists them. */
    private static String sortKey(LaunchTemplateVersion version) {
        return String.format(
                Locale.ROOT, "%s/%019d", version.launchTemplateId(), Long.MAX_VALUE - version.versionNumber());
    }

    private static DeleteLaunchTemplateVersionsResponseErrorItem kept(
            LaunchTemplateState template, String version, String code) {
        return DeleteLaunchTemplateVersionsResponseErrorItem.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .versionNumber(version.chars().allMatch(Character::isDigit) ? Long.valueOf(version) : null)
                .responseError(error -> error.code(code).message("The version " + version + " does not exist."))
                .build();
    }

    private static LaunchTemplate described(LaunchTemplateState template) {
        return LaunchTemplate.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .createTime(template.createdAt())
                .createdBy(template.createdBy())
                .defaultVersionNumber(template.defaultVersion())
                .latestVersionNumber(template.latestVersion())
                .tags(Ec2Tags.list(template.tags()))
                .build();
    }

    private static LaunchTemplateVersion described(LaunchTemplateState template, LaunchTemplateState.Version version) {
        return LaunchTemplateVersion.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .versionNumber(version.number())
                .versionDescription(version.description())
                .createTime(version.createdAt())
                .createdBy(version.createdBy())
                .defaultVersion(version.number() == template.defaultVersion())
                .launchTemplateData(version.data())
                .build();
    }
}
