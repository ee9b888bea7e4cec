package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.towerforge.api.v1alpha1.ActiveJobsPolicy;
import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.DetachedVolumeAction;
import io.towerforge.api.v1alpha1.DetachedVolumesSpec;
import io.towerforge.api.v1alpha1.EfsCreateSpec;
import io.towerforge.api.v1alpha1.EfsSpec;
import io.towerforge.api.v1alpha1.FsxCreateSpec;
import io.towerforge.api.v1alpha1.FsxSpec;
import io.towerforge.api.v1alpha1.NetworkSpec;
import io.towerforge.api.v1alpha1.OnDelete;
import io.towerforge.operator.model.Tags;
import io.towerforge.simulator.core.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** What the operator is seen to call in AWS, beside what its policy allows. */
class IamPolicyTest {
    /** Longer than it takes to notice what was changed by hand, some of it in the hour, and to put it right. */
    private static final Duration UNTIL_REPAIRED = Duration.ofMinutes(80);

    private static final NetworkSpec NO_SUCH_NETWORK = new NetworkSpec("vpc-0123456789abcdef0", null, null);

    private static final String PREFIX = "TowerForge-";

    /** Allowed without a call of that name, each with its reason. */
    private static final Map<String, String> WITHOUT_A_CALL = Map.of(
            "iam:PassRole", "asked for when a role is handed to an instance profile (IAM user guide, PassRole)",
            "iam:CreateServiceLinkedRole",
                    "Batch, EFS and FSx make theirs in the caller's name, on first use in an account",
            "ec2:CreateNetworkInterface", "EFS makes those of mount targets in the caller's name",
            "ec2:DeleteNetworkInterface", "EFS deletes those of mount targets in the caller's name");

    /** Calls whose permission has another name (service authorization reference, Amazon S3). */
    private static final Map<String, String> PERMISSIONS = Map.of("s3:HeadBucket", "s3:ListBucket");

    /** Needs no permission (STS API reference, GetCallerIdentity). */
    private static final Set<String> FREE = Set.of("sts:GetCallerIdentity");

    /** Members of requests that hold the name or the ARN of what is written to. */
    private static final Set<String> NAMES = Set.of(
            "computeEnvironmentName",
            "computeEnvironment",
            "jobQueueName",
            "jobQueue",
            "jobDefinitionName",
            "jobDefinition",
            "launchTemplateName",
            "roleName",
            "instanceProfileName",
            "logGroupName",
            "secretId",
            "resourceArn");

    private static final List<Call> CALLS = new ArrayList<>();

    private final IamPolicy policy = IamPolicy.documented();

    /** Everything that may happen to an environment, one after another. */
    @BeforeAll
    static void live() {
        Story story = Story.ofAnEnvironment();
        for (Deed deed : Deed.values()) {
            deed.to(story);
            story.passes(UNTIL_REPAIRED);
        }
        story.person()
                .ec2()
                .createTags(request -> request.resources(
                                story.one("AWS::EC2::LaunchTemplate").id())
                        .tags(tag -> tag.key("towerforge.io/unknown").value("by-hand")));
        story.person()
                .iam()
                .tagRole(request -> request.roleName(story.role("InstanceRole").name())
                        .tags(tag -> tag.key("towerforge.io/unknown").value("by-hand")));
        story.passes(UNTIL_REPAIRED);
        List.of(
                        Edit.SECRETS,
                        Edit.LABELS,
                        Edit.TYPES,
                        Edit.BUCKETS,
                        Edit.FAST_STORAGE,
                        Edit.HEAD_JOB,
                        Edit.IMAGE,
                        Edit.KEY_PAIR,
                        Edit.BOUNDARY,
                        Edit.NO_ROLES)
                .forEach(edit -> {
                    story.edit(edit::of);
                    story.passes(UNTIL_REPAIRED);
                });
        storage(story);
        story.edit(spec -> spec.withResourceLabels(Map.of()));
        story.passes(UNTIL_REPAIRED);
        story.editForge(forge -> forge.withEfs(null).withFsx(null));
        story.passes(UNTIL_REPAIRED);
        List.of(SecretDeed.values()).forEach(deed -> {
            deed.to(story);
            story.passes(UNTIL_REPAIRED);
        });
        Leftovers.volume(story);
        story.editForge(forge -> forge.withDetachedVolumes(new DetachedVolumesSpec(DetachedVolumeAction.DELETE, null)));
        story.passes(Duration.ofHours(26));
        story.editForge(forge -> forge.withNetwork(NO_SUCH_NETWORK));
        story.passes(UNTIL_REPAIRED);
        story.submit("work", 4);
        story.edit(spec -> spec.withOnDelete(new OnDelete(ActiveJobsPolicy.TERMINATE, null)));
        story.delete();
        story.passes(Duration.ofHours(2));
        assertThat(story.isGone()).isTrue();
        CALLS.addAll(story.calls());
        CALLS.addAll(adoption().calls());
    }

    private static Story adoption() {
        Story story = Story.ofAnEnvironment();
        String id = story.environment().getStatus().environmentId();
        story.world().cluster().rebuild("rebuilt-cluster");
        story.world().startOperator();
        story.world().cluster().apply(Story.NAME, Story.SPOT);
        story.annotate(Annotations.ADOPT, id);
        story.passes(UNTIL_REPAIRED);
        assertThat(story.isSettled()).isTrue();
        return story;
    }

    /** File systems are made behind a security group that lets nobody in, and somebody changes them. */
    private static void storage(Story story) {
        var network = story.world().aws().network();
        String closed = network.addSecurityGroup(network.defaultVpcId(), "closed");
        story.editForge(forge -> forge.withNetwork(new NetworkSpec(null, null, List.of(closed)))
                .withEfs(new EfsSpec(new EfsCreateSpec(null), null, null)));
        story.passes(UNTIL_REPAIRED);
        String group = story.one("AWS::EC2::SecurityGroup").id();
        story.person()
                .ec2()
                .authorizeSecurityGroupIngress(request -> request.groupId(group)
                        .ipPermissions(permission ->
                                permission.ipProtocol("-1").ipRanges(range -> range.cidrIp("0.0.0.0/0"))));
        story.person()
                .efs()
                .modifyMountTargetSecurityGroups(request -> request.mountTargetId(
                                story.one("AWS::EFS::MountTarget").id())
                        .securityGroups(closed));
        story.passes(UNTIL_REPAIRED);
        story.editForge(forge -> forge.withFsx(new FsxSpec(new FsxCreateSpec(null), null, null)));
        story.passes(UNTIL_REPAIRED);
        story.editForge(forge -> forge.withFsx(new FsxSpec(new FsxCreateSpec(2400), null, null)));
        story.edit(spec -> spec.withResourceLabels(Map.of()));
        story.passes(UNTIL_REPAIRED);
        String lustre = story.one("AWS::FSx::FileSystem").id();
        story.editForge(forge -> forge.withFsx(new FsxSpec(null, lustre, null)));
        story.passes(UNTIL_REPAIRED);
        story.editForge(forge -> forge.withFsx(null));
        story.edit(spec -> spec.withResourceLabels(Map.of("team", "genomics")));
        story.passes(UNTIL_REPAIRED);
    }

    /** All inline policies of a role together; a managed policy holds 6144 only (IAM user guide, "IAM and STS quotas"). */
    @Test
    void theInlinePoliciesOfARoleHoldIt() {
        assertThat(policy.size()).isLessThanOrEqualTo(10_240);
    }

    @Test
    void everythingTheOperatorCallsIsAllowed() {
        Set<String> called = called();
        called.removeAll(FREE);

        assertThat(policy.actions()).containsAll(called);
    }

    @Test
    void everythingThatIsAllowedIsCalledOrHasAReason() {
        Set<String> expected = called();
        expected.addAll(WITHOUT_A_CALL.keySet());

        assertThat(expected).containsAll(policy.actions());
        assertThat(called()).doesNotContainAnyElementsOf(WITHOUT_A_CALL.keySet());
    }

    @Test
    void onlyWhatHasOurNamesIsWrittenTo() {
        assertThat(writes().flatMap(IamPolicyTest::names))
                .isNotEmpty()
                .allMatch(name -> name.startsWith(PREFIX) || name.startsWith("tower-"));
    }

    @Test
    void whatMustBeTaggedAsItIsMadeIsTagged() {
        List<Call> creations = writes().filter(call -> call.operation().startsWith("Create"))
                .filter(call -> policy.actionsThatMustTag().contains(action(call)))
                .toList();

        assertThat(creations.stream().map(Call::operation).distinct())
                .contains("CreateComputeEnvironment", "CreateJobQueue", "CreateLaunchTemplate", "CreateRole");
        assertThat(creations)
                .allSatisfy(call -> assertThat(call.request().toString()).contains(Tags.CLUSTER));
    }

    @Test
    void onlyTheTwoPoliciesOfAwsThatRolesNeedAreAttached() {
        JsonNode allowed = policy.statement("AttachTwoPoliciesOfAwsToRoles").at("/Condition/ArnEquals/iam:PolicyARN");

        assertThat(writes().filter(call -> call.operation().equals("AttachRolePolicy"))
                        .flatMap(call -> members(call, Set.of("policyArn")))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(IamPolicy.list(allowed));
    }

    @Test
    void nothingIsAllowedOnEverythingButReading() {
        assertThat(policy.statements())
                .filteredOn(
                        statement -> IamPolicy.list(statement.path("Resource")).contains("*"))
                .flatExtracting(statement -> IamPolicy.list(statement.path("Action")))
                .isNotEmpty()
                .allMatch(action -> action.matches("\\w+:(Describe|List|Get)\\w+"));
    }

    @Test
    void anActionIsNeverAWildcard() {
        assertThat(policy.actions()).noneMatch(action -> action.contains("*"));
    }

    private static Stream<Call> writes() {
        return CALLS.stream().filter(Call::write);
    }

    private static Set<String> called() {
        return CALLS.stream().map(IamPolicyTest::action).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String action(Call call) {
        String action = call.service().label() + ":" + call.operation();
        return PERMISSIONS.getOrDefault(action, action);
    }

    private static Stream<String> names(Call call) {
        return members(call, NAMES)
                .map(text -> text.startsWith("arn:") ? text.replaceFirst("arn:.*(:log-group:|/)", "") : text);
    }

    private static Stream<String> members(Call call, Set<String> names) {
        SdkPojo request = (SdkPojo) call.request();
        return request.sdkFields().stream()
                .filter(field -> names.contains(decapitalized(field)))
                .map(field -> field.getValueOrDefault(request))
                .filter(Objects::nonNull)
                .map(Object::toString);
    }

    private static String decapitalized(SdkField<?> field) {
        String name = field.memberName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
