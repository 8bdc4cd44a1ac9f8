package io.vasari.evaluator.study;

import io.vasari.contracts.Expectation;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.StudyEvaluation.Variance;
import io.vasari.scores.prompt.DistanceMatrix;
import io.vasari.scores.prompt.MeasuredFeature;
import io.vasari.scores.prompt.PromptJudgement;
import io.vasari.scores.prompt.VarianceDecomposition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * One feature of a study's images.
 *
 * @param variance empty with fewer than 2 variants or seeds
 */
record FeatureReading(MeasuredFeature measured, Optional<Variance> variance) {
    /** Pairs of images that are compared pixel by pixel, about; the first seeds count. */
    private static final int MOST_PIXEL_PAIRS = 4096;

    private static final double MOST = 0.99;

    /** Embeddings, if there are any, then structure, then colour. */
    static List<FeatureReading> of(StudyGrid grid, boolean embeds, Limits limits) {
        int pairs = Math.max(1, grid.prompts().size() * (grid.prompts().size() - 1) / 2);
        int some = Math.min(grid.seeds(), Math.max(1, MOST_PIXEL_PAIRS / pairs));
        int structured = embeds ? some : grid.seeds();
        var readings = new ArrayList<FeatureReading>();
        if (embeds) {
            readings.add(new FeatureReading(
                    measured(StudyEvaluation.EMBEDDING, grid.seeds(), grid::ofFeatures, limits),
                    shares(grid, grid.seeds(), seeds -> grid.varianceOfFeatures())));
        }
        readings.add(new FeatureReading(
                measured(StudyEvaluation.STRUCTURE, structured, grid::ofStructure, limits),
                shares(grid, some, grid::varianceOfLuma)));
        readings.add(new FeatureReading(
                measured(StudyEvaluation.COLOUR, some, grid::ofColour, limits),
                shares(grid, some, grid::varianceOfColours)));
        return List.copyOf(readings);
    }

    private static MeasuredFeature measured(String name, int seeds, IntFunction<DistanceMatrix> matrix, Limits limits) {
        return new MeasuredFeature(
                name, IntStream.range(0, seeds).mapToObj(matrix).toList(), limits.of(name));
    }

    private static Optional<Variance> shares(StudyGrid grid, int seeds, IntFunction<VarianceDecomposition> variance) {
        if (grid.prompts().size() < 2 || seeds < 2) {
            return Optional.empty();
        }
        var parts = variance.apply(seeds);
        return Optional.of(new Variance(
                parts.promptShare(), parts.seedShare(), parts.interactionShare(), parts.omegaSquaredPrompt()));
    }

    String name() {
        return measured.name();
    }

    List<DistanceMatrix> bySeed() {
        return measured.bySeed();
    }

    /** What it says by itself. */
    StudyEvaluation.Feature alone(Expectation expectation, StudyEvaluation.Thresholds thresholds) {
        var judgement = PromptJudgement.ofStudy(bySeed(), expectation, measured.thresholds());
        return new StudyEvaluation.Feature(
                judgement.verdict(),
                judgement.outlier(),
                bySeed().size(),
                judgement.flagged(),
                judgement.pValue(),
                judgement.medianDistance(),
                judgement.meanDistance(),
                most(),
                variance,
                thresholds);
    }

    /** That 99 % of all pairs stay within; 0 where there are none. */
    private double most() {
        var ascending = pairs();
        return ascending.length == 0 ? 0 : ascending[(int) Math.ceil(MOST * ascending.length) - 1];
    }

    /** Of all variants on all seeds, ascending. */
    double[] pairs() {
        return DistanceMatrix.pairsOf(bySeed());
    }

    /** A row and a column for each variant, mean over the seeds. */
    float[][] mean(int variants) {
        var mean = new float[variants][variants];
        for (int i = 0; i < variants; i++) {
            for (int j = 0; j < variants; j++) {
                int row = i;
                int column = j;
                mean[i][j] = (float) bySeed().stream()
                        .mapToDouble(matrix -> matrix.get(row, column))
                        .average()
                        .orElse(0);
            }
        }
        return mean;
    }
}
