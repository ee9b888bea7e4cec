package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.FsxSpec;
import io.towerforge.operator.aws.LustreFileSystems;
import io.towerforge.operator.aws.Networks;
import io.towerforge.operator.aws.SecurityRules;
import io.towerforge.operator.desired.StorageGroup;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Ports;
import io.towerforge.operator.model.StorageFacts;
import io.towerforge.operator.model.StorageFacts.LustreAddress;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What file systems are made and mounted with: the zones of the subnets, whether the security groups let instances through to EFS, and
 * where somebody else's file system for Lustre is mounted from. */
final class StorageChoice implements Choice {
    @Override
    public Facts choose(Inquiry inquiry, Facts facts, Consumer<String> findings) {
        ForgeSpec forge = inquiry.forge();
        if (forge.efs() == null && forge.fsx() == null) {
            return facts;
        }
        Set<String> subnets = facts.network().subnetIds();
        Set<String> groups = facts.network().securityGroupIds();
        boolean open = !StorageGroup.isUndecided(forge, inquiry.seen(), groups)
                || inquiry.account().catalog(SecurityRules.class).letThrough(subnets, groups, groups, Ports.NFS);
        return facts.withStorage(
                new StorageFacts(inquiry.account().catalog(Networks.class).zones(subnets), open, lustre(inquiry)));
    }

    private static @Nullable LustreAddress lustre(Inquiry inquiry) {
        FsxSpec fsx = inquiry.forge().fsx();
        return fsx == null || fsx.fileSystemId() == null
                ? null
                : inquiry.account()
                        .catalog(LustreFileSystems.class)
                        .address(fsx.fileSystemId())
                        .orElse(null);
    }
}
