package io.vasari.gateway.jobs;

import io.vasari.contracts.Conditioning;
import io.vasari.contracts.Conditioning.SharedNoise;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.Job;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.Study;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A request for a job that has been checked against its model's card, with every default filled in. */
record Submission(
        String tenant,
        String pool,
        ModelRef model,
        int samples,
        long seed,
        Priority priority,
        Optional<Conditioning> conditioning,
        Optional<Study> study) {
    /** The same as a study: every prompt starts from the noises of these seeds. */
    Submission of(Study studied, List<Long> seeds) {
        var text = (TextPrompts) conditioning.orElseThrow();
        var grid = new TextPrompts(
                text.prompts(),
                text.negativePrompt(),
                text.sampling(),
                text.start(),
                Optional.of(new SharedNoise(seeds, 0)));
        return new Submission(tenant, pool, model, samples, seed, priority, Optional.of(grid), Optional.of(studied));
    }

    Job toJob(String id, Instant now) {
        return new Job(
                id,
                tenant,
                pool,
                model,
                samples,
                seed,
                priority,
                conditioning,
                now.truncatedTo(ChronoUnit.MILLIS),
                Optional.empty(),
                study);
    }
}
