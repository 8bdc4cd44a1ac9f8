package io.vasari.evaluator.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** {@code vasari_attribute_checks_total{model,attribute,result}}: samples of jobs and images of studies together. */
final class CheckCounters {
    private CheckCounters() {}

    /** Both results are there from the first one on, at 0 where there was none. */
    static void count(MeterRegistry registry, String model, String attribute, long passed, long failed) {
        count(registry, model, attribute, "passed", passed);
        count(registry, model, attribute, "failed", failed);
    }

    private static void count(MeterRegistry registry, String model, String attribute, String result, long images) {
        Counter.builder("vasari_attribute_checks")
                .description("Whether images show what their prompts name")
                .tags("model", model, "attribute", attribute, "result", result)
                .register(registry)
                .increment(images);
    }
}
