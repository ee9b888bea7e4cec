package io.towerforge.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Which AWS credentials may be used by which namespaces, and within which guard-rails. */
@Group(TowerForgeApi.GROUP)
@Version(TowerForgeApi.VERSION)
@Kind("AwsIdentity")
@Plural("awsidentities")
@Singular("awsidentity")
@ShortNames("awsid")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Account", jsonPath = ".status.accountId")
@AdditionalPrinterColumn(
        name = "Environments",
        jsonPath = ".status.environments",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Role", jsonPath = ".spec.assumeRole.roleArn", priority = 1)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.conditions[?(@.type==\"Ready\")].message", priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class AwsIdentity extends CustomResource<AwsIdentitySpec, AwsIdentityStatus> {
    private static final long serialVersionUID = 1L;
}
