package io.towerforge.operator.desired;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The user data of the launch template: MIME multipart, without which Batch calls the compute environment INVALID (AWS Batch
 * user guide, "Use Amazon EC2 launch templates"). The same input gives the same bytes, because the template's name is their
 * hash.
 */
final class UserData {
    /** EC2 accepts 16 KB before encoding; Batch adds a part of its own (EC2 user guide, "Instance user data"). */
    static final int MAX_BYTES = 16 * 1024 - 1024;

    /** Base64 text holds no '=' followed by this, so no part can contain it. */
    private static final String BOUNDARY = "==TOWERFORGE==";

    private UserData() {}

    static String of(BootScript boot) {
        String cloudConfig = "#cloud-config\n"
                + "write_files:\n"
                + file("/etc/towerforge/settings", "0600", plain(boot.settingsFile()))
                + file("/opt/towerforge/boot.sh", "0755", encoded(boot.script()))
                + "runcmd:\n"
                + "- [ /opt/towerforge/boot.sh ]\n";
        String userData = "MIME-Version: 1.0\n"
                + "Content-Type: multipart/mixed; boundary=\"" + BOUNDARY + "\"\n\n"
                + "--" + BOUNDARY + "\n"
                + "Content-Type: text/cloud-config; charset=\"us-ascii\"\n\n"
                + cloudConfig + "\n"
                + "--" + BOUNDARY + "--\n";
        int bytes = userData.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalStateException("user data of " + bytes + " bytes; EC2 takes " + MAX_BYTES);
        }
        return userData;
    }

    private static String file(String path, String mode, String content) {
        return "- path: " + path + "\n" + "  permissions: '" + mode + "'\n" + "  owner: root:root\n" + content;
    }

    private static String encoded(String content) {
        return "  encoding: b64\n"
                + "  content: "
                + Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)) + "\n";
    }

    /** As it is: lines of names and base64 text mean nothing to YAML, and encoding them again would cost a third more. */
    private static String plain(String content) {
        return "  content: |\n" + content.indent(4);
    }
}
