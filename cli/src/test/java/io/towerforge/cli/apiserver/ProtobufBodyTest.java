package io.towerforge.cli.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProtobufBodyTest {

    @Test
    void aConfigMapIsRead() {
        byte[] metadata = message(field(1, text("one")), field(3, text("genomics")));
        byte[] entry = message(field(1, text("key")), field(2, text("value")));

        assertThat(ProtobufBody.toJson(envelope("ConfigMap", message(field(1, metadata), field(2, entry))))
                        .toString())
                .isEqualTo("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\","
                        + "\"metadata\":{\"name\":\"one\",\"namespace\":\"genomics\"},\"data\":{\"key\":\"value\"}}");
    }

    @Test
    void aNamespaceIsReadAndItsEmptyMembersAreLeftOut() {
        byte[] metadata = message(field(1, text("genomics")), field(2, text("")));

        assertThat(ProtobufBody.toJson(envelope("Namespace", message(field(1, metadata))))
                        .at("/metadata")
                        .toString())
                .isEqualTo("{\"name\":\"genomics\"}");
    }

    @Test
    void anotherKindIsRefused() {
        assertThatThrownBy(() -> ProtobufBody.toJson(envelope("Deployment", new byte[0])))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(415));
    }

    @Test
    void aBrokenBodyIsRefused() {
        byte[] broken = {'k', '8', 's', 0, 0x12, 0x7f, 1};

        assertThatThrownBy(() -> ProtobufBody.toJson(broken))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(400));
    }

    private static byte[] envelope(String kind, byte[] raw) {
        byte[] typeMeta = message(field(1, text("v1")), field(2, text(kind)));
        return message(new byte[] {'k', '8', 's', 0}, field(1, typeMeta), field(2, raw));
    }

    private static byte[] field(int number, byte[] content) {
        return message(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] message(byte[]... parts) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            message.writeBytes(part);
        }
        return message.toByteArray();
    }
}
