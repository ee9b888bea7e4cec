package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.PipelineSecret;
import io.towerforge.operator.model.HiddenText;
import io.towerforge.operator.model.Secret;
import io.towerforge.operator.model.SecretContent;
import io.towerforge.operator.model.StackId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Reads what pipeline secrets hold, for one pass. Every Secret is read once, whatever the number of its keys that are wanted. */
final class PipelineSecretReader {
    /** AWS Secrets Manager user guide, "Quotas", size of a secret value. */
    private static final int LARGEST_VALUE = 65_536;

    private static final String ALGORITHM = "HmacSHA256";

    private final Secrets secrets;
    private final StackId stack;

    PipelineSecretReader(Secrets secrets, StackId stack) {
        this.secrets = secrets;
        this.stack = stack;
    }

    /** @param findings takes a sentence with a remedy for each secret whose value is not to be had */
    Map<String, SecretContent> read(AwsBatchComputeEnvironmentSpec spec, Consumer<String> findings) {
        Map<String, SecretReading> readings = new LinkedHashMap<>();
        Map<String, SecretContent> contents = new TreeMap<>();
        for (PipelineSecret entry : spec.pipelineSecrets()) {
            String name = entry.secretKeyRef().name();
            boolean first = !readings.containsKey(name);
            SecretReading reading = readings.computeIfAbsent(name, key -> secrets.read(stack.namespace(), key));
            if (reading.problem() == null) {
                content(entry, reading, findings, contents);
            } else if (first) {
                findings.accept(reading.problem());
            }
        }
        return contents;
    }

    private void content(
            PipelineSecret entry,
            SecretReading reading,
            Consumer<String> findings,
            Map<String, SecretContent> contents) {
        String where = "Key '" + entry.secretKeyRef().key() + "' of Secret '"
                + entry.secretKeyRef().name() + "' in namespace '" + stack.namespace() + "'";
        byte[] value = reading.data().get(entry.secretKeyRef().key());
        if (value == null) {
            findings.accept(where + " does not exist. Put it in, or correct `spec.pipelineSecrets`.");
            return;
        }
        if (value.length == 0 || value.length > LARGEST_VALUE) {
            findings.accept(where + " has " + value.length + " bytes; AWS Secrets Manager takes 1 to " + LARGEST_VALUE
                    + ". Correct the value.");
            return;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            contents.put(entry.name(), new SecretContent(version(reading.uid(), value), new HiddenText(text)));
        } catch (CharacterCodingException binary) {
            findings.accept(where + " is no text, and a pipeline reads text. Encode it, for example with base64.");
        }
    }

    /**
     * Recognises a value and tells nothing about it to whoever sees this in AWS: the key, the UID of the Kubernetes Secret, is known in
     * the cluster only.
     */
    private String version(String secretUid, byte[] value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(
                    (stack.cluster() + "/" + stack.uid() + "/" + secretUid).getBytes(StandardCharsets.UTF_8),
                    ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(value)).substring(0, Secret.VERSION_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM + ".", e);
        }
    }

    /** Changes whenever one of the Secrets does, and holds nothing of them. */
    static String state(Secrets secrets, String namespace, List<PipelineSecret> entries) {
        return entries.stream()
                .map(entry -> entry.secretKeyRef().name())
                .distinct()
                .sorted()
                .map(name -> name + "=" + secrets.read(namespace, name).state())
                .reduce("", (all, one) -> all + one + "\n");
    }
}
