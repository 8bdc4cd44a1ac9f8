package io.vasari.gateway.scheduler;

import io.vasari.contracts.ModelRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** The schedulers of all pools that fall to one owner, each made when its pool is first heard of. Not thread-safe. */
public final class FarmScheduler {
    private final SchedulerLimits limits;
    private final Published published;
    private final SplittableRandom random;
    private final Map<String, PoolScheduler> pools = new LinkedHashMap<>();
    private final Map<String, PoolSlots> slots = new LinkedHashMap<>();

    /** @param seed of the jitter of retries */
    public FarmScheduler(SchedulerLimits limits, Published published, long seed) {
        this.limits = limits;
        this.published = published;
        this.random = new SplittableRandom(seed);
    }

    /**
     * To be called for every state that is kept, in the order of the jobs' ids, before any input.
     *
     * @throws IllegalArgumentException when the bytes are not a job's state
     */
    public void restore(byte[] saved, Instant now) {
        pool(JobCodec.decode(saved).job().pool()).restore(saved, now);
    }

    public List<Effect> apply(String pool, PoolInput input, Instant now) {
        var effects = new ArrayList<Effect>();
        if (!pools.containsKey(pool) && slots.containsKey(pool)) {
            effects.addAll(pool(pool).apply(new PoolInput.Capacity(slots.get(pool)), now));
        }
        effects.addAll(pool(pool).apply(input, now));
        return effects;
    }

    /** @param slotsByPool what the live workers take at a time; a pool that is not in it has none */
    public List<Effect> resize(Map<String, PoolSlots> slotsByPool, Instant now) {
        slots.clear();
        slots.putAll(slotsByPool);
        return pools.entrySet().stream()
                .flatMap(pool -> pool
                        .getValue()
                        .apply(new PoolInput.Capacity(slots.getOrDefault(pool.getKey(), PoolSlots.NONE)), now)
                        .stream())
                .toList();
    }

    public List<Effect> tick(Instant now) {
        return pools.values().stream()
                .flatMap(pool -> pool.apply(new PoolInput.Tick(), now).stream())
                .toList();
    }

    public Map<String, Backlog> backlogs() {
        return pools.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, pool -> pool.getValue()
                .backlog()));
    }

    /** By pool and model. */
    public Map<String, Map<ModelRef, Forecast>> forecasts() {
        return pools.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, pool -> pool.getValue()
                .forecasts()));
    }

    private PoolScheduler pool(String name) {
        return pools.computeIfAbsent(name, unseen -> new PoolScheduler(name, limits, published, random.split()));
    }
}
