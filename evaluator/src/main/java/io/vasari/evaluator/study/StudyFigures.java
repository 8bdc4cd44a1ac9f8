package io.vasari.evaluator.study;

import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Perturbation;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.StudyEvaluation.Variance;
import io.vasari.evaluator.aggregate.Window;
import io.vasari.evaluator.study.WindowSensitivity.CheckKind;
import io.vasari.evaluator.study.WindowSensitivity.GroupKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The studies of the last day, as far as windows show them: at most {@value #MOST}, beyond that the oldest are forgotten. */
final class StudyFigures {
    static final int MOST = 10_000;
    private static final Duration KEPT = Duration.ofHours(26);

    /** Of a study, what counts. */
    private record Entry(
            Kind kind,
            Instant at,
            double distance,
            Optional<Variance> variance,
            Map<GroupKind, Long> groups,
            Map<CheckKind, Long> checks) {}

    private record Kind(ModelRef model, Perturbation perturbation) {}

    private final List<Entry> entries = new ArrayList<>();

    void add(StudyEvaluation evaluation) {
        if (evaluation.groups().isEmpty()) {
            return;
        }
        entries.add(new Entry(
                new Kind(evaluation.model(), evaluation.perturbation()),
                evaluation.at(),
                evaluation.medianDistance(),
                evaluation.variance(),
                groups(evaluation),
                checks(evaluation)));
        if (entries.size() > MOST) {
            entries.remove(0);
        }
    }

    private static Map<GroupKind, Long> groups(StudyEvaluation evaluation) {
        Map<GroupKind, Long> groups = new HashMap<>();
        evaluation
                .groups()
                .forEach(
                        group -> groups.merge(new GroupKind(evaluation.expectation(), group.verdict()), 1L, Long::sum));
        return groups;
    }

    private static Map<CheckKind, Long> checks(StudyEvaluation evaluation) {
        Map<CheckKind, Long> checks = new HashMap<>();
        evaluation.attributes().forEach(check -> {
            checks.merge(new CheckKind(check.attribute(), true), (long) check.passed(), Long::sum);
            checks.merge(
                    new CheckKind(check.attribute(), false), (long) check.seen().size() - check.passed(), Long::sum);
        });
        return checks;
    }

    void forget(Instant now) {
        var oldest = now.minus(KEPT);
        entries.removeIf(entry -> entry.at().isBefore(oldest));
    }

    void clear() {
        entries.clear();
    }

    List<WindowSensitivity> at(Instant now) {
        var figures = new ArrayList<WindowSensitivity>();
        for (Window window : Window.values()) {
            Map<Kind, List<Entry>> byKind = new LinkedHashMap<>();
            for (Entry entry : entries) {
                long minute = Window.minuteOf(entry.at());
                if (minute >= window.firstMinute(now) && minute <= Window.minuteOf(now)) {
                    byKind.computeIfAbsent(entry.kind(), unseen -> new ArrayList<>())
                            .add(entry);
                }
            }
            byKind.forEach((kind, those) -> figures.add(of(kind, window, those)));
        }
        return figures;
    }

    private static WindowSensitivity of(Kind kind, Window window, List<Entry> entries) {
        var variances =
                entries.stream().flatMap(entry -> entry.variance().stream()).toList();
        return new WindowSensitivity(
                kind.model(),
                kind.perturbation(),
                window,
                mean(entries, Entry::distance),
                variances.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Variance(
                                mean(variances, Variance::promptRatio),
                                mean(variances, Variance::seedRatio),
                                mean(variances, Variance::interactionRatio),
                                mean(variances, Variance::omegaSquared))),
                sums(entries, Entry::groups),
                sums(entries, Entry::checks));
    }

    private static <K> Map<K, Long> sums(List<Entry> entries, Function<Entry, Map<K, Long>> counts) {
        Map<K, Long> sums = new HashMap<>();
        entries.forEach(entry -> counts.apply(entry).forEach((kind, count) -> sums.merge(kind, count, Long::sum)));
        return sums;
    }

    private static <T> double mean(List<T> all, ToDoubleFunction<T> value) {
        return all.stream().mapToDouble(value).average().orElse(0);
    }
}
