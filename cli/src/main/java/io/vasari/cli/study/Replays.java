package io.vasari.cli.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a study of replays says of a model, kept beside its weights, where the critic finds it. */
public final class Replays {
    private static final String FILE = "replays.json";
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * @param study of replays, judged
     * @param models folder of the model packages
     * @return the file
     */
    public static Path write(JsonNode study, Path models) {
        var model = study.path("model").asText();
        var folder = models.resolve(model).resolve(study.path("revision").asText());
        if (!Files.isDirectory(folder)) {
            throw new UserError(
                    "--calibrate: there is no folder " + folder.toAbsolutePath()
                            + "; name the folder of models that the farm runs with",
                    ExitCode.USAGE);
        }
        int prompts = study.path("prompts").size();
        var evaluation = study.path("evaluation");
        var replays = JSON.createObjectNode()
                .put("judged_by", evaluation.path("judged_by").asText())
                .put("embedder", evaluation.path("embedder").asText(""))
                .put(
                        "pairs",
                        prompts * (prompts - 1) / 2 * evaluation.path("groups").size())
                .put("distance", evaluation.path("most_distance").asDouble());
        var file = folder.resolve(FILE);
        try {
            return Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(replays));
        } catch (IOException e) {
            throw new UserError("--calibrate: cannot write " + file + " (" + e.getMessage() + ")");
        }
    }

    private Replays() {}
}
