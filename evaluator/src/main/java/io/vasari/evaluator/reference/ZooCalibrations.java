package io.vasari.evaluator.reference;

import io.vasari.contracts.Json;
import io.vasari.contracts.ModelCatalog;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.ReplayCalibration;
import io.vasari.evaluator.study.Calibrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Calibrations from {@code <zoo>/<model>/<revision>/thresholds.json}, which {@code vasari study --replay --calibrate} writes.
 * Read anew for every study.
 */
public final class ZooCalibrations implements Calibrations {
    private static final Logger LOG = Logger.getLogger(ZooCalibrations.class);

    private final Path zoo;

    public ZooCalibrations(Path zoo) {
        this.zoo = zoo;
    }

    /** A file that cannot be understood is logged and left alone, and the usual thresholds apply. */
    @Override
    public Optional<ReplayCalibration> of(ModelRef model) {
        var catalog = ModelCatalog.read(zoo);
        if (catalog.find(model.id()).isEmpty()) {
            return Optional.empty();
        }
        Path file = catalog.folder(model.id()).resolve(model.revision()).resolve(ReplayCalibration.FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var calibration = Json.read(Files.readAllBytes(file), ReplayCalibration.class);
            if (!calibration.model().equals(model)) {
                throw new IllegalArgumentException("it is of " + calibration.model() + ", not of " + model);
            }
            return Optional.of(calibration);
        } catch (IOException e) {
            throw new UncheckedIOException("the thresholds cannot be read: " + file, e);
        } catch (IllegalArgumentException e) {
            LOG.warnf(
                    "the thresholds in %s cannot be used, the usual ones apply; make them anew with 'vasari study --replay"
                            + " --calibrate', or delete the file: %s",
                    file, e.getMessage());
            return Optional.empty();
        }
    }
}
