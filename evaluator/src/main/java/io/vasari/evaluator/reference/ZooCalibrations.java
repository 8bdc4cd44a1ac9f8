package io.vasari.evaluator.reference;

import io.vasari.contracts.Json;
import io.vasari.contracts.ModelCatalog;
import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.study.Calibrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * Calibrations from {@code <zoo>/<model>/<revision>/replays.json}: {@code {"embedder":"vase-clip@v1","pairs":120,
 * "distance":1e-07}}, which {@code vasari study --replay --calibrate} writes. Read anew for every study.
 */
public final class ZooCalibrations implements Calibrations {
    /** Beside a revision's weights. */
    public static final String FILE = "replays.json";

    private final Path zoo;

    public ZooCalibrations(Path zoo) {
        this.zoo = zoo;
    }

    /** @param distance that 99 % of the pairs stayed within */
    private record Replays(OptionalDouble distance) {}

    @Override
    public OptionalDouble replayDistance(ModelRef model) {
        var catalog = ModelCatalog.read(zoo);
        if (catalog.find(model.id()).isEmpty()) {
            return OptionalDouble.empty();
        }
        Path file = catalog.folder(model.id()).resolve(model.revision()).resolve(FILE);
        if (!Files.exists(file)) {
            return OptionalDouble.empty();
        }
        try {
            return Json.read(Files.readAllBytes(file), Replays.class).distance();
        } catch (IOException e) {
            throw new UncheckedIOException("the replays cannot be read: " + file, e);
        }
    }
}
