package io.vasari.training.lenet;

import ai.djl.ndarray.types.DataType;
import io.vasari.models.Classifier;
import io.vasari.models.ModelZoo;
import io.vasari.models.lenet.Lenet;
import io.vasari.models.lenet.LenetFamily;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import io.vasari.training.RunFolder;
import io.vasari.training.cards.PackageWriter;
import io.vasari.training.cards.Shares;
import io.vasari.training.mnist.Mnist;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes {@code mnist-lenet} of a finished run of {@link LenetRecipe}: float16 weights, the reference histogram on the test
 * images, and the cards. Every figure is measured on the weights as published.
 */
public final class LenetPackage {

    /** Id of the package. */
    public static final String ID = "mnist-lenet";

    /** Its only revision. */
    public static final String REVISION = "v1";

    private static final String REFERENCE = "mnist-test";

    private LenetPackage() {}

    /**
     * Writes the package.
     *
     * @param run folder of the training run
     * @param data folder or archive of the MNIST files
     * @param zoo in which {@code mnist-lenet} is written, over an older one
     * @return the accuracy on the test images, 0 to 1
     * @throws IOException if the run or the data is missing, or the zoo cannot be written
     */
    public static double publish(Path run, Path data, Path zoo) throws IOException {
        Mnist mnist = Mnist.read(data);
        PackageWriter writer = new PackageWriter(zoo, ID);
        RunFolder folder = RunFolder.existing(run);
        Path trained = folder.newestCheckpoint().resolve("model.safetensors");
        try (Weights weights = SafetensorsFile.read(trained, Lenet.shapes())) {
            SafetensorsFile.write(weights, writer.revision(REVISION).resolve("model.safetensors"), DataType.FLOAT16);
        }
        writer.json(REVISION, "config.json", new TreeMap<>(LenetFamily.CONFIG));
        writer.card(card());
        try (Classifier classifier = ModelZoo.open(zoo).loadClassifier(ID, REVISION)) {
            Confusion confusion = Confusion.of(classifier, mnist.test());
            writer.json(REVISION, "reference.json", reference(confusion));
            writer.readme(LenetReadme.text(confusion, folder.notes()));
            return confusion.accuracy();
        }
    }

    private static Map<String, Object> card() {
        return PackageWriter.fields(
                "id",
                ID,
                "family",
                LenetFamily.NAME,
                "title",
                "LeNet on MNIST",
                "description",
                "Sorts 28x28 digits into ten classes: the eye of the critic.",
                "license",
                "Apache-2.0",
                "task",
                "image-classification",
                "image",
                PackageWriter.fields("width", 28, "height", 28, "channels", 1),
                "classes",
                Confusion.DIGITS,
                "revisions",
                List.of(REVISION),
                "reference",
                PackageWriter.fields("name", REFERENCE, "file", "reference.json"));
    }

    private static Map<String, Object> reference(Confusion confusion) {
        return PackageWriter.fields(
                "name", REFERENCE,
                "n", confusion.total(),
                "class_counts", Shares.byName(Confusion.DIGITS, confusion.saidCounts()),
                "true_counts", Shares.byName(Confusion.DIGITS, confusion.trueCounts()),
                "confusion", confusion.counts(),
                "accuracy", confusion.accuracy());
    }
}
