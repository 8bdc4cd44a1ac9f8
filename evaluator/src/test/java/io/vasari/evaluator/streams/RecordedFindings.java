package io.vasari.evaluator.streams;

import io.vasari.evaluator.aggregate.Counted;
import io.vasari.evaluator.judge.FeatureFigures;
import io.vasari.evaluator.judge.ReplayFigures;
import io.vasari.evaluator.judge.WindowFigures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it was told. */
final class RecordedFindings implements Findings {
    final List<Counted> counted = new ArrayList<>();
    final List<String> lost = new ArrayList<>();
    List<WindowFigures> figures = List.of();
    List<ReplayFigures> replays = List.of();
    List<FeatureFigures> features = List.of();

    @Override
    public void counted(Counted news) {
        counted.add(news);
    }

    @Override
    public void figures(String owner, List<WindowFigures> all, Instant at) {
        figures = all;
    }

    @Override
    public void features(String owner, List<FeatureFigures> all) {
        features = all;
    }

    @Override
    public void replays(String owner, List<ReplayFigures> all) {
        replays = all;
    }

    @Override
    public void lost(String owner) {
        lost.add(owner);
    }
}
