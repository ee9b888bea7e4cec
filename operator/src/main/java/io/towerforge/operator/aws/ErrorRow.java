package io.towerforge.operator.aws;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One row of the {@link ErrorTable}.
 *
 * @param condition which errors it is about
 * @param remedy a sentence: what to do, or what happens by itself
 * @param quotes whether AWS's own words may be repeated
 */
record ErrorRow(Predicate<AwsError> condition, ErrorClass errorClass, String reason, String remedy, boolean quotes) {
    static final String PERMISSIONS = "MissingPermissions";
    private static final String CREDENTIALS = "CredentialsInvalid";

    static ErrorRow row(Predicate<AwsError> condition, ErrorClass errorClass, String reason, String remedy) {
        return new ErrorRow(condition, errorClass, reason, remedy, true);
    }

    /** About credentials: AWS may quote the signed request, session token included. */
    static ErrorRow secret(Predicate<AwsError> condition, String remedy) {
        return new ErrorRow(condition, ErrorClass.DENIED, CREDENTIALS, remedy, false);
    }

    /** About a refused permission, where AWS's words contain these. */
    static ErrorRow denied(String words, String remedy) {
        Predicate<AwsError> refused = codes(
                        "AccessDenied AccessDeniedException UnauthorizedOperation UnauthorizedException NotAuthorized")
                .or(text("not authorized to perform"))
                .or(error -> error.status() == 403 && error.code().isEmpty());
        return row(refused.and(error -> error.says(words)), ErrorClass.DENIED, PERMISSIONS, remedy);
    }

    /** Any of these codes, separated by white space. */
    static Predicate<AwsError> codes(String codes) {
        Set<String> all = Set.of(codes.split("\\s+"));
        return error -> all.contains(error.code());
    }

    /** Regular expression, found anywhere in AWS's words, in upper or lower case. */
    static Predicate<AwsError> text(String pattern) {
        Pattern compiled = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        return error -> error.answered() && compiled.matcher(error.text()).find();
    }

    boolean matches(AwsError error) {
        return condition.test(error);
    }

    /** What was tried, what AWS said, what to do, and AWS's code: the same words whenever the same thing happens. */
    String message(AwsError error, String what) {
        String said = error.text().isEmpty() || !quotes
                ? ""
                : (error.answered() ? "AWS says: " : "The AWS client says: ") + sentence(error.text());
        String action = reason.equals(PERMISSIONS) && !error.action().isEmpty()
                ? "The missing permission is '" + error.action() + "'."
                : "";
        String code = error.shownCode().isEmpty() ? "" : "(" + error.shownCode() + ")";
        return Stream.of("Could not " + what + ".", said, action, remedy, code)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String sentence(String text) {
        return text.matches("(?s).*[.!?\u2026]$") ? text : text + ".";
    }
}
