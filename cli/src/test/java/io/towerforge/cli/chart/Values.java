package io.towerforge.cli.chart;

/** Values people come with. */
enum Values {
    DEFAULTS(""),
    SOME_NAMESPACES("""
            config:
              watchNamespaces: [genomics, proteomics]
              clusterId: production
            """),
    SIMULATED("""
            config: {simulatedAws: true}
            replicaCount: 2
            """),
    WITHOUT_RIGHTS_AND_DEFINITIONS("""
            rbac: {create: false}
            serviceAccount: {create: false, name: existing}
            crds: {enabled: false}
            metrics: {service: {enabled: false}}
            """),
    READERS_ONLY("""
            rbac: {aggregateToEdit: false, aggregateToAdmin: false}
            crds: {keep: false}
            """),
    EVERYTHING("""
            replicaCount: 3
            image:
              repository: registry.example.org/towerforge
              digest: sha256:%s
              pullPolicy: Always
            imagePullSecrets: [{name: registry}]
            nameOverride: forge
            fullnameOverride: batch-forge
            commonLabels: {team: platform}
            serviceAccount:
              name: forge
              annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::123456789012:role/towerforge"}
            podAnnotations: {example.org/logs: json}
            podLabels: {example.org/tier: operators}
            nodeSelector: {kubernetes.io/arch: amd64}
            tolerations: [{key: dedicated, operator: Exists}]
            affinity:
              nodeAffinity:
                requiredDuringSchedulingIgnoredDuringExecution:
                  nodeSelectorTerms: [{matchExpressions: [{key: spot, operator: DoesNotExist}]}]
            topologySpreadConstraints:
              - {maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway}
            priorityClassName: system-cluster-critical
            extraEnv: [{name: HTTPS_PROXY, value: "http://proxy.example.org:3128"}]
            extraVolumes: [{name: certificates, configMap: {name: certificates}}]
            extraVolumeMounts: [{name: certificates, mountPath: /certificates, readOnly: true}]
            config: {reconcileThreads: 20}
            pipelineSecrets: {namespaces: [genomics, proteomics]}
            metrics:
              service: {port: 9090, annotations: {example.org/scrape: "true"}}
              serviceMonitor: {enabled: true, interval: 30s, labels: {release: prometheus}}
            """.formatted("0123456789abcdef".repeat(4)));

    final String yaml;

    Values(String yaml) {
        this.yaml = yaml;
    }
}
