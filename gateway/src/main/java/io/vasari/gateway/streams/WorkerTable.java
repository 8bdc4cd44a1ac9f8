package io.vasari.gateway.streams;

import io.vasari.contracts.Json;
import io.vasari.contracts.WorkerBeat;
import io.vasari.gateway.scheduler.PoolSlots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.jboss.logging.Logger;

/** Who works in the farm, as of their last signs of life. */
final class WorkerTable {
    /** A worker not heard of for so long is taken for gone. */
    static final Duration FRESH = Duration.ofSeconds(10);

    /** A worker that went without a word is shown for so long: until then somebody will have looked. */
    static final Duration REMEMBERED = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(WorkerTable.class);

    private final TimestampedKeyValueStore<String, byte[]> table;

    WorkerTable(TimestampedKeyValueStore<String, byte[]> table) {
        this.table = table;
    }

    /** Slots of the live workers that take tasks, by pool. */
    Map<String, PoolSlots> slots(Instant now) {
        var slots = new HashMap<String, PoolSlots>();
        for (var beat : beats()) {
            if (isLive(beat, now) && beat.state() == WorkerBeat.State.READY) {
                slots.merge(beat.pool(), slotsOf(beat), PoolSlots::plus);
            }
        }
        return slots;
    }

    private static PoolSlots slotsOf(WorkerBeat beat) {
        int interactive = Math.max(0, beat.interactiveSlots());
        return new PoolSlots(interactive, Math.max(0, beat.slots() - interactive));
    }

    /** How many workers there are by pool, and in each by state: {@code ready}, {@code draining} or {@code silent}. */
    Map<String, Map<String, Integer>> census(Instant now) {
        var census = new HashMap<String, Map<String, Integer>>();
        for (var beat : beats()) {
            if (beat.at().isBefore(now.minus(REMEMBERED))) {
                continue;
            }
            String state = isLive(beat, now) ? beat.state().name().toLowerCase(Locale.ROOT) : "silent";
            census.computeIfAbsent(beat.pool(), pool -> new HashMap<>()).merge(state, 1, Integer::sum);
        }
        return census;
    }

    private static boolean isLive(WorkerBeat beat, Instant now) {
        return beat.at().isAfter(now.minus(FRESH));
    }

    private List<WorkerBeat> beats() {
        var beats = new ArrayList<WorkerBeat>();
        try (var rows = table.all()) {
            while (rows.hasNext()) {
                var row = rows.next();
                try {
                    var beat = Json.read(row.value.value(), WorkerBeat.class);
                    if (beat.pool() != null && beat.state() != null && beat.at() != null) {
                        beats.add(beat);
                    }
                } catch (IllegalArgumentException e) {
                    LOG.debugf("the beat of worker '%s' was skipped: %s", row.key, e.getMessage());
                }
            }
        }
        return beats;
    }
}
