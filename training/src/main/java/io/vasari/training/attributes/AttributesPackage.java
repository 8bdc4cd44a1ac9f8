package io.vasari.training.attributes;

import static io.vasari.training.cards.PackageWriter.fields;

import ai.djl.ndarray.types.DataType;
import io.vasari.models.AttributeClassifier;
import io.vasari.models.ModelZoo;
import io.vasari.models.attributes.AttributeCnnFamily;
import io.vasari.models.attributes.AttributeNetwork;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import io.vasari.training.RunFolder;
import io.vasari.training.cards.PackageWriter;
import io.vasari.training.steps.StepRun;
import io.vasari.training.vases.CaptionOrder;
import io.vasari.training.vases.VaseMixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes {@code vase-attributes} of a run of {@link AttributesRecipe}. Figures are measured on the float16 weights. */
public final class AttributesPackage {

    /** Id of the package. */
    public static final String ID = "vase-attributes";

    /** Its only revision. */
    public static final String REVISION = "v1";

    private static final String WEIGHTS = "model.safetensors";
    private static final int HELD_OUT = 4000;

    private AttributesPackage() {}

    /**
     * Writes the package.
     *
     * @param run folder of the training run
     * @param zoo in which {@code vase-attributes} is written, over an older one
     * @throws IOException if the run is missing, or the zoo cannot be written
     */
    public static void publish(Path run, Path zoo) throws IOException {
        publish(run, zoo, HELD_OUT);
    }

    static void publish(Path run, Path zoo, int heldOut) throws IOException {
        PackageWriter writer = new PackageWriter(zoo, ID);
        AttributeNetwork network = AttributesConfigs.network(writer.revision(REVISION));
        try (Weights weights = StepRun.result(run, network.shapes())) {
            SafetensorsFile.write(weights, writer.revision(REVISION).resolve(WEIGHTS), DataType.FLOAT16);
        }
        writer.card(card());
        var vases = new VaseMixture(heldOut, AttributesConfigs.SIDE, VaseMixture.HELD_OUT_SEED);
        Map<CaptionOrder, TraitAccuracy> accuracies = new EnumMap<>(CaptionOrder.class);
        try (AttributeClassifier classifier = ModelZoo.open(zoo).loadAttributeClassifier(ID, REVISION)) {
            for (CaptionOrder order : CaptionOrder.values()) {
                accuracies.put(order, TraitAccuracy.measure(classifier, vases, order));
            }
        }
        Map<String, Object> reference = new LinkedHashMap<>();
        accuracies.forEach((order, accuracy) -> reference.put(order.revision(), accuracy.json()));
        writer.json(REVISION, "accuracy.json", reference);
        writer.readme(AttributesReadme.text(
                accuracies, network, RunFolder.existing(run).notes()));
    }

    private static Map<String, Object> card() {
        return fields(
                "id",
                ID,
                "family",
                AttributeCnnFamily.NAME,
                "title",
                "Traits of painted vases",
                "description",
                "Says colour, kind and ornament of a 32x32 vase: the judge of what a painter was asked for.",
                "license",
                "Apache-2.0",
                "task",
                "image-classification",
                "image",
                fields("width", AttributesConfigs.SIDE, "height", AttributesConfigs.SIDE, "channels", 3),
                "revisions",
                List.of(REVISION));
    }
}
