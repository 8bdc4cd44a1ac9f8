package io.vasari.evaluator.streams;

import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.aggregate.ReplayPeaks;
import org.apache.kafka.streams.state.KeyValueStore;

/** Peaks in a state store, under {@code model NUL minute}. */
final class KeyValuePeaks implements ReplayPeaks.Store {
    private static final char SEPARATOR = '\0';

    private final KeyValueStore<String, Integer> store;

    KeyValuePeaks(KeyValueStore<String, Integer> store) {
        this.store = store;
    }

    @Override
    public void put(ModelRef model, long minute, int levels) {
        store.put(name(model, minute), levels);
    }

    @Override
    public void delete(ModelRef model, long minute) {
        store.delete(name(model, minute));
    }

    @Override
    public void forEach(ReplayPeaks.Visitor visitor) {
        try (var all = store.all()) {
            all.forEachRemaining(entry -> {
                int end = entry.key.indexOf(SEPARATOR);
                var model = ModelRef.parse(entry.key.substring(0, end));
                visitor.peak(model, Long.parseLong(entry.key.substring(end + 1)), entry.value);
            });
        }
    }

    private static String name(ModelRef model, long minute) {
        return model.toString() + SEPARATOR + minute;
    }
}
