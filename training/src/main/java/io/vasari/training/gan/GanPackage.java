package io.vasari.training.gan;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.Classifier;
import io.vasari.models.GenerativeModel;
import io.vasari.models.ModelZoo;
import io.vasari.models.gan.Discriminator;
import io.vasari.models.gan.Generator;
import io.vasari.models.gan.MnistGanFamily;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import io.vasari.training.RunFolder;
import io.vasari.training.cards.PackageWriter;
import io.vasari.training.cards.SheetFile;
import io.vasari.training.lenet.LenetPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes {@code mnist-gan} of the kept epochs of a run of {@link MnistGanRecipe}: float16 weights, a contact sheet and the
 * class shares per revision, and the cards. Every figure is measured on the weights as published.
 */
public final class GanPackage {

    /** Id of the package. */
    public static final String ID = "mnist-gan";

    private static final int SAMPLES = 10_000;
    private static final int SHEET_SIDE = 10;
    private static final long SHEET_SEED = 7;

    /** The largest whole number that JSON readers with doubles keep exact, 2^53 - 1. */
    private static final long MAX_SEED = 9_007_199_254_740_991L;

    private GanPackage() {}

    /**
     * Writes the package.
     *
     * @param run folder of the training run
     * @param epochs to publish by revision name, oldest first, such as {@code epoch-001}
     * @param zoo in which {@code mnist-gan} is written, over an older one; it must hold {@code mnist-lenet}
     * @throws IOException if the zoo cannot be written
     * @throws io.vasari.models.ModelLoadException if an epoch was not kept, or the classifier is missing
     */
    public static void publish(Path run, Map<String, Integer> epochs, Path zoo) throws IOException {
        publish(run, epochs, zoo, SAMPLES);
    }

    static void publish(Path run, Map<String, Integer> epochs, Path zoo, int samples) throws IOException {
        RunFolder folder = RunFolder.existing(run);
        PackageWriter writer = new PackageWriter(zoo, ID);
        for (Map.Entry<String, Integer> epoch : epochs.entrySet()) {
            Path from = folder.kept(epoch.getValue());
            Path to = writer.revision(epoch.getKey());
            halve(from, to, "generator.safetensors", Generator.shapes());
            halve(from, to, "discriminator.safetensors", Discriminator.shapes());
            writer.json(epoch.getKey(), "config.json", new TreeMap<>(MnistGanFamily.CONFIG));
        }
        writer.card(card(List.copyOf(epochs.keySet())));
        ModelZoo models = ModelZoo.open(zoo);
        List<GanRevision> measured = new ArrayList<>();
        try (Classifier critic = models.loadClassifier(LenetPackage.ID, LenetPackage.REVISION)) {
            for (String revision : epochs.keySet()) {
                try (GenerativeModel model = models.loadGenerative(ID, revision)) {
                    GanRevision figures = GanRevision.measure(revision, model, critic, samples);
                    writer.json(revision, "diversity.json", figures.json(critic.classes()));
                    SheetFile.write(
                            model.generate(GanRevision.keys(SHEET_SEED, SHEET_SIDE * SHEET_SIDE)),
                            SHEET_SIDE,
                            2,
                            writer.revision(revision).resolve("sheet.png"));
                    measured.add(figures);
                }
            }
        }
        writer.readme(GanReadme.text(measured, folder.notes()));
    }

    private static void halve(Path from, Path to, String file, Map<String, Shape> shapes) throws IOException {
        try (Weights weights = SafetensorsFile.read(from.resolve(file), shapes)) {
            SafetensorsFile.write(weights, to.resolve(file), DataType.FLOAT16);
        }
    }

    private static Map<String, Object> card(List<String> revisions) {
        return PackageWriter.fields(
                "id",
                ID,
                "family",
                MnistGanFamily.NAME,
                "title",
                "The textbook GAN on MNIST",
                "description",
                "Paints 28x28 digits from ten random numbers; revisions show it training out of collapse.",
                "license",
                "Apache-2.0",
                "pool",
                "default",
                "task",
                "unconditional-image-generation",
                "image",
                PackageWriter.fields("width", 28, "height", 28, "channels", 1),
                "revisions",
                revisions,
                "parameters",
                PackageWriter.fields(
                        "samples",
                        PackageWriter.fields("type", "integer", "min", 1, "max", 1_000_000, "default", 1),
                        "seed",
                        PackageWriter.fields("type", "integer", "min", 0, "max", MAX_SEED)),
                "critic",
                PackageWriter.fields(
                        "classifier", LenetPackage.ID, "embedder", LenetPackage.ID, "reference", "mnist-test"));
    }
}
