package io.vasari.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.sheet.ContactSheet;
import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.images.FileGallery;
import io.vasari.cli.images.GalleryContents;
import io.vasari.cli.images.GalleryReading;
import io.vasari.cli.images.ImageModels;
import io.vasari.cli.reference.ReferenceShelf;
import io.vasari.cli.report.ReportPage;
import io.vasari.cli.report.Shown;
import io.vasari.models.reference.ReferenceFeatures;
import io.vasari.models.reference.ReferenceModel;
import io.vasari.models.reference.ReferenceSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Evaluates images that Vasari did not make, and writes the report that a job gets. */
public final class ImageEvaluation {
    private static final int COLUMNS = 20;
    private static final int GAP_PIXELS = 2;
    private static final int MAX_ROWS = 10_000;
    private static final long MAX_SHEET_PIXELS = 8L << 20;

    private ImageEvaluation() {}

    /**
     * What is wanted.
     *
     * @param images a folder or a tar
     * @param models folder of models and reference sets
     * @param reference name or folder of a set
     * @param rows how many features are compared at most; as many as the reference keeps if it is not said
     */
    public record Request(
            Path images, Path models, String reference, Optional<Integer> rows, FeatureFigures.Settings settings) {}

    private record Report(String title, JsonNode evaluation, byte[] sheet) implements Shown {}

    /** @param out folder for {@code report.html} */
    public static Evaluation of(Request request, Path out) {
        ReferenceSet set = new ReferenceShelf(request.models()).find(request.reference());
        int rows = request.rows()
                .orElse(set.features().map(ReferenceFeatures::capacity).orElse(2));
        if (rows < 2 || rows > MAX_ROWS) {
            throw new UserError("--rows is " + rows + ", it must be 2 to " + MAX_ROWS, ExitCode.USAGE);
        }
        GalleryContents seen = look(request, set, rows);
        Evaluation evaluation = ImageFigures.of(seen, set, request.settings());
        Path page = write(
                new Report(
                        "%s: %,d images".formatted(request.images().getFileName(), seen.n()),
                        evaluation.document(),
                        sheet(seen)),
                out);
        return new Evaluation(evaluation.document(), evaluation.text() + "  Written: " + page.toAbsolutePath() + "\n");
    }

    private static GalleryContents look(Request request, ReferenceSet set, int rows) {
        var gallery = new FileGallery(request.images());
        Optional<String> classifier = set.classifier().map(ReferenceModel::model);
        Optional<String> embedder =
                set.features().map(features -> features.embedder().model());
        try (ImageModels imageModels = ImageModels.open(request.models(), classifier, embedder)) {
            requireSame(set.classifier(), imageModels.classifierRef(), set.name());
            requireSame(set.features().map(ReferenceFeatures::embedder), imageModels.embedderRef(), set.name());
            return GalleryReading.at(gallery, imageModels, rows, 0);
        }
    }

    /** Another network sees otherwise, even if it has the same name. */
    private static void requireSame(Optional<ReferenceModel> wanted, Optional<ReferenceModel> found, String set) {
        if (!wanted.equals(found)) {
            throw new UserError("reference set " + set + " was made with other files of "
                    + wanted.map(ReferenceModel::model).orElse("a model") + " than are there now; make it again with"
                    + " 'vasari reference build'");
        }
    }

    private static byte[] sheet(GalleryContents seen) {
        Pixels shape = seen.shape().orElseThrow();
        long room =
                Math.max(1, MAX_SHEET_PIXELS / ((long) (shape.width() + GAP_PIXELS) * (shape.height() + GAP_PIXELS)));
        List<byte[]> shown =
                seen.firsts().subList(0, (int) Math.min(room, seen.firsts().size()));
        return new ContactSheet(COLUMNS, 1, GAP_PIXELS).pngOfPixels(shown, shape);
    }

    private static Path write(Report report, Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve("report.html"), ReportPage.of(List.of(report)));
        } catch (IOException e) {
            throw new UserError("the report cannot be written to " + folder.toAbsolutePath() + ": " + e.getMessage());
        }
    }
}
