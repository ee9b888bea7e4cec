package io.towerforge.api.v1alpha1;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Invents documents from a schema: mostly sound in their structure, with every combination of features. */
final class RandomSpec {
    private static final String ROLE = "arn:aws:iam::111122223333:role/nextflow";

    /** Texts by field name. The last one of each is of a wrong form, and drawn seldom. */
    private static final Map<String, List<String>> TEXTS = Map.ofEntries(
            Map.entry("region", List.of("eu-west-1", "us-east-1", "nowhere")),
            Map.entry("workDirectory", List.of("s3://acme/work", "s3://acme", "/mnt/efs/work", "/mnt/fsx", "work")),
            Map.entry("mountPath", List.of("/mnt/efs", "/mnt/fsx", "/data", "data")),
            Map.entry("instanceTypes", List.of("optimal", "c4", "c4.large", "c6id", "m6id.8xlarge", "c4d", "M6I")),
            Map.entry("allowedBuckets", List.of("s3://a-bucket", "s3://b-bucket/path/", "bucket")),
            Map.entry("fileSystemId", List.of("fs-01234567", "vol-01234567")),
            Map.entry("imageId", List.of("ami-01234567", "ubuntu")),
            Map.entry("vpcId", List.of("vpc-01234567", "vpc")),
            Map.entry("subnetIds", List.of("subnet-01234567", "subnet-01234568", "subnet-x")),
            Map.entry("securityGroupIds", List.of("sg-01234567", "sg-01234568", "default")),
            Map.entry("instanceProfileArn", List.of("arn:aws:iam::111122223333:instance-profile/x", ROLE)),
            Map.entry("permissionsBoundaryArn", List.of("arn:aws:iam::111122223333:policy/x", ROLE)),
            Map.entry("allowedRoleArns", List.of(ROLE, "arn:aws:iam::111122223333:role/*", "*")),
            Map.entry("headQueue", List.of("head", queue("eu-west-1"), queue("us-east-1"), "a queue")),
            Map.entry("computeQueue", List.of("compute", queue("eu-west-1"), queue("us-east-1"), "-")),
            Map.entry("awsCliPath", List.of("/usr/bin/aws", "/bin/aws", "aws")),
            Map.entry("roleArn", List.of(ROLE, "arn:aws-cn:iam::444455556666:role/nextflow", "role/nextflow")),
            Map.entry("rolePath", List.of("/", "/towerforge/", "towerforge")),
            Map.entry("name", List.of("A", "B", "AWS_BATCH_X", "9")),
            Map.entry("secretName", List.of("keys", "Keys")),
            Map.entry("key", List.of("key", "key/")));

    private static final List<String> LABEL_KEYS =
            List.of("team", "Name", "cost centre", "awsome", "aws:x", "towerforge.io/x", "kubernetes.io/cluster/x", "");

    private final Random random;

    RandomSpec(long seed) {
        random = new Random(seed);
    }

    /** A document of the kind of a definition. */
    Map<String, Object> document(Definition definition) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "towerforge.io/v1alpha1");
        document.put("kind", definition.kind());
        document.put("metadata", Map.of("name", "n".repeat(1 + random.nextInt(56)), "namespace", "genomics"));
        document.put(
                "spec",
                value(
                        "spec",
                        Definition.map(
                                Definition.properties(definition.schema()).get("spec"))));
        return document;
    }

    private Object value(String name, Map<String, Object> schema) {
        if (schema.get("enum") instanceof List<?> accepted) {
            return seldom(300) ? "Bogus" : accepted.get(random.nextInt(accepted.size()));
        }
        return switch ((String) schema.get("type")) {
            case "boolean" -> random.nextInt(3) > 0;
            case "integer" -> number(name, schema);
            case "string" -> text(name, schema);
            case "array" -> list(name, schema);
            default -> schema.containsKey("additionalProperties") ? labels() : object(name, schema);
        };
    }

    private Map<String, Object> object(String name, Map<String, Object> schema) {
        List<?> required = (List<?>) schema.getOrDefault("required", List.of());
        Map<String, Object> object = new LinkedHashMap<>();
        Definition.properties(schema).forEach((member, memberSchema) -> {
            boolean wanted = required.contains(member) ? !seldom(300) : random.nextInt(10) < likelihood(member);
            if (wanted) {
                object.put(member, value(member, Definition.map(memberSchema)));
            }
        });
        if (name.equals("spec") && object.containsKey("forge") && !seldom(10)) {
            object.remove("manual");
        }
        return object;
    }

    /** In tenths: features that others need are frequent, features that others exclude are not. */
    private static int likelihood(String member) {
        return switch (member) {
            case "fusion", "wave", "enabled", "forge" -> 7;
            case "efs", "fsx", "imageId", "gpu", "costPercentage", "fargateHead", "resourceLabels" -> 2;
            default -> 4;
        };
    }

    private long number(String name, Map<String, Object> schema) {
        long minimum = schema.get("minimum") instanceof Number number ? number.longValue() : 0;
        long maximum = schema.get("maximum") instanceof Number number ? number.longValue() : Integer.MAX_VALUE;
        if (seldom(200)) {
            return random.nextBoolean() ? minimum - 1 : maximum + 1;
        }
        return switch (name) {
            case "capacityGiB" -> List.of(1200L, 2400L, 3600L, 4800L).get(random.nextInt(4));
            case "retentionDays" -> List.of(1L, 2L, 30L, 90L, 3653L).get(random.nextInt(5));
            case "minCpus", "maxCpus" -> 1 + random.nextInt(64);
            default -> minimum + (random.nextBoolean() ? random.nextInt(20) : 0);
        };
    }

    private String text(String name, Map<String, Object> schema) {
        List<String> texts =
                TEXTS.getOrDefault(name, name.endsWith("Arn") ? List.of(ROLE, "role/nextflow") : List.of());
        if (texts.isEmpty()) {
            String longest = "x".repeat(((Number) schema.getOrDefault("maxLength", 64L)).intValue());
            return seldom(100) ? longest + "x" : random.nextBoolean() ? longest : "xx";
        }
        return seldom(200) ? texts.get(texts.size() - 1) : texts.get(random.nextInt(texts.size() - 1));
    }

    private List<Object> list(String name, Map<String, Object> schema) {
        List<Object> list = new ArrayList<>();
        int size = seldom(4) ? 0 : 1 + random.nextInt(2);
        for (int index = 0; index < size; index++) {
            Object item = value(name, Definition.map(schema.get("items")));
            if (!list.contains(item) || seldom(20)) {
                list.add(item);
            }
        }
        return list;
    }

    private Map<String, Object> labels() {
        Map<String, Object> labels = new LinkedHashMap<>();
        int size = random.nextInt(3);
        for (int index = 0; index < size; index++) {
            String key = seldom(30)
                    ? "k".repeat(128 + random.nextInt(2))
                    : LABEL_KEYS.get(random.nextInt(LABEL_KEYS.size()));
            labels.put(key, seldom(100) ? "a;b" : "value");
        }
        return labels;
    }

    private boolean seldom(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private static String queue(String region) {
        return "arn:aws:batch:" + region + ":111122223333:job-queue/q";
    }
}
