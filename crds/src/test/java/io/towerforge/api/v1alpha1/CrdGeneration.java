package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.SelectableField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Generates the CRD files from the API types, and adds what the generator has no annotation for. */
final class CrdGeneration {
    static final Path DIRECTORY = Path.of("generated");

    private static final String HEADER =
            "# Generated from the classes of io.towerforge.api.v1alpha1; edits are overwritten.\n";

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "AwsBatchComputeEnvironment",
            "One Nextflow-ready AWS Batch environment in one AWS account and region: compute environments, job queues, "
                    + "roles, storage and the Nextflow configuration that pipelines use.",
            "AwsIdentity",
            "Which AWS credentials may be used by which namespaces, and within which guard-rails.");

    private CrdGeneration() {}

    /** The text of every CRD file, by file name. */
    static Map<String, String> generate(Path scratch) throws IOException {
        new CRDGenerator()
                .customResourceClasses(AwsBatchComputeEnvironment.class, AwsIdentity.class)
                .forCRDVersions("v1")
                // Quotes stay: to some readers of YAML an unquoted True or False is no string.
                .withMinQuotes(false)
                .withPostProcessor(new CRDPostProcessor() {
                    @Override
                    public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
                        complete((CustomResourceDefinition) crd);
                        return crd;
                    }
                })
                .inOutputDir(scratch.toFile())
                .generate();
        Map<String, String> texts = new TreeMap<>();
        for (String plural : List.of("awsbatchcomputeenvironments", "awsidentities")) {
            String text = Files.readString(scratch.resolve(plural + ".towerforge.io-v1.yml"));
            texts.put("towerforge.io_" + plural + ".yaml", HEADER + tidy(text));
        }
        return texts;
    }

    /** Without the generator's own heading, and with whole numbers where the bounds are whole. */
    private static String tidy(String text) {
        return text.replaceFirst("^(#[^\n]*\n|---\n)+", "")
                .replaceAll("(?m)(maximum|minimum): ([0-9]+)[.]0$", "$1: $2");
    }

    private static void complete(CustomResourceDefinition crd) {
        JSONSchemaProps root = crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
        String kind = crd.getSpec().getNames().getKind();
        crd.getSpec().getNames().setCategories(List.of("towerforge", "nextflow"));
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().get(0);
        version.setAdditionalPrinterColumns(columnsInOrder(version.getAdditionalPrinterColumns(), kind));
        root.setDescription(DESCRIPTIONS.get(kind));
        root.setRequired(List.of("spec"));
        JSONSchemaProps spec = root.getProperties().get("spec");
        spec.setDescription("What is wanted.");
        JSONSchemaProps status = root.getProperties().get("status");
        status.setDescription("What is: written by the operator only.");
        status.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", -1));
        boolean environment = kind.equals("AwsBatchComputeEnvironment");
        if (environment) {
            version.setSelectableFields(
                    List.of(new SelectableField(".spec.region"), new SelectableField(".spec.identityName")));
        }
        new SchemaCompletion()
                .complete(environment ? AwsBatchComputeEnvironmentSpec.class : AwsIdentitySpec.class, spec);
        new SchemaCompletion()
                .complete(environment ? AwsBatchComputeEnvironmentStatus.class : AwsIdentityStatus.class, status);
    }

    /** The columns in the order of the annotations; the generator sorts them by path, and the state should come first. */
    private static List<CustomResourceColumnDefinition> columnsInOrder(
            List<CustomResourceColumnDefinition> columns, String kind) {
        Class<?> type = kind.equals("AwsIdentity") ? AwsIdentity.class : AwsBatchComputeEnvironment.class;
        List<String> names = Arrays.stream(type.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        return columns.stream()
                .sorted(Comparator.comparingInt(column -> names.indexOf(column.getName())))
                .toList();
    }
}
