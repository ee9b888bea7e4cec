package io.towerforge.operator.model;

/**
 * A secret in AWS Secrets Manager. Its value is never read from AWS: the version's id begins with what the value is recognised by,
 * because we choose the id (AWS Secrets Manager API reference, PutSecretValue, ClientRequestToken).
 *
 * @param version 32 hexadecimal digits; of a version that somebody else has put, its whole id
 * @param value written together with the version; never known of what is in AWS
 * @param arn known once AWS has it; never desired
 */
public record Secret(
        String name, String version, @CreateOnly HiddenText value, Tags tags, String arn) implements Resource {
    /** Characters of a version's id that stand for the value; AWS asks for no fewer. */
    public static final int VERSION_LENGTH = 32;

    @Override
    public String awsId(Facts facts) {
        return arn;
    }

    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.SECRET, name);
    }
}
