package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.EbsAutoScaleSpec;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Policy;
import io.towerforge.operator.model.Policy.Statement;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A disk for Docker that grows: an EBS volume of its own, and one more whenever less than half a volume is free, up to sixteen. What
 * awslabs/amazon-ebs-autoscale did for Batch Forge is done here without it: it is archived, btrfs, which it prefers, is not in Amazon
 * Linux 2023, and every boot would depend on its download.
 */
record DockerDisk(int volumeGiB) {
    /** As Batch Forge sets it. */
    private static final int VOLUME_GIB = 50;

    private static final String MAKE_VOLUMES = "MakeVolumes";

    /** Empty where the disk is as it is. */
    static Optional<DockerDisk> of(ForgeSpec forge) {
        EbsAutoScaleSpec given = forge.ebsAutoScale();
        if (given == null || !forge.usesEbsAutoScale()) {
            return Optional.empty();
        }
        return Optional.of(new DockerDisk(given.blockSizeGiB() == null ? VOLUME_GIB : given.blockSizeGiB()));
    }

    /**
     * What instances may do for it: make volumes that carry the environment's mark, as the instances themselves do, and attach such to
     * such (Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2").
     */
    static Stream<Statement> permissions(StackId stack, Facts facts) {
        Set<String> volumes = Set.of(facts.arn("ec2", "volume/*"));
        String uid = "/" + Tags.UID;
        return Stream.of(
                Statement.allow("LookAtVolumes", Set.of("ec2:DescribeTags", "ec2:DescribeVolumes"), Set.of("*")),
                new Statement(
                        MAKE_VOLUMES,
                        Set.of("ec2:CreateVolume"),
                        volumes,
                        Set.of(),
                        Map.of("StringEquals aws:RequestTag" + uid, Set.of(stack.uid()))),
                new Statement(
                        "TagVolumes",
                        Set.of("ec2:CreateTags"),
                        volumes,
                        Set.of(),
                        Map.of("StringEquals ec2:CreateAction", Set.of("CreateVolume"))),
                new Statement(
                        "UseVolumes",
                        Set.of("ec2:AttachVolume", "ec2:DeleteVolume", "ec2:ModifyInstanceAttribute"),
                        Set.of(facts.arn("ec2", "volume/*"), facts.arn("ec2", "instance/*")),
                        Set.of(),
                        Map.of("StringEquals aws:ResourceTag" + uid, Set.of(stack.uid()))));
    }

    /** Whether a policy gives these permissions. */
    static boolean isAllowedBy(Policy policy) {
        return policy.statements().stream()
                .anyMatch(statement -> statement.sid().equals(MAKE_VOLUMES));
    }

    /** While Docker is down; what the image has put into its folder moves along. */
    BootStep bootStep() {
        return new BootStep("docker-disk", Map.of("DISK_GIB", Integer.toString(volumeGiB)), """
                cat > /opt/towerforge/docker-disk.sh <<'END'
                """ + SCRIPT + """
                END
                chmod 0755 /opt/towerforge/docker-disk.sh
                cat > /etc/systemd/system/towerforge-docker-disk.service <<'END'
                [Unit]
                Description=Adds EBS volumes to the disk of Docker as it fills
                [Service]
                ExecStart=/opt/towerforge/docker-disk.sh watch
                Restart=always
                RestartSec=60
                StandardOutput=append:/var/log/towerforge.log
                StandardError=inherit
                [Install]
                WantedBy=multi-user.target
                END
                /opt/towerforge/docker-disk.sh first
                systemctl daemon-reload
                systemctl enable --now --no-block towerforge-docker-disk
                """);
    }

    /** A volume whose attachment fails is deleted; one that is attached ends with its instance. */
    private static final String SCRIPT = """
            #!/bin/bash
            # Docker's disk: an EBS volume, and one more whenever less than half a volume is free.
            set -euo pipefail
            setting() { grep "^$1=" /etc/towerforge/settings | cut -d= -f2- | base64 -d; }
            PATH=$(dirname "$(setting CLI_PATH)"):$PATH
            SIZE=$(setting DISK_GIB)
            INSTANCE=$(cloud-init query instance_id)
            ZONE=$(cloud-init query availability_zone)
            AWS_DEFAULT_REGION=$(cloud-init query region)
            export PATH AWS_DEFAULT_REGION AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=10
            add_volume() {
              local used tags volume name="" letter node
              used=$(aws ec2 describe-volumes --filters "Name=attachment.instance-id,Values=$INSTANCE" \\
                --query 'Volumes[].Attachments[].Device' --output text)
              for letter in {a..p}; do
                if ! grep -q -w "/dev/xvdb$letter" <<< "$used"; then name=/dev/xvdb$letter; break; fi
              done
              if [ -z "$name" ]; then
                echo "TowerForge: Docker's disk has 16 volumes, and gets no more"
                return 1
              fi
              tags=$(aws ec2 describe-tags --filters "Name=resource-id,Values=$INSTANCE" \\
                --query "Tags[?!starts_with(Key,'aws:')].{Key:Key,Value:Value}" --output json)
              volume=$(aws ec2 create-volume --availability-zone "$ZONE" --size "$SIZE" --volume-type gp3 --encrypted \\
                --tag-specifications "[{\\"ResourceType\\":\\"volume\\",\\"Tags\\":$tags}]" --query VolumeId --output text)
              if ! aws ec2 wait volume-available --volume-ids "$volume" ||
                ! aws ec2 attach-volume --volume-id "$volume" --instance-id "$INSTANCE" --device "$name"; then
                aws ec2 delete-volume --volume-id "$volume"
                return 1
              fi
              DISK=""
              for _ in {1..60}; do
                for node in /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_"${volume/-/}" "$name"; do
                  if [ -e "$node" ]; then DISK=$node; break 2; fi
                done
                sleep 1
              done
              aws ec2 modify-instance-attribute --instance-id "$INSTANCE" --block-device-mappings \\
                "[{\\"DeviceName\\":\\"$name\\",\\"Ebs\\":{\\"DeleteOnTermination\\":true}}]"
              [ -n "$DISK" ]
            }
            case $1 in
              first)
                add_volume
                vgcreate -y towerforge "$DISK"
                lvcreate -y -n docker -l 100%FREE towerforge
                mkfs.xfs -q -f /dev/towerforge/docker
                mkdir -p /var/lib/docker
                mv /var/lib/docker /var/lib/docker.image
                mkdir /var/lib/docker
                mount /dev/towerforge/docker /var/lib/docker
                cp -a /var/lib/docker.image/. /var/lib/docker
                rm -rf /var/lib/docker.image
                echo "/dev/towerforge/docker /var/lib/docker xfs defaults,nofail 0 0" >> /etc/fstab
                ;;
              watch)
                while true; do
                  FREE=$(df --output=avail -B 1G /var/lib/docker | tail -n 1)
                  if [ $((2 * FREE)) -lt "$SIZE" ]; then
                    add_volume
                    vgextend -y towerforge "$DISK"
                    lvextend -r -l +100%FREE towerforge/docker
                    echo "TowerForge: Docker's disk has grown by $SIZE GiB"
                  fi
                  sleep 5
                done
                ;;
            esac
            """;
}
