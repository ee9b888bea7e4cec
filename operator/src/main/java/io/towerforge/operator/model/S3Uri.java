package io.towerforge.operator.model;

/** Places in S3 as users write them: {@code s3://bucket/path}. The schema has already checked the form. */
public final class S3Uri {
    private static final String SCHEME = "s3://";

    private S3Uri() {}

    /** The bucket of a place. */
    public static String bucket(String uri) {
        String rest = uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()) : uri;
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }

    /** Whether it is a place in that bucket; a path on a file system is in none. */
    public static boolean isIn(String uri, String bucket) {
        return uri.startsWith(SCHEME) && bucket(uri).equals(bucket);
    }

    /** Whether it is a bucket and no folder in it. */
    public static boolean isWholeBucket(String uri) {
        return uri.matches(SCHEME + "[^/]+/?");
    }
}
