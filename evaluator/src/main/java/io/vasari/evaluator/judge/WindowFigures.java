package io.vasari.evaluator.judge;

import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.aggregate.RevisionTally;
import io.vasari.evaluator.aggregate.Subject;
import io.vasari.evaluator.aggregate.Tally;
import io.vasari.evaluator.aggregate.Window;
import io.vasari.scores.ClassScores;
import io.vasari.scores.Reference;
import io.vasari.scores.verdict.Judge;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is shown of one revision in one window.
 *
 * @param window 5m, 1h, 24h, or {@link #EVER} for all samples there were
 * @param scores absent where there are too few samples to say anything
 * @param meanBelief absent there too, and where the model has no discriminator
 * @param inceptionScore absent there too, and where the classifier does not tell how probable each class is
 */
public record WindowFigures(
        ModelRef model,
        String window,
        long samples,
        Optional<ClassScores> scores,
        OptionalDouble meanBelief,
        OptionalDouble inceptionScore) {
    public static final String EVER = "all";

    /** Of all subjects at a moment. Where two classifiers look at a revision, the one that looked last speaks for it. */
    public static List<WindowFigures> of(
            Map<Subject, RevisionTally> revisions, Function<ModelRef, Reference> references, Instant now) {
        Map<ModelRef, Map.Entry<Subject, RevisionTally>> latest = revisions.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().model(),
                        Function.identity(),
                        BinaryOperator.maxBy(
                                Comparator.comparing(entry -> entry.getValue().newest()))));
        return latest.values().stream()
                .flatMap(entry -> of(entry.getKey(), entry.getValue(), references, now))
                .toList();
    }

    private static Stream<WindowFigures> of(
            Subject subject, RevisionTally revision, Function<ModelRef, Reference> references, Instant now) {
        var reference = references.apply(subject.classifier());
        var windows = Arrays.stream(Window.values())
                .map(window -> of(subject, window.label(), revision.window(window, now), reference));
        return Stream.concat(windows, Stream.of(of(subject, EVER, revision.ever(), reference)));
    }

    private static WindowFigures of(Subject subject, String window, Tally tally, Reference reference) {
        boolean enough = reference.classes() > 1 && tally.samples() >= Judge.minSamples(reference.classes());
        return new WindowFigures(
                subject.model(),
                window,
                tally.samples(),
                enough ? Optional.of(ClassScores.of(tally.counts(), reference)) : Optional.empty(),
                enough ? tally.meanBelief() : OptionalDouble.empty(),
                enough ? tally.inceptionScore() : OptionalDouble.empty());
    }
}
