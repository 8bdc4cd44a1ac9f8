package io.vasari.evaluator.judge;

import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.aggregate.FeatureBook;
import io.vasari.evaluator.aggregate.FeatureBook.Scope;
import io.vasari.evaluator.aggregate.FeatureSketch;
import io.vasari.evaluator.aggregate.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the features of all windows; what has not changed since it was looked at is not computed again. Not thread-safe. */
public final class FeaturePanel {
    private final FeatureComparisons comparisons;
    private Map<Place, Reading> before = Map.of();

    public FeaturePanel(FeatureComparisons comparisons) {
        this.comparisons = comparisons;
    }

    private record Place(Scope scope, String window) {}

    private record Reading(FeatureSketch sketch, Optional<FeatureReadings> readings) {}

    /** Of all revisions at a moment. Where two embedders look at a revision, the one that looked last speaks for it. */
    public List<FeatureFigures> look(FeatureBook book, Instant now) {
        Map<ModelRef, Scope> latest = book.scopes().keySet().stream()
                .collect(Collectors.toMap(
                        Scope::model,
                        Function.identity(),
                        BinaryOperator.maxBy(
                                Comparator.comparing(scope -> book.scopes().get(scope)))));
        Map<Place, Reading> current = new HashMap<>();
        List<FeatureFigures> figures = new ArrayList<>();
        for (Scope scope : latest.values()) {
            comparisons.of(scope.model(), scope.embedder()).ifPresent(comparison -> {
                for (Window window : Window.values()) {
                    book.window(scope, window, now)
                            .ifPresent(sketch -> read(new Place(scope, window.label()), sketch, comparison, current));
                }
                book.ever(scope)
                        .ifPresent(sketch -> read(new Place(scope, WindowFigures.EVER), sketch, comparison, current));
            });
        }
        current.forEach((place, reading) -> reading.readings()
                .ifPresent(
                        readings -> figures.add(new FeatureFigures(place.scope().model(), place.window(), readings))));
        before = current;
        return figures;
    }

    private void read(Place place, FeatureSketch sketch, FeatureComparison comparison, Map<Place, Reading> current) {
        var known = Optional.ofNullable(before.get(place))
                .filter(reading -> reading.sketch().equals(sketch));
        current.put(
                place,
                known.orElseGet(() ->
                        new Reading(sketch, FeatureReadings.of(place.scope().embedder(), sketch, comparison))));
    }
}
