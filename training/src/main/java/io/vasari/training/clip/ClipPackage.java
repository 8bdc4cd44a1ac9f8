package io.vasari.training.clip;

import static io.vasari.training.cards.PackageWriter.fields;

import ai.djl.ndarray.types.DataType;
import io.vasari.models.clip.CLIPModel;
import io.vasari.models.clip.embed.ClipFamily;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import io.vasari.training.RunFolder;
import io.vasari.training.cards.PackageWriter;
import io.vasari.training.steps.StepRun;
import io.vasari.training.vases.CaptionOrder;
import io.vasari.training.vases.VaseMixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes {@code vase-clip} of a run of {@link VaseClipRecipe}: a CLIPModel in the layout of transformers. Figures are measured on the
 * float16 weights.
 */
public final class ClipPackage {

    /** Id of the package. */
    public static final String ID = "vase-clip";

    /** Its only revision. */
    public static final String REVISION = "v1";

    /** What {@code model.json} names as the family. */
    static final String FAMILY = ClipFamily.NAME;

    private static final String WEIGHTS = "model.safetensors";
    private static final int HELD_OUT = 2000;

    private ClipPackage() {}

    /**
     * Writes the package.
     *
     * @param run folder of the training run
     * @param zoo in which {@code vase-clip} is written, over an older one
     * @throws IOException if the run is missing, or the zoo cannot be written
     */
    public static void publish(Path run, Path zoo) throws IOException {
        publish(run, zoo, HELD_OUT);
    }

    static void publish(Path run, Path zoo, int heldOut) throws IOException {
        PackageWriter writer = new PackageWriter(zoo, ID);
        Path to = writer.revision(REVISION);
        CLIPModel model = ClipConfigs.model(to);
        try (Weights weights = StepRun.result(run, model.shapes())) {
            SafetensorsFile.write(weights, to.resolve(WEIGHTS), DataType.FLOAT16);
        }
        ClipConfigs.VOCABULARY.write(to);
        writer.json(REVISION, "preprocessor_config.json", ClipConfigs.preprocessor());
        Map<String, Map<CaptionOrder, Double>> accuracies = measure(model, to, heldOut);
        writer.json(REVISION, "zero-shot.json", json(accuracies, heldOut));
        writer.card(card());
        writer.readme(ClipReadme.text(
                accuracies, heldOut, model, RunFolder.existing(run).notes()));
    }

    private static Map<String, Map<CaptionOrder, Double>> measure(CLIPModel model, Path revision, int heldOut) {
        var vases = new VaseMixture(heldOut, ClipConfigs.SIDE, VaseMixture.HELD_OUT_SEED);
        Map<String, Map<CaptionOrder, Double>> accuracies = new LinkedHashMap<>();
        try (Weights weights = SafetensorsFile.read(revision.resolve(WEIGHTS), model.shapes())) {
            var zeroShot = new ZeroShot(model, weights);
            float[][] pictures = zeroShot.look(vases);
            for (ZeroShotTask task : ZeroShotTask.all()) {
                accuracies.put(task.name(), zeroShot.accuracy(task, vases, pictures));
            }
        }
        return accuracies;
    }

    private static Map<String, Object> json(Map<String, Map<CaptionOrder, Double>> accuracies, int pictures) {
        Map<String, Object> fields = fields("n", pictures);
        accuracies.forEach((task, shares) -> {
            Map<String, Object> byOrder = new LinkedHashMap<>();
            shares.forEach((order, share) -> byOrder.put(order.revision(), share));
            fields.put(task, byOrder);
        });
        return fields;
    }

    private static Map<String, Object> card() {
        return fields(
                "id",
                ID,
                "family",
                FAMILY,
                "title",
                "CLIP for vases",
                "description",
                "Tells how well a 32x32 vase fits a text such as \"ornate green vase\".",
                "license",
                "Apache-2.0",
                "task",
                "zero-shot-image-classification",
                "image",
                fields("width", ClipConfigs.SIDE, "height", ClipConfigs.SIDE, "channels", 3),
                "revisions",
                List.of(REVISION));
    }
}
