package io.towerforge.operator.desired;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An EC2 instance in a directory. Absolute paths of the script point into the directory, and every command it uses is a
 * stand-in that writes down how it was called; so the script runs anywhere, without root and without network.
 */
final class Instance {
    private static final List<String> COMMANDS = List.of(
            "yum",
            "jq",
            "systemctl",
            "wget",
            "unzip",
            "sysctl",
            "vgcreate",
            "lvcreate",
            "mkfs.xfs",
            "mount",
            "sleep",
            "dnf",
            "amazon-linux-extras",
            "mount-s3",
            "vgextend",
            "lvextend");
    private static final String AGENT = "/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl";
    private static final String INSTALLER = "/tmp/aws/install";

    /** The AWS CLI as AWS packs it, and as it is where nothing else brings zlib: in a slim container. */
    private static final String AWS_CLI = """
            #!/bin/bash
            if [ ! -e "${LD_LIBRARY_PATH%%:*}/libz.so.1" ]; then
              echo "aws: error while loading shared libraries: libz.so.1: cannot open shared object file" >&2
              exit 127
            fi
            if [ "$1" = libraries ]; then echo "$LD_LIBRARY_PATH"; exit; fi
            exec 'ROOT/bin/aws' "$@"
            """;

    /** The paths of a real instance that the script reads and writes. */
    private static final Pattern PATHS = Pattern.compile(
            "(?<=[ \\n>:])/(?:etc/|var/|dev/console|dev/disk/|opt/(?:aws|towerforge)/|tmp/|scratch/|fusion/)");

    private final Path root;
    private final Path log;
    private final Map<String, String> variables = new TreeMap<>();
    private boolean settings = true;
    private int exitCode = -1;
    private String shellSays = "";

    private Instance(Path root) {
        this.root = root;
        this.log = root.resolve("commands.log");
    }

    static Instance in(Path directory) throws IOException {
        Instance instance = new Instance(directory);
        for (String folder : List.of(
                "bin",
                "etc/towerforge",
                "etc/ecs",
                "etc/systemd/system",
                "opt/towerforge",
                "var/log",
                "dev",
                "tmp/aws")) {
            Files.createDirectories(directory.resolve(folder));
        }
        Files.writeString(directory.resolve("etc/ecs/ecs.config"), "ECS_CLUSTER=as-batch-wrote-it\n");
        Files.createFile(instance.log);
        for (String command : COMMANDS) {
            instance.standIn("/bin/" + command, 0);
        }
        instance.standIn(AGENT, 0);
        instance.withCliToInstall();
        instance.withDisks();
        instance.withVolumes("/dev/xvda");
        instance.withFreeGiB(30);
        instance.write("/bin/cloud-init", """
                #!/bin/bash
                case $2 in
                  instance_id) echo i-0abc ;;
                  availability_zone) echo eu-west-1a ;;
                  region) echo eu-west-1 ;;
                esac
                """);
        instance.write("/bin/logger", "#!/bin/bash\ncat >&2\n");
        return instance;
    }

    private void withCliToInstall() throws IOException {
        write(INSTALLER, """
                #!/bin/bash
                echo "install $*" >> 'LOG'
                mkdir -p "$3" "$5/v2/2.0"
                mv 'ROOT/tmp/aws/dist' "$5/v2/2.0/dist"
                ln -s "$5/v2/2.0/dist/aws" "$3/aws"
                """.replace("LOG", log.toString()).replace("ROOT", root.toString()));
        write("/tmp/aws/dist/aws", AWS_CLI.replace("ROOT", root.toString()));
        write("/lib64/libz.so.1.2.11", "zlib of the instance");
        Files.createSymbolicLink(root.resolve("lib64/libz.so.1"), Path.of("libz.so.1.2.11"));
        write("/bin/ldd", """
                #!/bin/bash
                printf '\\tlibdl.so.2 => /lib64/libdl.so.2 (0x7f01)\\n\\tlibz.so.1 => %s (0x7f02)\\n' 'ROOT/lib64/libz.so.1'
                """.replace("ROOT", root.toString()));
    }

    /** From now on this command fails. */
    Instance breaks(String command) throws IOException {
        String path = Map.of("amazon-cloudwatch-agent-ctl", AGENT, "install", INSTALLER)
                .getOrDefault(command, "/bin/" + command);
        standIn(path, 1);
        return this;
    }

    /** From now on this command fails when this is one of its arguments, such as a package that no repository has. */
    Instance breaks(String command, String argument) throws IOException {
        return withCommand(
                "/bin/" + command,
                "#!/bin/bash\necho \"" + command + " $*\" >> '" + log + "'\n[[ \" $* \" != *\" " + argument
                        + " \"* ]]\n");
    }

    /** So many volumes are attached already, under these names. */
    Instance withVolumes(String... names) throws IOException {
        return refuses("nothing", names);
    }

    /**
     * The same, and the AWS CLI, which attaches at once what it makes.
     *
     * @param refused what AWS refuses, such as {@code attach-volume}
     */
    Instance refuses(String refused, String... names) throws IOException {
        write("/bin/aws", """
                #!/bin/bash
                echo "aws $*" >> 'LOG'
                case $2 in
                  REFUSED) echo "An error occurred (UnauthorizedOperation)" >&2; exit 254 ;;
                  describe-volumes) printf 'NAMES' ;;
                  describe-tags) echo '[{"Key": "team", "Value": "genomics"}]' ;;
                  create-volume) echo vol-0def ;;
                  attach-volume) mkdir -p 'ROOT/dev/disk/by-id'
                    touch 'ROOT/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0def' ;;
                esac
                """.replace("LOG", log.toString())
                .replace("ROOT", root.toString())
                .replace("REFUSED", refused)
                .replace("NAMES", String.join("\\t", names)));
        return this;
    }

    /** What {@code df} says of every disk. */
    Instance withFreeGiB(int free) throws IOException {
        write("/bin/df", "#!/bin/bash\nprintf 'Avail\\n " + free + "\\n'\n");
        return this;
    }

    /** So many NVMe disks of its own, beside its boot disk. */
    Instance withDisks(String... devices) throws IOException {
        StringBuilder disks = new StringBuilder("/dev/nvme0n1 Amazon Elastic Block Store              \n");
        for (String device : devices) {
            disks.append(device).append(" Amazon EC2 NVMe Instance Storage        \n");
        }
        write("/lsblk.txt", disks.toString());
        write("/bin/lsblk", "#!/bin/bash\ncat '" + root.resolve("lsblk.txt") + "'\n");
        return this;
    }

    /** @param machine as {@code uname -m} names it, such as {@code aarch64} */
    Instance withProcessor(String machine) throws IOException {
        write("/bin/uname", "#!/bin/bash\necho " + machine + "\n");
        return this;
    }

    /** The image has this command, or AWS packs it. */
    Instance withCommand(String path, String content) throws IOException {
        write(path, content);
        return this;
    }

    /** What runs from now on finds this in its environment. */
    Instance withVariable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Instance withoutSettings() {
        settings = false;
        return this;
    }

    /** Nothing takes what the script has to say. */
    Instance withoutLog() throws IOException {
        standIn("/bin/tee", 1);
        return this;
    }

    void boot(BootScript boot) throws IOException {
        if (settings) {
            Map<String, String> values = new LinkedHashMap<>(boot.settings());
            values.computeIfPresent("CLI_PATH", (name, path) -> path(path));
            write("/etc/towerforge/settings", new BootScript(values, boot.steps()).settingsFile());
        }
        String script = PATHS.matcher(boot.script()).replaceAll(Matcher.quoteReplacement(root.toString()) + "$0");
        write("/boot.sh", script);
        runs("/boot.sh");
    }

    /** Runs a script of the instance to its end. */
    void runs(String script, String... arguments) throws IOException {
        ProcessBuilder bash = new ProcessBuilder(
                "bash",
                "-c",
                "bash '" + path(script) + "' " + String.join(" ", arguments) + " 2>&1 | cat; exit ${PIPESTATUS[0]}");
        Map<String, String> environment = bash.environment();
        Map<String, String> kept = new TreeMap<>(variables);
        kept.put("PATH", root.resolve("bin") + ":" + environment.get("PATH"));
        environment.clear();
        environment.putAll(kept);
        Process process = bash.redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            // cat ends only when the script and everything it has started to write its log with have ended.
            shellSays = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            exitCode = process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the boot script ran", e);
        }
    }

    /** Forgets what was called. */
    void clearCommands() throws IOException {
        Files.writeString(log, "");
    }

    int exitCode() {
        return exitCode;
    }

    /** How commands were called, in order. */
    List<String> commands() throws IOException {
        return Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
    }

    /** What somebody who looks at the instance's log reads. */
    String console() throws IOException {
        Path file = root.resolve("var/log/towerforge.log");
        return (Files.exists(file) ? Files.readString(file) : "") + shellSays;
    }

    /** Where an absolute path of the instance lies. */
    String path(String path) {
        return root.resolve(path.substring(1)).toString();
    }

    /** Who may read, write and enter, as {@code rwxr-xr-x}. */
    String mode(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(path.substring(1))));
    }

    String file(String path) throws IOException {
        return Files.readString(root.resolve(path.substring(1)));
    }

    private void standIn(String path, int exit) throws IOException {
        String name = path.substring(path.lastIndexOf('/') + 1);
        write(
                path,
                "#!/bin/bash\nwords=\"$*\"\nprintf '%s\\n' \"" + name + " ${words%%$'\\n'*}\" >> '" + log + "'\n"
                        + "exit " + exit + "\n");
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }
}
