package io.towerforge.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** One Nextflow-ready AWS Batch environment in one AWS account and region. */
@Group(TowerForgeApi.GROUP)
@Version(TowerForgeApi.VERSION)
@Kind("AwsBatchComputeEnvironment")
@Plural("awsbatchcomputeenvironments")
@Singular("awsbatchcomputeenvironment")
@ShortNames("abce")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Model", jsonPath = ".status.effective.provisioningModel")
@AdditionalPrinterColumn(name = "vCPUs", jsonPath = ".status.capacity.summary")
@AdditionalPrinterColumn(name = "Queue", jsonPath = ".status.computeQueue.name")
@AdditionalPrinterColumn(name = "Region", jsonPath = ".spec.region", priority = 1)
@AdditionalPrinterColumn(name = "Head-Queue", jsonPath = ".status.headQueue.name", priority = 1)
@AdditionalPrinterColumn(name = "WorkDir", jsonPath = ".spec.workDirectory", priority = 1)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.conditions[?(@.type==\"Ready\")].message", priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@ValidationRule(value = "size(self.metadata.name) <= 54", message = EnvironmentRules.NAME_LENGTH)
public class AwsBatchComputeEnvironment
        extends CustomResource<AwsBatchComputeEnvironmentSpec, AwsBatchComputeEnvironmentStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
