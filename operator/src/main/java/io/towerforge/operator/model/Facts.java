package io.towerforge.operator.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a stack is built from besides the spec: read or resolved from AWS before anything is decided.
 *
 * @param partition {@code aws}, {@code aws-cn}, …: the second part of every ARN
 * @param image what instances start from: the user's, or one that was chosen once, so that it does not move by itself
 * @param headImage what instances for head jobs start from; the same unless the tasks need something special
 * @param vpcId for the status only; empty when not known
 * @param instanceTypes to use where the spec names none; empty when not known
 * @param storage what file systems are made and mounted with
 * @param computeEnvironments how many the account has in this region, everybody's counted
 * @param rolePath the IAM path of roles that are made; null for IAM's own default
 * @param pipelineSecrets what they hold, by their names in the spec; none while nothing is to be built
 * @param earlierGrants what an earlier spec let jobs use, which matters while some may still run
 * @param detachedVolumes what instances left behind, to be told about
 * @param buckets those that the spec names, as they are
 */
@RecordBuilder
public record Facts(
        String accountId,
        String partition,
        String region,
        MachineImage image,
        MachineImage headImage,
        String vpcId,
        ComputeEnvironment.Network network,
        Set<String> instanceTypes,
        StorageFacts storage,
        int computeEnvironments,
        @Nullable String rolePath,
        Map<String, SecretContent> pipelineSecrets,
        Grants earlierGrants,
        List<DetachedVolume> detachedVolumes,
        List<Bucket> buckets)
        implements FactsBuilder.With {
    /** Copies the sets and maps; one that is absent becomes empty. */
    public Facts {
        instanceTypes = instanceTypes == null ? Set.of() : Set.copyOf(instanceTypes);
        storage = storage == null ? StorageFacts.NONE : storage;
        pipelineSecrets = pipelineSecrets == null ? Map.of() : Map.copyOf(pipelineSecrets);
        earlierGrants = earlierGrants == null ? Grants.NONE : earlierGrants;
        detachedVolumes = detachedVolumes == null ? List.of() : List.copyOf(detachedVolumes);
        buckets = buckets == null ? List.of() : List.copyOf(buckets);
    }

    /** Compute environments per account and region; AWS does not raise it (AWS Batch user guide, "Service quotas"). */
    public static final int MAX_COMPUTE_ENVIRONMENTS = 50;

    /**
     * The ARN of something of this account in this Region.
     *
     * @param service the service's namespace, such as {@code logs}
     * @param resource what follows the account number
     */
    public String arn(String service, String resource) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + accountId + ":" + resource;
    }

    /** The ARN of an S3 bucket, which names neither account nor Region. */
    public String bucketArn(String bucket) {
        return "arn:" + partition + ":s3:::" + bucket;
    }

    /** The ARN of something of this account that has no region: a role, an instance profile. */
    public String iamArn(String resource) {
        return "arn:" + partition + ":iam::" + accountId + ":" + resource;
    }
}
