package io.vasari.gateway.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.artifacts.Sha256;
import io.vasari.contracts.Job;
import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Which job an {@code Idempotency-Key} stands for, so that a submission sent again is the same job, also when the answer to
 * the first was lost or was a 503. The last {@link #CAPACITY} keys of this gateway's life. Safe for use by many threads.
 */
final class IdempotencyKeys {
    static final String HEADER = "Idempotency-Key";
    static final int CAPACITY = 10_000;
    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();
    private static final Pattern KEY = Pattern.compile("[!-~]{1,128}");

    /** Of a request only its digest is kept: it may have images in it. */
    private record Claim(String digest, Job job) {}

    private final Map<String, Claim> claims = new LinkedHashMap<>();

    /**
     * The job of the key, made by {@code make} when the key is new.
     *
     * @throws ProblemException when the key is malformed or came with another request before
     */
    synchronized Job jobOf(String key, String tenant, ObjectNode request, Supplier<Job> make) {
        if (!KEY.matcher(key).matches()) {
            throw ProblemException.invalid(FieldError.of(
                    HEADER, key, HEADER + ": expected 1 to 128 printable ASCII characters without spaces"));
        }
        var digest = digestOf(request);
        var claim = claims.computeIfAbsent(tenant + " " + key, name -> new Claim(digest, make.get()));
        if (!claim.digest.equals(digest)) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    List.of(FieldError.of(
                            HEADER,
                            key,
                            HEADER + ": it came with another request before, for job " + claim.job.id()
                                    + "; take a new key")));
        }
        if (claims.size() > CAPACITY) {
            claims.remove(claims.keySet().iterator().next());
        }
        return claim.job;
    }

    private static String digestOf(ObjectNode request) {
        try {
            return Sha256.of(SORTED.writeValueAsBytes(request));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
