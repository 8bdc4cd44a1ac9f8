package io.vasari.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The CloudEvents 1.0 headers of a message in Kafka's binary content mode. Types carry the version of their record:
 * {@code io.vasari.<record>.v1}.
 */
public final class CloudEvent {
    /** Version 1 of a record's type, for example {@code io.vasari.task.v1}. */
    public static String typeOf(Class<?> record) {
        Class<?> root = root(record);
        return "io.vasari."
                + root.getSimpleName().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase() + ".v1";
    }

    /** A variant of a sealed record has the type of the whole. */
    private static Class<?> root(Class<?> record) {
        return Optional.<Class<?>>ofNullable(record.getDeclaringClass()).orElse(record);
    }

    /**
     * @param source who sends, for example {@code /workers/w-1}
     * @return header name to value, in UTF-8
     */
    public static Map<String, byte[]> headers(Class<?> record, String source, Instant at) {
        var headers = new LinkedHashMap<String, byte[]>();
        headers.put("ce_specversion", "1.0".getBytes(UTF_8));
        headers.put("ce_id", UUID.randomUUID().toString().getBytes(UTF_8));
        headers.put("ce_type", typeOf(record).getBytes(UTF_8));
        headers.put("ce_source", source.getBytes(UTF_8));
        headers.put("ce_time", at.toString().getBytes(UTF_8));
        headers.put("content-type", "application/json".getBytes(UTF_8));
        return headers;
    }

    private CloudEvent() {}
}
