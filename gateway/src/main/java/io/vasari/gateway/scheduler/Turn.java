package io.vasari.gateway.scheduler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The handling of one input: when, what is to be done in the end, and which jobs it changed. */
final class Turn {
    private final Instant now;
    private final List<Effect> effects = new ArrayList<>();
    private final Set<JobRun> touched = new LinkedHashSet<>();

    Turn(Instant now) {
        this.now = now;
    }

    Instant now() {
        return now;
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    /** The job changed: its state is to be kept, its status to be told. */
    void touch(JobRun run) {
        touched.add(run);
    }

    List<Effect> effects() {
        return effects;
    }

    Set<JobRun> touched() {
        return touched;
    }
}
