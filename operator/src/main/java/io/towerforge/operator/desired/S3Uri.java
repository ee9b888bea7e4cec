package io.towerforge.operator.desired;

/** Reads {@code s3://bucket/path}; the schema has already checked the form. */
final class S3Uri {
    private static final String SCHEME = "s3://";

    private S3Uri() {}

    static String bucket(String uri) {
        String rest = uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()) : uri;
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }
}
