package io.towerforge.operator.aws;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What an error from the SDK says, without anything that must not be shown: access key ids are cut, and so is EC2's encoded
 * explanation of a refusal, which is long and unreadable.
 *
 * @param code AWS's error code; empty when no answer came
 * @param status the HTTP status; 0 when no answer came
 * @param text AWS's own words, or the SDK's when no answer came; at most {@value #LONGEST} characters
 * @param answered whether AWS answered at all
 */
record AwsError(String code, int status, String text, boolean answered) {
    private static final int LONGEST = 600;
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("\\b(A[A-Z]IA)[A-Z0-9]{12,}\\b");
    private static final Pattern ENCODED =
            Pattern.compile("\\s*Encoded authorization failure message: *\\S+", Pattern.CASE_INSENSITIVE);
    private static final Pattern ACTION =
            Pattern.compile("(?:not authorized|unauthorized) to perform:? *'?([a-z0-9-]+:[A-Za-z0-9*]+)");

    static AwsError of(Throwable thrown) {
        if (thrown instanceof AwsServiceException refusal) {
            AwsErrorDetails details = refusal.awsErrorDetails();
            String code = details == null ? "" : orEmpty(details.errorCode());
            String text = details == null ? orEmpty(refusal.getMessage()) : orEmpty(details.errorMessage());
            return new AwsError(code, refusal.statusCode(), presentable(text), true);
        }
        String name =
                thrown instanceof SdkClientException ? "" : thrown.getClass().getSimpleName();
        return new AwsError(name, 0, presentable(orEmpty(thrown.getMessage())), false);
    }

    /** The IAM action that was refused, such as {@code iam:CreateRole}; empty when AWS does not name it. */
    String action() {
        Matcher matcher = ACTION.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    boolean says(String words) {
        return text.toLowerCase(java.util.Locale.ROOT).contains(words.toLowerCase(java.util.Locale.ROOT));
    }

    /** What to search AWS's documentation for; empty when no answer came. */
    String shownCode() {
        return code.isEmpty() && status > 0 ? "HTTP " + status : code;
    }

    private static String presentable(String text) {
        String cut = ENCODED.matcher(text).replaceAll("");
        String masked = ACCESS_KEY_ID.matcher(cut).replaceAll("$1…").strip();
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "…";
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
