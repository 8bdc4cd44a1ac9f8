package io.vasari.gateway.errors;

import java.util.List;

/** The methods of every address, for the {@code Allow} header of a 405, which Quarkus REST leaves to us. */
final class AllowedMethods {
    static List<String> at(String path) {
        if (path.equals("/v1/jobs") || path.equals("/v1/studies")) {
            return List.of("GET", "HEAD", "POST");
        }
        return path.endsWith("/cancel") || path.startsWith("/v1/images/") ? List.of("POST") : List.of("GET", "HEAD");
    }

    private AllowedMethods() {}
}
