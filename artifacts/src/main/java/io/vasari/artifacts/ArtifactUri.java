package io.vasari.artifacts;

import java.util.regex.Pattern;

/**
 * What an artifact may be called: slash-separated segments of letters, digits, {@code . _ - =}, none of which starts with
 * a dot. So a uri never leaves the store, and never touches what the store keeps for itself in dot folders.
 */
final class ArtifactUri {
    private static final int MAX_LENGTH = 512;
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_=-][A-Za-z0-9._=-]*");

    /** @throws IllegalArgumentException when it is not such a uri */
    static String check(String uri) {
        if (uri.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "an artifact uri of " + uri.length() + " characters; at most " + MAX_LENGTH + " are allowed");
        }
        for (String segment : uri.split("/", -1)) {
            if (!SEGMENT.matcher(segment).matches()) {
                throw new IllegalArgumentException("'" + uri + "' is not an artifact uri: segment '" + segment
                        + "' must be letters, digits and . _ - =, and not start with a dot");
            }
        }
        return uri;
    }

    private ArtifactUri() {}
}
