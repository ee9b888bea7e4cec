package io.towerforge.operator.aws.iam;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.SharedList;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Role;

/** Instance profiles asked for one by one: the only reading that shows their tags. Each answer is kept as a list of one or none. */
final class ProfileLookups {
    private final IamClient iam;
    private final InstantSource clock;
    private final Map<String, SharedList<Profile>> byName = new ConcurrentHashMap<>();

    ProfileLookups(IamClient iam, InstantSource clock) {
        this.iam = iam;
        this.clock = clock;
    }

    SharedList<Profile> of(String name) {
        return byName.computeIfAbsent(
                name, key -> new SharedList<>(clock, Profile::name, profile -> false, () -> read(name)));
    }

    private List<Profile> read(String name) {
        return Aws.callUnlessAbsent(
                        "look up instance profile " + name,
                        () -> iam.getInstanceProfile(request -> request.instanceProfileName(name)))
                .map(GetInstanceProfileResponse::instanceProfile)
                .map(Profile::of)
                .stream()
                .toList();
    }

    /**
     * An instance profile.
     *
     * @param id IAM's id: another profile of the same name has another
     * @param role empty when there is none in it
     */
    record Profile(String name, String id, String arn, String path, String role, Map<String, String> tags) {
        /** This profile with the role and the tags it has been given. */
        Profile as(io.towerforge.operator.model.InstanceProfile desired) {
            return new Profile(
                    name, id, arn, path, desired.role(), desired.tags().all());
        }

        static Profile of(InstanceProfile profile) {
            return new Profile(
                    profile.instanceProfileName(),
                    profile.instanceProfileId(),
                    profile.arn(),
                    profile.path(),
                    profile.roles().stream().map(Role::roleName).findFirst().orElse(""),
                    IamTags.read(profile.tags()));
        }
    }
}
