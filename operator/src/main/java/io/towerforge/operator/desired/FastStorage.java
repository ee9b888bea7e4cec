package io.towerforge.operator.desired;

/** The instances' own NVMe disks, as one file system where Fusion keeps its cache: containers see it as {@code /tmp}. */
final class FastStorage {
    /** Where Batch Forge mounts them, host and container. */
    static final String VOLUME = "/scratch/fusion:/tmp";

    private FastStorage() {}

    /**
     * One disk is formatted as it is; several become one logical volume. An instance without such a disk, a head instance for
     * example, has the folder on its boot disk.
     */
    static BootStep step() {
        return BootStep.of("nvme", """
                mkdir -p /scratch/fusion
                DISKS=$(lsblk -d -n -p -o NAME,MODEL | sed -n 's/ *Amazon EC2 NVMe Instance Storage *$//p')
                COUNT=$(echo "$DISKS" | wc -w)
                if [ "$COUNT" -eq 0 ]; then
                  echo "TowerForge: no NVMe instance storage; /scratch/fusion is on the boot disk"
                else
                  DEVICE=$DISKS
                  if [ "$COUNT" -gt 1 ]; then
                    # shellcheck disable=SC2086 # one word for each disk
                    vgcreate -y scratch_fusion $DISKS
                    lvcreate -y -n volume -l 100%FREE scratch_fusion
                    DEVICE=/dev/scratch_fusion/volume
                  fi
                  mkfs.xfs -q -f "$DEVICE"
                  mount "$DEVICE" /scratch/fusion
                fi
                chmod 1777 /scratch/fusion
                """);
    }
}
