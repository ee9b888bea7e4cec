package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** User data as EC2, cloud-init and Batch want it. */
class UserDataTest {
    private static final BootScript BOOT = Boots.of("TowerForge-1", AwsCli.DEFAULT_PATH, true);

    @Test
    void itIsAMimeMessageOfOnePartThatCloudInitReads() {
        String userData = UserData.of(BOOT);
        List<String> lines = userData.lines().toList();
        assertThat(lines.get(0)).isEqualTo("MIME-Version: 1.0");
        String boundary = lines.get(1).replaceFirst(".*boundary=\"(.*)\"", "$1");
        assertThat(lines.get(1)).startsWith("Content-Type: multipart/mixed; ");
        assertThat(lines.stream().filter(("--" + boundary)::equals)).hasSize(1);
        assertThat(lines).last().isEqualTo("--" + boundary + "--");
        assertThat(lines).contains("Content-Type: text/cloud-config; charset=\"us-ascii\"");
        assertThat(userData.chars()).allMatch(c -> c < 128);
    }

    @Test
    void itsPartIsACloudConfigThatWritesTheScriptAndRunsIt() {
        String part = UserData.of(BOOT).split("--==TOWERFORGE==(?:--)?\n")[1];
        String cloudConfig = part.substring(part.indexOf("#cloud-config"));
        Map<?, ?> read = Serialization.unmarshal(cloudConfig, Map.class);
        assertThat(read.get("runcmd")).isEqualTo(List.of(List.of("/opt/towerforge/boot.sh")));
        List<?> files = (List<?>) read.get("write_files");
        assertThat(files).hasSize(2);
        assertThat(((Map<?, ?>) files.get(0)).get("content")).isEqualTo(BOOT.settingsFile());
        assertThat(decoded(files.get(1))).isEqualTo(BOOT.script()).startsWith("#!/bin/bash\n");
        assertThat(((Map<?, ?>) files.get(0)).get("permissions")).isEqualTo("0600");
        assertThat(((Map<?, ?>) files.get(1)).get("permissions")).isEqualTo("0755");
    }

    @Test
    void theSameScriptGivesTheSameBytes() {
        assertThat(UserData.of(BOOT)).isEqualTo(UserData.of(Boots.of("TowerForge-1", AwsCli.DEFAULT_PATH, true)));
    }

    @Test
    void theLongestValuesOfASpecFitIntoWhatEc2Takes() {
        String longest = "ECS_A=" + "a".repeat(4090);
        for (BootScript script : List.of(
                Boots.with("logGroup: { name: " + "g".repeat(512) + " }"),
                Boots.with(
                        "logGroup: { name: " + "g".repeat(512) + " }", "awsCliPath: /" + "p".repeat(240) + "/bin/aws"),
                Boots.forge("ecsAgentConfig: " + longest, "logGroup: { name: " + "g".repeat(512) + " }"),
                Boots.forge(
                        "ecsAgentConfig: " + longest,
                        "logGroup: { name: " + "g".repeat(512) + " }",
                        "wave: { enabled: true }",
                        "fusion: { enabled: true, fastInstanceStorage: true }"),
                withEverything())) {
            assertThat(UserData.of(script).getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(UserData.MAX_BYTES);
        }
    }

    /** Everything that may stand together, with the longest values: what the rules of the API leave room for. */
    private static BootScript withEverything() {
        String buckets = IntStream.range(0, 20)
                .mapToObj(number -> "s3://" + "b".repeat(61) + (10 + number))
                .collect(Collectors.joining(", "));
        return Boots.settled(
                "ecsAgentConfig: ECS_A=" + "a".repeat(1018),
                "allowedBuckets: [" + buckets + "]",
                "bucketMounts: { enabled: true }",
                "ebsAutoScale: { enabled: true, blockSizeGiB: 1000 }",
                "efs: { create: {} }",
                "fsx: { create: {} }");
    }

    @Test
    void whatEc2WouldNotTakeIsSaidBeforeItIsAsked() {
        assertThatThrownBy(() -> UserData.of(Boots.of("g".repeat(14_000), AwsCli.DEFAULT_PATH, true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("user data of \\d+ bytes; EC2 takes " + UserData.MAX_BYTES);
    }

    private static String decoded(Object file) {
        return new String(
                Base64.getDecoder().decode(((Map<?, ?>) file).get("content").toString()), StandardCharsets.UTF_8);
    }
}
