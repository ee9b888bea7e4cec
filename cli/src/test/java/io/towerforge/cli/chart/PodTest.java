package io.towerforge.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.towerforge.operator.OperatorConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PodTest {
    /** Kubernetes documentation, "Pod Security Standards", profile Restricted. */
    @ParameterizedTest
    @EnumSource
    void keepsThePodSecurityStandardRestricted(Values values) {
        PodSpec pod = pod(values.yaml);
        Container container = container(values.yaml);

        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getHostNetwork()).isNull();
        assertThat(pod.getHostPID()).isNull();
        assertThat(pod.getHostIPC()).isNull();
        assertThat(pod.getVolumes())
                .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getPrivileged()).isNull();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
        assertThat(container.getPorts())
                .allSatisfy(port -> assertThat(port.getHostPort()).isNull());
    }

    @Test
    void writesOnlyToASmallTemporaryFolder() {
        assertThat(container("").getSecurityContext().getReadOnlyRootFilesystem())
                .isTrue();
        assertThat(container("").getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .containsExactly("/tmp");
        assertThat(pod("").getVolumes())
                .singleElement()
                .satisfies(volume ->
                        assertThat(volume.getEmptyDir().getSizeLimit()).hasToString("64Mi"));
    }

    @Test
    void theOperatorUnderstandsTheVariablesAndArgumentsItIsGiven() {
        OperatorConfig everywhere = config("");
        assertThat(everywhere.watchNamespaces()).isEmpty();
        assertThat(everywhere.clusterId()).isNull();
        assertThat(everywhere.leaseNamespace()).isEqualTo(Chart.RELEASE_NAMESPACE);
        assertThat(everywhere.simulatedAws()).isFalse();

        OperatorConfig somewhere = config(Values.SOME_NAMESPACES.yaml);
        assertThat(somewhere.watchNamespaces()).containsExactly("genomics", "proteomics");
        assertThat(somewhere.clusterId()).isEqualTo("production");
        assertThat(config(Values.SIMULATED.yaml).simulatedAws()).isTrue();
        assertThat(config(Values.EVERYTHING.yaml).reconcileThreads()).isEqualTo(20);
    }

    @Test
    void everyVariableOfOursIsOneTheOperatorReads() {
        List<String> given = container(Values.SOME_NAMESPACES.yaml).getEnv().stream()
                .map(EnvVar::getName)
                .filter(name -> name.startsWith("TOWERFORGE_"))
                .toList();
        Map<String, String> asked = new TreeMap<>();
        OperatorConfig.from(recording(asked), List.of());

        assertThat(given).containsExactlyInAnyOrderElementsOf(asked.keySet());
    }

    @Test
    void theProbesAskTheHealthPortAndGiveTheStartAMinuteAtLeast() {
        Container container = container("");
        int healthPort = config("").healthPort();

        assertThat(List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
                .allSatisfy(probe -> assertThat(port(container, probe)).isEqualTo(healthPort));
        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/healthz");
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
        assertThat(container.getStartupProbe().getPeriodSeconds()
                        * container.getStartupProbe().getFailureThreshold())
                .isGreaterThanOrEqualTo(60);
    }

    @Test
    void memoryIsRequestedAsLimitedAndTheCpuIsNotLimited() {
        var resources = container("").getResources();

        assertThat(resources.getRequests().get("memory"))
                .isEqualTo(resources.getLimits().get("memory"));
        assertThat(resources.getLimits()).doesNotContainKey("cpu");
    }

    @Test
    void aDigestWinsOverATagAndATagOverTheVersion() {
        assertThat(container("").getImage()).isEqualTo("towerforge:0.1.0");
        assertThat(container("image: {tag: next}").getImage()).isEqualTo("towerforge:next");
        assertThat(container(Values.EVERYTHING.yaml + "\n").getImage())
                .startsWith("registry.example.org/towerforge@sha256:");
    }

    @Test
    void everythingPassedThroughArrives() {
        Deployment deployment = deployment(Values.EVERYTHING.yaml);
        PodSpec pod = pod(Values.EVERYTHING.yaml);

        assertThat(deployment.getMetadata().getName()).isEqualTo("batch-forge");
        assertThat(deployment.getMetadata().getLabels()).containsEntry("team", "platform");
        assertThat(deployment.getSpec().getReplicas()).isEqualTo(3);
        assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
                .containsEntry("example.org/tier", "operators")
                .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
        assertThat(deployment.getSpec().getTemplate().getMetadata().getAnnotations())
                .containsEntry("example.org/logs", "json");
        assertThat(pod.getServiceAccountName()).isEqualTo("forge");
        assertThat(pod.getImagePullSecrets()).hasSize(1);
        assertThat(pod.getNodeSelector()).hasSize(1);
        assertThat(pod.getTolerations()).hasSize(1);
        assertThat(pod.getAffinity().getNodeAffinity()).isNotNull();
        assertThat(pod.getTopologySpreadConstraints()).hasSize(1);
        assertThat(pod.getPriorityClassName()).isEqualTo("system-cluster-critical");
        assertThat(pod.getVolumes()).hasSize(2);
        assertThat(container(Values.EVERYTHING.yaml).getVolumeMounts()).hasSize(2);
        assertThat(container(Values.EVERYTHING.yaml).getEnv())
                .extracting(EnvVar::getName)
                .contains("HTTPS_PROXY", "JAVA_TOOL_OPTIONS");
    }

    private static Map<String, String> recording(Map<String, String> asked) {
        return new java.util.HashMap<>() {
            @Override
            public String get(Object name) {
                asked.put((String) name, "");
                return null;
            }

            @Override
            public String getOrDefault(Object name, String otherwise) {
                asked.put((String) name, "");
                return otherwise;
            }
        };
    }

    private static int port(Container container, Probe probe) {
        return container.getPorts().stream()
                .filter(port ->
                        port.getName().equals(probe.getHttpGet().getPort().getStrVal()))
                .findFirst()
                .orElseThrow()
                .getContainerPort();
    }

    /** The configuration as the process in the pod would read it. */
    private static OperatorConfig config(String values) {
        Map<String, String> environment = new TreeMap<>();
        for (EnvVar variable : container(values).getEnv()) {
            boolean isNamespace = variable.getValueFrom() != null
                    && variable.getValueFrom().getFieldRef().getFieldPath().equals("metadata.namespace");
            environment.put(variable.getName(), isNamespace ? Chart.RELEASE_NAMESPACE : variable.getValue());
        }
        return OperatorConfig.from(environment, container(values).getArgs());
    }

    private static Container container(String values) {
        return pod(values).getContainers().get(0);
    }

    private static PodSpec pod(String values) {
        return deployment(values).getSpec().getTemplate().getSpec();
    }

    private static Deployment deployment(String values) {
        return (Deployment)
                StrictMapper.read(Chart.manifests(values, "Deployment").get(0));
    }
}
