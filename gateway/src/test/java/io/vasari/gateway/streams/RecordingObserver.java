package io.vasari.gateway.streams;

import io.vasari.contracts.DeadLetter;
import io.vasari.contracts.ModelRef;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

final class RecordingObserver implements FarmObserver {
    final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    final List<DeadLetter> letters = new CopyOnWriteArrayList<>();
    final List<String> skipped = new CopyOnWriteArrayList<>();
    volatile FarmFigures figures = FarmFigures.NONE;

    @Override
    public void reported(String pool, ModelRef model, Outcome outcome) {
        outcomes.add(outcome);
    }

    @Override
    public void buried(DeadLetter letter) {
        letters.add(letter);
    }

    @Override
    public void skipped(String topic) {
        skipped.add(topic);
    }

    @Override
    public void figures(FarmFigures newFigures) {
        figures = newFigures;
    }
}
