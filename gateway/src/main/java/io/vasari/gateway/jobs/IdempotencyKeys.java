package io.vasari.gateway.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private static final Pattern KEY = Pattern.compile("[!-~]{1,128}");

    private record Claim(ObjectNode request, Job job) {}

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
        var claim = claims.computeIfAbsent(tenant + " " + key, name -> new Claim(request, make.get()));
        if (!claim.request.equals(request)) {
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
}
