package io.vasari.gateway.events;

import java.util.Optional;

/**
 * One event of a feed.
 *
 * @param id where a client resumes that has seen it; empty when it changes nothing about that
 * @param name {@code status}, {@code progress}, {@code evaluation}, {@code steps} or {@code preview}
 * @param content what becomes its JSON
 */
record FeedEvent(Optional<String> id, String name, Object content) {}
