package io.vasari.models.diffusers;

import io.vasari.models.ModelLoadException;
import io.vasari.models.sampler.Sampler;
import io.vasari.models.sampler.SamplerConfig;
import io.vasari.models.sampler.SchedulerClass;
import io.vasari.models.sampler.diffusers.DiffusersSamplers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The samplers that a folder's scheduler configuration can be run with; each is made once. Safe for any thread. */
public final class Samplers {

    /** What the folder's own scheduler may be called instead of by its name. */
    public static final String OWN = "default";

    private final SamplerConfig config;
    private final Map<SchedulerClass, Sampler> made = new ConcurrentHashMap<>();

    /** @throws ModelLoadException if the folder's own scheduler cannot be made */
    public Samplers(SamplerConfig config) {
        this.config = config;
        made.put(config.scheduler(), DiffusersSamplers.of(config));
    }

    /**
     * A sampler by name.
     *
     * @param name of a class, in any of the forms of {@link SchedulerClass#named}; empty or {@value #OWN} for the folder's
     *     own
     * @throws IllegalArgumentException naming the scheduler and those that there are, or what in the configuration it cannot do
     */
    public Sampler named(Optional<String> name) {
        try {
            SchedulerClass wanted = name.filter(asked -> !asked.equals(OWN))
                    .map(SchedulerClass::named)
                    .orElse(config.scheduler());
            return made.computeIfAbsent(wanted, other -> DiffusersSamplers.of(config.as(other)));
        } catch (ModelLoadException e) {
            throw new IllegalArgumentException("scheduler is " + name.orElse("") + ": " + e.getMessage(), e);
        }
    }

    /** Which classes the configuration can be run with; the folder's own comes first. */
    public List<SchedulerClass> usable() {
        return Arrays.stream(SchedulerClass.values())
                .filter(this::isUsable)
                .sorted((a, b) -> Boolean.compare(b == config.scheduler(), a == config.scheduler()))
                .toList();
    }

    private boolean isUsable(SchedulerClass scheduler) {
        if (isFlow(scheduler) != isFlow(config.scheduler())) {
            return false;
        }
        try {
            named(Optional.of(scheduler.className()));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Flow matching has other noise levels: networks trained for it are useless elsewhere, and the reverse. */
    private static boolean isFlow(SchedulerClass scheduler) {
        return scheduler == SchedulerClass.FLOW_MATCH_EULER;
    }
}
