package io.towerforge.operator.aws.iam;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.Freshness;
import io.towerforge.operator.aws.Mark;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.aws.iam.ProfileLookups.Profile;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.InstanceProfile;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/**
 * Instance profiles. A stack has at most one, of the same name as its instance role, and the listing of roles shows it inside that
 * role, without tags. So it is asked for by name once, to see its mark, and again whenever the listing does not show it where it
 * should be; a settled stack costs no call.
 *
 * <p>A stack whose instances use a profile somebody else made has no instance role: that it has no profile either is believed for
 * {@link #HOLDS}. Only this operator gives a profile its mark, and always after the role.
 */
public final class InstanceProfileManager implements ResourceManager<InstanceProfile> {
    private static final String SUFFIX = "-InstanceRole";
    private static final Duration HOLDS = Duration.ofHours(1);

    private final IamClient iam;
    private final RoleList roles;
    private final InstantSource clock;
    private final ProfileLookups lookups;

    public InstanceProfileManager(IamClient iam, RoleList roles, InstantSource clock) {
        this.iam = iam;
        this.roles = roles;
        this.clock = clock;
        this.lookups = new ProfileLookups(iam, clock);
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.INSTANCE_PROFILE;
    }

    @Override
    public List<Observed<InstanceProfile>> observe(StackId stack, Instant notOlderThan) {
        String name = stack.prefix() + SUFFIX;
        Optional<RoleDetail> role = roles.shared().get(notOlderThan).stream()
                .filter(one -> one.roleName().equals(name) && Tags.marks(IamTags.read(one.tags()), stack))
                .findFirst();
        return profile(name, role, notOlderThan)
                .filter(profile -> Tags.marks(profile.tags(), stack))
                .map(profile -> Mark.observed(read(profile), lookups.of(name).isShown(name)))
                .stream()
                .toList();
    }

    @Override
    public void create(InstanceProfile desired) {
        Supplier<Optional<Map<String, String>>> holder =
                () -> find(desired.name(), Instant.MIN).map(Profile::tags);
        Mark.in(desired.tags(), desired.id()).claim(desired.id(), holder, holder, () -> {
            CreateInstanceProfileResponse made = lookups.of(desired.name())
                    .write(
                            "create " + desired.id(),
                            () -> iam.createInstanceProfile(request -> request.instanceProfileName(desired.name())
                                    .path(desired.path())
                                    .tags(IamTags.write(desired.tags().all()))));
            lookups.of(desired.name()).write(addition(desired), () -> addRole(desired));
            Profile profile = Profile.of(made.instanceProfile());
            lookups.of(desired.name())
                    .wrote(new Profile(
                            profile.name(),
                            profile.id(),
                            profile.arn(),
                            profile.path(),
                            desired.role(),
                            desired.tags().all()));
        });
    }

    @Override
    public void update(InstanceProfile desired, Observed<InstanceProfile> actual, List<FieldDiff> diff) {
        mustBeOwned(actual);
        if (FieldDiff.touches(diff, "tags")) {
            tag(desired, actual.resource().tags());
        }
        if (FieldDiff.touches(diff, "role")) {
            takeRoleOut(actual.resource());
            add(desired);
        }
        lookups.of(desired.name())
                .known(desired.name())
                .ifPresent(profile -> lookups.of(desired.name()).wrote(profile.as(desired)));
    }

    private void tag(InstanceProfile desired, Tags actual) {
        desired.tags()
                .replace(
                        actual,
                        keys -> write(
                                desired,
                                "untag " + desired.id(),
                                () -> iam.untagInstanceProfile(request -> request.instanceProfileName(desired.name())
                                        .tagKeys(keys))),
                        tags -> write(
                                desired,
                                "tag " + desired.id(),
                                () -> iam.tagInstanceProfile(request -> request.instanceProfileName(desired.name())
                                        .tags(IamTags.write(tags)))));
    }

    /** A profile goes only when it holds no role (IAM API reference, DeleteInstanceProfile). */
    @Override
    public void delete(Observed<InstanceProfile> actual) {
        mustBeOwned(actual);
        String name = actual.resource().name();
        takeRoleOut(actual.resource());
        write(actual.resource(), "delete " + actual.id(), () -> {
            lookups.of(name)
                    .remove(
                            "delete " + actual.id(),
                            name,
                            () -> iam.deleteInstanceProfile(request -> request.instanceProfileName(name)));
            return name;
        });
    }

    /** The profile of that name, read again only where the listing of roles leaves a doubt. */
    private Optional<Profile> profile(String name, Optional<RoleDetail> role, Instant notOlderThan) {
        Instant now = clock.instant();
        Instant longAgo = now.minus(HOLDS);
        Optional<String> listed = role.flatMap(one -> one.instanceProfileList().stream()
                .filter(profile -> profile.instanceProfileName().equals(name))
                .map(software.amazon.awssdk.services.iam.model.InstanceProfile::instanceProfileId)
                .findFirst());
        if (listed.isPresent()) {
            Instant oldest = Freshness.isThisMoment(notOlderThan, now) ? notOlderThan : earlier(notOlderThan, longAgo);
            Optional<Profile> seen = find(name, oldest)
                    .filter(profile ->
                            profile.id().equals(listed.get()) && profile.role().equals(name));
            return seen.isPresent() ? seen : find(name, notOlderThan);
        }
        return find(name, role.isEmpty() ? earlier(notOlderThan, longAgo) : notOlderThan);
    }

    private Optional<Profile> find(String name, Instant notOlderThan) {
        return lookups.of(name).get(notOlderThan).stream().findFirst();
    }

    private void add(InstanceProfile desired) {
        write(desired, addition(desired), () -> addRole(desired));
    }

    private AddRoleToInstanceProfileResponse addRole(InstanceProfile desired) {
        return iam.addRoleToInstanceProfile(
                request -> request.instanceProfileName(desired.name()).roleName(desired.role()));
    }

    private static String addition(InstanceProfile desired) {
        return "put IAM role " + desired.role() + " into " + desired.id();
    }

    private void takeRoleOut(InstanceProfile actual) {
        if (!actual.role().isEmpty()) {
            String what = "take IAM role " + actual.role() + " out of " + actual.id();
            write(
                    actual,
                    what,
                    () -> Aws.callUnlessAbsent(
                            what,
                            () -> iam.removeRoleFromInstanceProfile(request ->
                                    request.instanceProfileName(actual.name()).roleName(actual.role()))));
        }
    }

    /** Both what was looked up and the listing of roles show a profile, so both are read again. */
    private <A> A write(InstanceProfile profile, String what, Supplier<A> call) {
        try {
            return lookups.of(profile.name()).write(what, call);
        } finally {
            roles.shared().changed();
        }
    }

    private void mustBeOwned(Observed<InstanceProfile> actual) {
        Map<String, String> tags = find(actual.resource().name(), clock.instant())
                .map(Profile::tags)
                .orElse(actual.resource().tags().all());
        Mark.in(actual.resource().tags(), actual.id()).mustBeOn(actual.id(), tags);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static InstanceProfile read(Profile profile) {
        return new InstanceProfile(
                profile.name(), profile.path(), profile.role(), Tags.read(profile.tags()), profile.arn());
    }
}
