package io.vasari.evaluator.study;

import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.pixel.PixelDistance;
import io.vasari.scores.pixel.RgbImage;
import io.vasari.scores.pixel.StructuralSimilarity;
import io.vasari.scores.prompt.DistanceMatrix;
import io.vasari.scores.prompt.VarianceDecomposition;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** The images of a study: a row for each prompt, a column for each seed of which all variants are there. */
final class StudyGrid {
    private final List<String> prompts;
    private final List<Long> allSeeds;
    private final int[] columns;
    private final GridReading reading;

    StudyGrid(TextPrompts text, GridReading reading) {
        this.prompts = text.prompts().stream().map(Prompt::text).toList();
        this.allSeeds = text.noise().orElseThrow().seeds();
        this.reading = reading;
        this.columns = IntStream.range(0, allSeeds.size())
                .filter(seed -> IntStream.range(0, prompts.size())
                        .allMatch(prompt -> reading.has(prompt * allSeeds.size() + seed)))
                .toArray();
    }

    List<String> prompts() {
        return prompts;
    }

    /** How many seeds count. */
    int seeds() {
        return columns.length;
    }

    /** How many were asked for. */
    int asked() {
        return allSeeds.size();
    }

    long seed(int column) {
        return allSeeds.get(columns[column]);
    }

    /** Where the images lie that count, prompt by prompt. */
    int cell(int prompt, int column) {
        return prompt * allSeeds.size() + columns[column];
    }

    /** What all variants started from; empty when one of them did not tell, or started from something else. */
    Optional<String> noise(int column) {
        var noise = reading.noise(cell(0, column));
        boolean shared = IntStream.range(1, prompts.size())
                .allMatch(prompt -> reading.noise(cell(prompt, column)).equals(noise));
        return shared ? noise : Optional.empty();
    }

    Optional<String> classOf(String attribute, int prompt, int column) {
        return reading.classOf(attribute, cell(prompt, column));
    }

    float[] features(int prompt, int column) {
        return reading.features(cell(prompt, column));
    }

    /** Of all features that count; at least two prompts and seeds. */
    VarianceDecomposition varianceOfFeatures() {
        return variance(columns.length, (prompt, column) -> wide(features(prompt, column)));
    }

    /** Of the luma of the pixels, on the first seeds. */
    VarianceDecomposition varianceOfLuma(int seeds) {
        return ofPictureRows(seeds, StudyGrid::luma);
    }

    /** Of the pixels in CIELAB, on the first seeds. */
    VarianceDecomposition varianceOfColours(int seeds) {
        return ofPictureRows(seeds, StudyGrid::colours);
    }

    /** Row by row, so that no more numbers than those of one row of pixels are held of all images. */
    private VarianceDecomposition ofPictureRows(int seeds, BiFunction<RgbImage, Integer, double[]> ofRow) {
        return IntStream.range(0, reading.picture(cell(0, 0)).height())
                .mapToObj(
                        y -> variance(seeds, (prompt, column) -> ofRow.apply(reading.picture(cell(prompt, column)), y)))
                .reduce(VarianceDecomposition::and)
                .orElseThrow();
    }

    private VarianceDecomposition variance(int seeds, BiFunction<Integer, Integer, double[]> vector) {
        var rows = new double[prompts.size() * seeds][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = vector.apply(i / seeds, i % seeds);
        }
        return VarianceDecomposition.of(Rows.of(rows), prompts.size());
    }

    private static double[] luma(RgbImage image, int y) {
        return IntStream.range(0, image.width())
                .mapToDouble(x -> image.luma(y * image.width() + x))
                .toArray();
    }

    private static double[] colours(RgbImage image, int y) {
        var row = new double[3 * image.width()];
        for (int x = 0; x < image.width(); x++) {
            var lab = image.lab(y * image.width() + x);
            row[3 * x] = lab.l();
            row[3 * x + 1] = lab.a();
            row[3 * x + 2] = lab.b();
        }
        return row;
    }

    /** 1 - cosine of the features. */
    DistanceMatrix ofFeatures(int column) {
        return DistanceMatrix.ofCosines(Rows.of(IntStream.range(0, prompts.size())
                .mapToObj(prompt -> wide(features(prompt, column)))
                .toArray(double[][]::new)));
    }

    /** 1 - SSIM of the luma. */
    DistanceMatrix ofStructure(int column) {
        var luma = IntStream.range(0, prompts.size())
                .mapToObj(prompt -> reading.picture(cell(prompt, column)).gray())
                .toList();
        return matrix((i, j) -> Math.max(0, 1 - StructuralSimilarity.of(luma.get(i), luma.get(j))));
    }

    /** Mean CIEDE2000 distance of the pixels. */
    DistanceMatrix ofColour(int column) {
        return matrix((i, j) -> PixelDistance.of(reading.picture(cell(i, column)), reading.picture(cell(j, column)))
                .colour2000());
    }

    private DistanceMatrix matrix(ToDoubleBiFunction<Integer, Integer> distance) {
        int n = prompts.size();
        var matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                matrix[i][j] = distance.applyAsDouble(i, j);
                matrix[j][i] = matrix[i][j];
            }
        }
        return DistanceMatrix.of(matrix);
    }

    private static double[] wide(float[] row) {
        return IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray();
    }
}
