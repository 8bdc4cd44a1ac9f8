package io.vasari.gateway.jobs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.errors.ProblemException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Which jobs a client wants to see, and from where on. */
public final class JobFilter {
    /** Parameters that are empty count as absent. */
    static Predicate<JobStatus> of(Optional<String> status, Optional<String> model) {
        return given(status)
                .map(JobFilter::byStatus)
                .orElse(any -> true)
                .and(given(model).map(JobFilter::byModel).orElse(any -> true));
    }

    /** @throws ProblemException when there is no such status */
    static Predicate<JobStatus> byStatus(String name) {
        var state = Arrays.stream(JobState.values())
                .filter(known -> nameOf(known).equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(FieldError.of(
                        "status",
                        name,
                        "status: '" + FieldError.cut(name) + "' is not one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(JobState.values())
                                                .map(JobFilter::nameOf)
                                                .toList()))));
        return status -> status.state() == state;
    }

    /** @param model an id, or id@revision */
    static Predicate<JobStatus> byModel(String model) {
        return status -> status.job().model().id().equals(model)
                || status.job().model().toString().equals(model);
    }

    public static String cursorAt(String jobId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(jobId.getBytes(US_ASCII));
    }

    /** @throws ProblemException when it is no cursor of ours */
    static String jobIdOf(String cursor) {
        try {
            var id = new String(Base64.getUrlDecoder().decode(cursor), US_ASCII);
            if (JobIds.isId(id)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Not base64: the message below fits.
        }
        throw ProblemException.invalid(FieldError.of(
                "cursor", cursor, "cursor: not a next_cursor of this list; leave it out for the first page"));
    }

    public static Optional<String> given(Optional<String> parameter) {
        return parameter.filter(text -> !text.isEmpty());
    }

    static String nameOf(JobState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private JobFilter() {}
}
