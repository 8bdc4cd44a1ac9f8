package io.vasari.evaluator.study;

import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.pixel.PixelDistance;
import io.vasari.scores.pixel.StructuralSimilarity;
import io.vasari.scores.prompt.DistanceMatrix;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** The images of a study: a row for each prompt, a column for each seed of which all variants are there. */
final class StudyGrid {
    private final List<String> prompts;
    private final List<Long> allSeeds;
    private final int[] columns;
    private final Viewing viewing;

    StudyGrid(TextPrompts text, Viewing viewing) {
        this.prompts = text.prompts().stream().map(Prompt::text).toList();
        this.allSeeds = text.noise().orElseThrow().seeds();
        this.viewing = viewing;
        this.columns = IntStream.range(0, allSeeds.size())
                .filter(seed -> IntStream.range(0, prompts.size())
                        .allMatch(prompt -> viewing.has(prompt * allSeeds.size() + seed)))
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
        var noise = viewing.noise(cell(0, column));
        boolean shared = IntStream.range(1, prompts.size())
                .allMatch(prompt -> viewing.noise(cell(prompt, column)).equals(noise));
        return shared ? noise : Optional.empty();
    }

    Optional<String> classOf(String attribute, int prompt, int column) {
        return viewing.classOf(attribute, cell(prompt, column));
    }

    float[] features(int prompt, int column) {
        return viewing.features(cell(prompt, column));
    }

    /** All features that count, prompt by prompt. */
    Rows features() {
        var rows = new double[prompts.size() * columns.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = wide(features(i / columns.length, i % columns.length));
        }
        return Rows.of(rows);
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
                .mapToObj(prompt -> viewing.picture(cell(prompt, column)).gray())
                .toList();
        return matrix((i, j) -> Math.max(0, 1 - StructuralSimilarity.of(luma.get(i), luma.get(j))));
    }

    /** Mean CIEDE2000 distance of the pixels. */
    DistanceMatrix ofColour(int column) {
        return matrix((i, j) -> PixelDistance.of(viewing.picture(cell(i, column)), viewing.picture(cell(j, column)))
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
