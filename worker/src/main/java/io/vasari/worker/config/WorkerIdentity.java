package io.vasari.worker.config;

import java.time.Instant;
import java.util.UUID;

/**
 * Who this process is in the farm.
 *
 * @param id unique in the farm
 * @param pool whose tasks it takes
 */
public record WorkerIdentity(String id, String pool, Instant startedAt) {
    public static WorkerIdentity of(WorkerConfig config, String pool, Instant now) {
        String id = config.id()
                .orElseGet(() -> "worker-" + UUID.randomUUID().toString().substring(0, 8));
        return new WorkerIdentity(id, pool, now);
    }

    /** As the source of CloudEvents. */
    public String source() {
        return "/workers/" + id;
    }
}
