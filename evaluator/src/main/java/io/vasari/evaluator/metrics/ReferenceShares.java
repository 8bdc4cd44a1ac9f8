package io.vasari.evaluator.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vasari.scores.Reference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code vasari_class_reference_ratio{model,revision,class}}: the share that each class has in the reference, 0 to 1, so that
 * {@code vasari_class_samples_total} can be drawn beside it. Every evaluator that counted a revision's samples shows the same.
 */
final class ReferenceShares {
    private final MeterRegistry registry;
    private final Map<Tags, AtomicReference<Double>> shares = new ConcurrentHashMap<>();

    ReferenceShares(MeterRegistry registry) {
        this.registry = registry;
    }

    void show(Tags labels, Reference reference) {
        for (int i = 0; i < reference.classes(); i++) {
            var tags = labels.and("class", reference.classNames().get(i));
            shares.computeIfAbsent(tags, this::registered).set(reference.share(i));
        }
    }

    private AtomicReference<Double> registered(Tags tags) {
        var share = new AtomicReference<>(Double.NaN);
        Gauge.builder("vasari_class_reference_ratio", share, AtomicReference::get)
                .description("Share of the class in the reference, 0 to 1")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        return share;
    }
}
