package io.vasari.gateway.events;

/**
 * One event of a feed.
 *
 * @param id where a client resumes that has seen it
 * @param name {@code status}, {@code progress} or {@code evaluation}
 * @param content what becomes its JSON
 */
record FeedEvent(String id, String name, Object content) {}
