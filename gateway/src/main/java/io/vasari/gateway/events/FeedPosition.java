package io.vasari.gateway.events;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far a client has followed a job, which is the id of every event: {@code <status version>-<samples evaluated>}. So a
 * feed resumes on any gateway without any memory of the client.
 *
 * @param version of the job status seen last, -1 before the first
 * @param evaluated samples that the evaluation seen last covers, 0 before the first
 */
record FeedPosition(long version, long evaluated) {
    static final FeedPosition START = new FeedPosition(-1, 0);
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    /** A {@code Last-Event-ID}; one that is not ours counts as none, because a browser could not mend it. */
    static FeedPosition parse(Optional<String> lastEventId) {
        return lastEventId
                .map(FORM::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> new FeedPosition(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                .orElse(START);
    }

    String id() {
        return Math.max(0, version) + "-" + evaluated;
    }
}
