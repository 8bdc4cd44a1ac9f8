package io.vasari.evaluator.reference;

import io.vasari.artifacts.RevisionDigests;
import io.vasari.contracts.Json;
import io.vasari.contracts.ModelCatalog;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.ReplayCalibration;
import io.vasari.evaluator.study.Calibrated;
import io.vasari.evaluator.study.Calibrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/**
 * Calibrations from {@code <zoo>/<model>/<revision>/thresholds.json}, which {@code vasari study --replay --calibrate} writes.
 * Read anew for every study.
 */
public final class ZooCalibrations implements Calibrations {
    private static final Logger LOG = Logger.getLogger(ZooCalibrations.class);
    private static final int SHOWN_DIGITS = 12;

    private final Path zoo;
    private final RevisionDigests digests = new RevisionDigests();

    public ZooCalibrations(Path zoo) {
        this.zoo = zoo;
    }

    /** A file that cannot be understood, or is of other weights, is told of and left alone, and the usual thresholds apply. */
    @Override
    public Calibrated of(ModelRef model) {
        var catalog = ModelCatalog.read(zoo);
        Path file = folder(catalog, model).resolve(ReplayCalibration.FILE);
        if (catalog.find(model.id()).isEmpty() || !Files.exists(file)) {
            return Calibrated.not();
        }
        try {
            var calibration = Json.read(Files.readAllBytes(file), ReplayCalibration.class);
            if (!calibration.model().equals(model)) {
                throw new IllegalArgumentException("it is of " + calibration.model() + ", not of " + model);
            }
            for (var weights : calibration.weights().entrySet()) {
                requireSame(catalog, ModelRef.parse(weights.getKey()), weights.getValue());
            }
            return Calibrated.by(calibration);
        } catch (IOException e) {
            throw new UncheckedIOException("the thresholds cannot be read: " + file, e);
        } catch (IllegalArgumentException e) {
            String why = "%s cannot be used: %s; make it anew with 'vasari study --replay --calibrate', or delete it"
                    .formatted(zoo.relativize(file), firstLine(e.getMessage()));
            LOG.warnf("the usual thresholds apply to %s, for %s", model, why);
            return Calibrated.ignoring(why);
        }
    }

    private void requireSame(ModelCatalog catalog, ModelRef model, String sha256) throws IOException {
        Path folder = folder(catalog, model);
        String now = Files.isDirectory(folder) ? digests.of(folder) : "none";
        if (!now.equals(sha256)) {
            throw new IllegalArgumentException("it was made with other weights of %s (sha256 %s, now %s)"
                    .formatted(model, shortened(sha256), shortened(now)));
        }
    }

    /** Parsers add where they were in a line of their own. */
    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("it is broken");
    }

    private static String shortened(String sha256) {
        return sha256.length() > SHOWN_DIGITS ? sha256.substring(0, SHOWN_DIGITS) + "..." : sha256;
    }

    private static Path folder(ModelCatalog catalog, ModelRef model) {
        return catalog.folder(model.id()).resolve(model.revision());
    }
}
