package io.vasari.cli.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.artifacts.RevisionDigests;
import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.contracts.Json;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.ReplayCalibration;
import io.vasari.contracts.ReplayCalibration.Feature;
import io.vasari.scores.prompt.PromptThresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The critic's thresholds for studies of a model, from studies that replayed prompts. */
public final class Calibration {
    /** What is replayed unless prompts are given: words of {@code vase-diffusion}, which any model of text can paint. */
    public static final List<String> PROMPTS =
            List.of("ornate green vase", "a bowl in red with stripes", "plain blue urn");

    private static final ObjectMapper JSON =
            Json.configure(new JsonMapper()).enable(SerializationFeature.INDENT_OUTPUT);

    private final Path models;

    /** @param models folder of the model packages that the farm runs with */
    public Calibration(Path models) {
        this.models = models;
    }

    /**
     * Makes the thresholds.
     *
     * @param studies of replays, judged, one for each prompt, all of one revision
     * @param code that makes them
     * @throws UserError when a study lacks what it takes
     */
    public ReplayCalibration of(List<JsonNode> studies, Instant now, String code) {
        Map<String, Double> distances = new TreeMap<>();
        int replays = 0;
        for (var study : studies) {
            requireWhole(study);
            replays += study.path("samples").path("done").asInt();
            study.path("evaluation")
                    .path("features")
                    .properties()
                    .forEach(feature -> distances.merge(
                            feature.getKey(),
                            feature.getValue().path("most_distance").asDouble(),
                            Math::max));
        }
        Map<String, Feature> features = new TreeMap<>();
        distances.forEach((name, distance) -> features.put(name, feature(name, distance)));
        var first = studies.get(0);
        var model = new ModelRef(
                first.path("model").asText(), first.path("revision").asText());
        var embedder = Optional.of(first.path("evaluation").path("embedder").asText(""))
                .filter(name -> !name.isEmpty())
                .map(ModelRef::parse);
        return new ReplayCalibration(
                ReplayCalibration.VERSION,
                model,
                now,
                code,
                studies.size(),
                replays,
                PromptThresholds.REPLAY_QUANTILE,
                PromptThresholds.REPLAY_MARGIN,
                embedder,
                features,
                weights(Stream.concat(Stream.of(model), embedder.stream())));
    }

    /** Of those that are in the folder of models. */
    private Map<String, String> weights(Stream<ModelRef> models) {
        var digests = new RevisionDigests();
        var weights = new TreeMap<String, String>();
        models.filter(model -> Files.isDirectory(folder(model))).forEach(model -> {
            try {
                weights.put(model.toString(), digests.of(folder(model)));
            } catch (IOException e) {
                throw new UserError("--calibrate: cannot read " + folder(model) + " (" + e.getMessage() + ")");
            }
        });
        return weights;
    }

    private static Feature feature(String name, double replayDistance) {
        var limits = PromptThresholds.ofFeature(name).calibratedOn(replayDistance);
        return new Feature(
                replayDistance,
                limits.rule().minExcess(),
                limits.rule().minRatio(),
                limits.dispersedAbove(),
                limits.tooSimilarBelow());
    }

    private static void requireWhole(JsonNode study) {
        var evaluation = study.path("evaluation");
        if (!study.path("status").asText().equals("succeeded")
                || evaluation.path("groups").isEmpty()
                || evaluation.path("features").isEmpty()) {
            throw new UserError(
                    "--calibrate: study " + study.path("id").asText() + " is "
                            + study.path("status").asText() + " with "
                            + evaluation.path("groups").size() + " whole seeds and "
                            + evaluation.path("features").size()
                            + " features; thresholds take a study of replays that succeeded",
                    ExitCode.JOB_NOT_SUCCEEDED);
        }
    }

    /** @throws UserError when the folder of models has no folder for the revision */
    public void requireFolder(String model, String revision) {
        var folder = folder(new ModelRef(model, revision));
        if (!Files.isDirectory(folder)) {
            throw new UserError(
                    "--calibrate: there is no folder " + folder.toAbsolutePath()
                            + "; name the folder of models that the farm runs with by --models",
                    ExitCode.USAGE);
        }
    }

    /** @return the file */
    public Path write(ReplayCalibration calibration) {
        var file = folder(calibration.model()).resolve(ReplayCalibration.FILE);
        requireFolder(calibration.model().id(), calibration.model().revision());
        try {
            return Files.writeString(file, JSON.writeValueAsString(calibration) + "\n");
        } catch (IOException e) {
            throw new UserError("--calibrate: cannot write " + file + " (" + e.getMessage() + ")");
        }
    }

    private Path folder(ModelRef model) {
        return models.resolve(model.id()).resolve(model.revision());
    }
}
