package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.BiConsumer;

/**
 * The bodies that kubectl sends as protobuf whatever the server prefers: those of {@code kubectl create namespace},
 * {@code configmap}, {@code secret} and {@code serviceaccount} (Kubernetes API concepts, Kubernetes Protobuf encoding; field numbers from the
 * generated.proto files of k8s.io/api and k8s.io/apimachinery). Everything else is refused.
 */
final class ProtobufBody {

    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;

    private ProtobufBody() {}

    /**
     * The body as the JSON that would have said the same.
     *
     * @throws ApiException with code 415 for any other kind of object, and 400 for what is not Kubernetes' protobuf
     */
    static ObjectNode toJson(byte[] body) {
        if (body.length < MAGIC.length || !Arrays.equals(MAGIC, 0, MAGIC.length, body, 0, MAGIC.length)) {
            throw ApiException.badRequest("The body is not in Kubernetes' protobuf encoding.");
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ByteBuffer[] raw = {ByteBuffer.allocate(0)};
        fields(ByteBuffer.wrap(body, MAGIC.length, body.length - MAGIC.length), (number, value) -> {
            if (number == 1) {
                fields(value, (member, text) -> object.put(member == 1 ? "apiVersion" : "kind", text(text)));
            } else if (number == 2) {
                raw[0] = value;
            }
        });
        String kind = object.path("kind").asText();
        switch (kind) {
            case "Namespace", "ServiceAccount", "ConfigMap", "Secret" ->
                fields(raw[0], (number, value) -> member(object, kind, number, value));
            default ->
                throw ApiException.unsupportedMediaType(
                        "This server does not read a %s as protobuf; send JSON.".formatted(kind));
        }
        return object;
    }

    private static void member(ObjectNode object, String kind, int number, ByteBuffer value) {
        if (number == 1) {
            fields(value, (member, content) -> metadata(object.withObjectProperty("metadata"), member, content));
        } else if (kind.equals("ConfigMap") && number == 2) {
            entry(value, (key, content) -> object.withObjectProperty("data").put(key, text(content)));
        } else if (kind.equals("ConfigMap") && number == 3) {
            entry(
                    value,
                    (key, content) -> object.withObjectProperty("binaryData").put(key, base64(content)));
        } else if (kind.equals("Secret") && number == 2) {
            entry(value, (key, content) -> object.withObjectProperty("data").put(key, base64(content)));
        } else if (kind.equals("Secret") && number == 3) {
            object.put("type", text(value));
        }
    }

    private static void metadata(ObjectNode metadata, int number, ByteBuffer value) {
        switch (number) {
            case 1 -> putUnlessEmpty(metadata, "name", text(value));
            case 2 -> putUnlessEmpty(metadata, "generateName", text(value));
            case 3 -> putUnlessEmpty(metadata, "namespace", text(value));
            case 11 ->
                entry(
                        value,
                        (key, content) -> metadata.withObjectProperty("labels").put(key, text(content)));
            case 12 ->
                entry(
                        value,
                        (key, content) ->
                                metadata.withObjectProperty("annotations").put(key, text(content)));
            default -> {}
        }
    }

    private static void putUnlessEmpty(ObjectNode object, String member, String text) {
        if (!text.isEmpty()) {
            object.put(member, text);
        }
    }

    /** Reads one entry of a map: field 1 is the key, field 2 the value. */
    private static void entry(ByteBuffer message, BiConsumer<String, ByteBuffer> found) {
        String[] key = {""};
        ByteBuffer[] value = {ByteBuffer.allocate(0)};
        fields(message, (number, content) -> {
            if (number == 1) {
                key[0] = text(content);
            } else {
                value[0] = content;
            }
        });
        found.accept(key[0], value[0]);
    }

    /** Walks over the fields of a message; numbers are skipped, since nothing that is read here is one. */
    private static void fields(ByteBuffer message, BiConsumer<Integer, ByteBuffer> found) {
        ByteBuffer rest = message.duplicate();
        try {
            while (rest.hasRemaining()) {
                int tag = (int) varint(rest);
                switch (tag & 7) {
                    case VARINT -> varint(rest);
                    case FIXED_64 -> rest.position(rest.position() + 8);
                    case FIXED_32 -> rest.position(rest.position() + 4);
                    case LENGTH_DELIMITED -> {
                        int length = (int) varint(rest);
                        found.accept(tag >>> 3, rest.slice(rest.position(), length));
                        rest.position(rest.position() + length);
                    }
                    default -> throw new IllegalArgumentException("wire type " + (tag & 7));
                }
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException broken) {
            throw ApiException.badRequest("The protobuf body is broken: " + broken);
        }
    }

    private static long varint(ByteBuffer buffer) {
        long value = 0;
        int shift = 0;
        while (true) {
            byte next = buffer.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
            shift += 7;
        }
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    private static String base64(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }
}
