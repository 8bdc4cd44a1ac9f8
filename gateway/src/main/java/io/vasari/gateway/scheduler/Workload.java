package io.vasari.gateway.scheduler;

import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.Conditioning.StartImage;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.Job;
import io.vasari.contracts.ModelRef;

/**
 * What decides how much work a sample is. Jobs of one workload are measured together.
 *
 * @param passes of a sample through the network: its steps, twice with guidance, only the last of them when it starts from an
 *     image
 * @param pixels of a sample, in proportion: 1 for a model that has one size
 */
record Workload(ModelRef model, int passes, int pixels) {
    static Workload of(Job job) {
        return job.conditioning()
                .map(TextPrompts.class::cast)
                .map(text -> of(job.model(), text))
                .orElseGet(() -> new Workload(job.model(), 1, 1));
    }

    private static Workload of(ModelRef model, TextPrompts text) {
        Sampling sampling = text.sampling();
        double strength = text.start().map(StartImage::strength).orElse(1.0);
        int steps = Math.max(1, (int) (sampling.steps() * strength));
        int passes = sampling.guidanceScale() == 1 ? steps : 2 * steps;
        return new Workload(model, passes, sampling.width() * sampling.height());
    }

    /** How many times the work of another workload of the model it is, as far as can be told unmeasured. */
    double over(Workload other) {
        return (double) passes * pixels / ((double) other.passes * other.pixels);
    }
}
