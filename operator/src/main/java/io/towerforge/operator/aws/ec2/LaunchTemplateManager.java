package io.towerforge.operator.aws.ec2;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.Mark;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.aws.SharedList;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Launch templates. All templates of environments are listed by their tag, in one call, those of other clusters too, as they may be
 * adopted; their contents are never read, because the name
 * says what they are and a version cannot be changed (EC2 user guide, "Launch template versions").
 */
public final class LaunchTemplateManager implements ResourceManager<LaunchTemplate> {
    private static final int LARGEST_PAGE = 200;

    private final Ec2Client ec2;
    private final SharedList<software.amazon.awssdk.services.ec2.model.LaunchTemplate> templates;

    public LaunchTemplateManager(Ec2Client ec2, InstantSource clock) {
        this.ec2 = ec2;
        DescribeLaunchTemplatesRequest ofEnvironments = request("tag-key", Tags.CLUSTER);
        this.templates = new SharedList<>(
                clock,
                software.amazon.awssdk.services.ec2.model.LaunchTemplate::launchTemplateName,
                template -> false,
                () -> list("list the launch templates of environments", ofEnvironments));
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.LAUNCH_TEMPLATE;
    }

    @Override
    public List<Observed<LaunchTemplate>> observe(StackId stack, Instant notOlderThan) {
        return templates.get(notOlderThan).stream()
                .filter(template -> Tags.marks(Ec2Tags.read(template.tags()), stack))
                .map(template -> Mark.observed(read(template), templates.isShown(template.launchTemplateName())))
                .toList();
    }

    /** A stranger's template of the name is not in the list, so the name is asked for first. */
    @Override
    public void create(LaunchTemplate desired) {
        Supplier<Optional<Map<String, String>>> holder = () -> lookUp(desired.name());
        Mark.in(desired.tags(), desired.id()).claim(desired.id(), holder, holder, () -> {
            CreateLaunchTemplateResponse made = templates.write(
                    "create " + desired.id(), () -> ec2.createLaunchTemplate(LaunchTemplateRequests.create(desired)));
            templates.wrote(made.launchTemplate().toBuilder()
                    .tags(Ec2Tags.write(desired.tags().all()))
                    .build());
        });
    }

    @Override
    public void update(LaunchTemplate desired, Observed<LaunchTemplate> actual, List<FieldDiff> diff) {
        String id = owned(actual);
        Ec2Tags.replace(ec2, templates, desired.id(), id, actual.resource().tags(), desired.tags());
    }

    @Override
    public void delete(Observed<LaunchTemplate> actual) {
        String id = owned(actual);
        templates.remove(
                "delete " + actual.id(),
                actual.resource().name(),
                () -> ec2.deleteLaunchTemplate(request -> request.launchTemplateId(id)));
    }

    private String owned(Observed<LaunchTemplate> actual) {
        software.amazon.awssdk.services.ec2.model.LaunchTemplate template =
                templates.known(actual.resource().name()).orElseThrow(() -> Mark.gone(actual.id()));
        Mark.in(actual.resource().tags(), actual.id()).mustBeOn(actual.id(), Ec2Tags.read(template.tags()));
        return template.launchTemplateId();
    }

    private Optional<Map<String, String>> lookUp(String name) {
        return list("look up launch template " + name, request("launch-template-name", name)).stream()
                .map(template -> Ec2Tags.read(template.tags()))
                .findFirst();
    }

    private List<software.amazon.awssdk.services.ec2.model.LaunchTemplate> list(
            String what, DescribeLaunchTemplatesRequest request) {
        return Aws.call(
                what,
                () -> ec2.describeLaunchTemplatesPaginator(request).stream()
                        .flatMap(page -> page.launchTemplates().stream())
                        .toList());
    }

    private static DescribeLaunchTemplatesRequest request(String filter, String value) {
        return DescribeLaunchTemplatesRequest.builder()
                .filters(Filter.builder().name(filter).values(value).build())
                .maxResults(LARGEST_PAGE)
                .build();
    }

    private static LaunchTemplate read(software.amazon.awssdk.services.ec2.model.LaunchTemplate template) {
        return new LaunchTemplate(
                template.launchTemplateName(),
                null,
                Tags.read(Ec2Tags.read(template.tags())),
                template.launchTemplateId());
    }
}
