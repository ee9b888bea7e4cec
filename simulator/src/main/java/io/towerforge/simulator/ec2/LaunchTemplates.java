package io.towerforge.simulator.ec2;

import io.towerforge.simulator.core.Documents;
import io.towerforge.simulator.core.EventualMap;
import io.towerforge.simulator.core.Simulation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** The account's launch templates and the rules for changing them. */
final class LaunchTemplates {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9().\\-/_]{3,128}");
    private static final int LONGEST_DESCRIPTION = 255;
    private static final int LARGEST_USER_DATA = 16_384;

    private final Simulation simulation;
    private final EventualMap<LaunchTemplateState> templates;
    private final Map<String, Idempotent> tokens = new HashMap<>();

    private record Idempotent(Object request, String templateId, long version) {}

    LaunchTemplates(Simulation simulation) {
        this.simulation = simulation;
        this.templates =
                new EventualMap<>(simulation.timeline(), simulation.timings().launchTemplateLag());
    }

    LaunchTemplateState create(CreateLaunchTemplateRequest request, String actor) {
        Idempotent earlier = earlier(request.clientToken(), request);
        LaunchTemplateState known = earlier == null ? null : templates.latest(earlier.templateId());
        if (known != null) {
            return known;
        }
        String name = request.launchTemplateName();
        if (name == null || !NAME.matcher(name).matches()) {
            throw Ec2Errors.refused(
                    "InvalidLaunchTemplateName.MalformedException",
                    "A launch template name must be between 3 and 128 characters, and may contain letters, numbers, "
                            + "and the following characters: - ( ) . / _.");
        }
        if (latestNamed(name) != null) {
            throw Ec2Errors.refused(
                    "InvalidLaunchTemplateName.AlreadyExistsException", "Launch template name already in use.");
        }
        Map<String, String> tags = Ec2Tags.of(request.tagSpecifications(), ResourceType.LAUNCH_TEMPLATE);
        LaunchTemplateState.Version first =
                version(1, request.versionDescription(), null, request.launchTemplateData(), actor);
        LaunchTemplateState template = new LaunchTemplateState(
                simulation.identifiers().ec2("lt"),
                name,
                simulation.timeline().now(),
                first.createdBy(),
                1,
                1,
                new TreeMap<>(tags),
                List.of(first));
        templates.put(template.id(), template);
        remember(request.clientToken(), request, template.id(), 1);
        return template;
    }

    LaunchTemplateState.Version createVersion(CreateLaunchTemplateVersionRequest request, String actor) {
        LaunchTemplateState template = get(request.launchTemplateId(), request.launchTemplateName());
        Idempotent earlier = earlier(request.clientToken(), request);
        LaunchTemplateState.Version known =
                earlier == null ? null : template.version(String.valueOf(earlier.version()));
        if (known != null) {
            return known;
        }
        ResponseLaunchTemplateData source = null;
        if (request.sourceVersion() != null) {
            LaunchTemplateState.Version base = template.version(request.sourceVersion());
            if (base == null) {
                throw Ec2Errors.noSuchVersion(template.id(), request.sourceVersion());
            }
            source = base.data();
        }
        LaunchTemplateState.Version version = version(
                template.latestVersion() + 1,
                request.versionDescription(),
                source,
                request.launchTemplateData(),
                actor);
        templates.put(template.id(), template.withVersion(version));
        remember(request.clientToken(), request, template.id(), version.number());
        return version;
    }

    LaunchTemplateState setDefaultVersion(@Nullable String id, @Nullable String name, String wanted) {
        LaunchTemplateState template = get(id, name);
        LaunchTemplateState.Version version = template.version(wanted);
        if (version == null) {
            throw Ec2Errors.noSuchVersion(template.id(), wanted);
        }
        LaunchTemplateState changed = template.withDefaultVersion(version.number());
        templates.put(template.id(), changed);
        return changed;
    }

    LaunchTemplateState delete(@Nullable String id, @Nullable String name) {
        LaunchTemplateState template = get(id, name);
        templates.remove(template.id());
        return template;
    }

    void deleteVersion(LaunchTemplateState template, long number) {
        templates.put(template.id(), template.withoutVersion(number));
    }

    boolean retag(String id, UnaryOperator<Map<String, String>> change) {
        LaunchTemplateState template = templates.latest(id);
        if (template != null) {
            templates.put(id, template.withTags(change.apply(template.tags())));
        }
        return template != null;
    }

    /** The template as it is, by id or by name. */
    LaunchTemplateState get(@Nullable String id, @Nullable String name) {
        return required(id == null ? latestNamed(name) : templates.latest(id), id, name);
    }

    /** The template as a reader sees it, by id or by name. */
    LaunchTemplateState seen(@Nullable String id, @Nullable String name) {
        return required(id == null ? named(templates.seen(), name) : templates.seen(id), id, name);
    }

    List<LaunchTemplateState> seen() {
        return templates.seen();
    }

    Collection<LaunchTemplateState> all() {
        return templates.latest();
    }

    private LaunchTemplateState.Version version(
            long number,
            @Nullable String description,
            @Nullable ResponseLaunchTemplateData source,
            @Nullable RequestLaunchTemplateData requested,
            String actor) {
        if (requested == null) {
            throw Ec2Errors.refused("MissingParameter", "The request must contain the parameter LaunchTemplateData");
        }
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            throw Ec2Errors.refused(
                    "InvalidParameterValue",
                    "A version description must have at most " + LONGEST_DESCRIPTION + " characters.");
        }
        checkUserData(requested.userData());
        ResponseLaunchTemplateData.Builder data =
                source == null ? ResponseLaunchTemplateData.builder() : source.toBuilder();
        return new LaunchTemplateState.Version(
                number,
                description,
                Documents.copy(requested, data).build(),
                simulation.timeline().now(),
                simulation.account().sessionArn(actor));
    }

    private static void checkUserData(@Nullable String userData) {
        if (userData == null) {
            return;
        }
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(userData.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException notBase64) {
            throw Ec2Errors.refused("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
        }
        if (decoded.length > LARGEST_USER_DATA) {
            throw Ec2Errors.refused(
                    "InvalidUserData.Malformed", "User data is limited to " + LARGEST_USER_DATA + " bytes");
        }
    }

    private @Nullable Idempotent earlier(@Nullable String token, Object request) {
        Idempotent earlier = token == null ? null : tokens.get(token);
        if (earlier != null && !earlier.request().equals(request)) {
            throw Ec2Errors.tokenReused();
        }
        return earlier;
    }

    private void remember(@Nullable String token, Object request, String templateId, long version) {
        if (token != null) {
            tokens.put(token, new Idempotent(request, templateId, version));
        }
    }

    private @Nullable LaunchTemplateState latestNamed(@Nullable String name) {
        return named(templates.latest(), name);
    }

    private static @Nullable LaunchTemplateState named(
            Collection<LaunchTemplateState> templates, @Nullable String name) {
        for (LaunchTemplateState template : templates) {
            if (template.name().equals(name)) {
                return template;
            }
        }
        return null;
    }

    private static LaunchTemplateState required(
            @Nullable LaunchTemplateState template, @Nullable String id, @Nullable String name) {
        if (template != null) {
            return template;
        }
        if (id != null) {
            throw Ec2Errors.noSuchTemplateId(id);
        }
        throw name == null
                ? Ec2Errors.refused(
                        "MissingParameter",
                        "The request must contain the parameter LaunchTemplateId or LaunchTemplateName")
                : Ec2Errors.noSuchTemplateName(name);
    }
}
