package io.vasari.evaluator.study;

import io.vasari.contracts.Expectation;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Study;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.StudyEvaluation.AttributeCheck;
import io.vasari.contracts.StudyEvaluation.Group;
import io.vasari.contracts.StudyEvaluation.Variance;
import io.vasari.scores.prompt.DistanceMatrix;
import io.vasari.scores.prompt.OutlierRule;
import io.vasari.scores.prompt.PromptJudgement;
import io.vasari.scores.prompt.PromptThresholds;
import io.vasari.scores.prompt.VarianceDecomposition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** One study being judged. */
final class Grading {
    /** Pairs of images that are compared pixel by pixel, about; the first seeds count. */
    private static final int MOST_PIXEL_PAIRS = 4096;

    private static final double MOST = 0.99;

    private final JobStatus status;
    private final Study study;
    private final StudyGrid grid;
    private final Eye eye;
    private final PromptThresholds thresholds;
    private final OptionalDouble replayDistance;
    private final Map<String, List<DistanceMatrix>> matrices = new LinkedHashMap<>();

    Grading(JobStatus status, StudyGrid grid, Eye eye, OptionalDouble replayDistance) {
        this.status = status;
        this.study = status.job().study().orElseThrow();
        this.grid = grid;
        this.eye = eye;
        this.replayDistance = replayDistance;
        this.thresholds = replayDistance.isPresent()
                ? PromptThresholds.DEFAULT.calibratedOn(replayDistance.getAsDouble())
                : PromptThresholds.DEFAULT;
    }

    Judged judge() {
        String feature = measure();
        var judged = matrices.get(feature);
        var expectation = study.expectation();
        var judgement = PromptJudgement.ofStudy(judged, expectation, thresholds);
        var variance = variance();
        var attributes = attributes();
        var words = new StudyWords(grid.prompts(), study.expectation(), grid.seeds(), grid.asked(), thresholds);
        var evaluation = new StudyEvaluation(
                status.job().id(),
                status.job().model(),
                study.perturbation(),
                study.expectation(),
                grid.prompts(),
                groups(judged, expectation),
                feature,
                means(),
                judgement.verdict(),
                words.of(judgement, variance, attributes),
                judgement.outlier(),
                judgement.flagged(),
                judgement.pValue(),
                judgement.medianDistance(),
                most(judged),
                variance,
                alignment(),
                attributes,
                new StudyEvaluation.Thresholds(
                        thresholds.rule().minExcess(),
                        thresholds.rule().minRatio(),
                        thresholds.dispersedAbove(),
                        thresholds.tooSimilarBelow(),
                        thresholds.significance(),
                        replayDistance),
                eye.embedder(),
                eye.attributeClassifier(),
                status.completedAt().orElse(status.job().createdAt()));
        return new Judged(evaluation, pairs());
    }

    /** Measures all distances, and names the feature to judge by. */
    private String measure() {
        int pairs = Math.max(1, grid.prompts().size() * (grid.prompts().size() - 1) / 2);
        int some = Math.min(grid.seeds(), Math.max(1, MOST_PIXEL_PAIRS / pairs));
        boolean embeds = eye.embedder().isPresent();
        if (embeds) {
            matrices.put(StudyEvaluation.EMBEDDING, all(grid.seeds(), grid::ofFeatures));
        }
        matrices.put(StudyEvaluation.STRUCTURE, all(embeds ? some : grid.seeds(), grid::ofStructure));
        matrices.put(StudyEvaluation.COLOUR, all(some, grid::ofColour));
        return embeds ? StudyEvaluation.EMBEDDING : StudyEvaluation.STRUCTURE;
    }

    private static List<DistanceMatrix> all(int seeds, IntFunction<DistanceMatrix> measured) {
        return IntStream.range(0, seeds).mapToObj(measured).toList();
    }

    private List<Group> groups(List<DistanceMatrix> judged, Expectation expectation) {
        var groups = new ArrayList<Group>();
        for (int column = 0; column < judged.size(); column++) {
            var matrix = judged.get(column);
            var alone = PromptJudgement.ofGroup(matrix, expectation, thresholds);
            groups.add(new Group(
                    grid.seed(column),
                    grid.noise(column),
                    alone.verdict(),
                    alone.outlier(),
                    alone.medianDistance(),
                    matrix.variants() < 3 ? 0 : OutlierRule.mostRemote(matrix).excess()));
        }
        return groups;
    }

    private Map<String, float[][]> means() {
        var means = new LinkedHashMap<String, float[][]>();
        matrices.forEach((feature, bySeed) -> {
            if (!bySeed.isEmpty()) {
                means.put(feature, mean(bySeed));
            }
        });
        return means;
    }

    private float[][] mean(List<DistanceMatrix> bySeed) {
        int n = grid.prompts().size();
        var mean = new float[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int row = i;
                int column = j;
                mean[i][j] = (float) bySeed.stream()
                        .mapToDouble(matrix -> matrix.get(row, column))
                        .average()
                        .orElse(0);
            }
        }
        return mean;
    }

    private static double most(List<DistanceMatrix> bySeed) {
        var ascending = bySeed.stream()
                .flatMapToDouble(matrix -> Arrays.stream(matrix.pairs()))
                .sorted()
                .toArray();
        return ascending.length == 0 ? 0 : ascending[(int) Math.ceil(MOST * ascending.length) - 1];
    }

    private Map<String, double[]> pairs() {
        var pairs = new LinkedHashMap<String, double[]>();
        matrices.forEach((feature, bySeed) -> pairs.put(
                feature,
                bySeed.stream()
                        .flatMapToDouble(matrix -> Arrays.stream(matrix.pairs()))
                        .toArray()));
        return pairs;
    }

    private Optional<Variance> variance() {
        if (eye.embedder().isEmpty() || grid.prompts().size() < 2 || grid.seeds() < 2) {
            return Optional.empty();
        }
        var parts = VarianceDecomposition.of(grid.features(), grid.prompts().size());
        return Optional.of(new Variance(
                parts.promptShare(), parts.seedShare(), parts.interactionShare(), parts.omegaSquaredPrompt()));
    }

    private float[][] alignment() {
        var texts = eye.embedder().isPresent() ? eye.embedTexts(grid.prompts()) : Optional.<float[][]>empty();
        return texts.map(rows -> {
                    var cosines = new float[grid.prompts().size()][grid.seeds()];
                    for (int prompt = 0; prompt < cosines.length; prompt++) {
                        for (int column = 0; column < grid.seeds(); column++) {
                            cosines[prompt][column] = cosine(rows[prompt], grid.features(prompt, column));
                        }
                    }
                    return cosines;
                })
                .orElseGet(() -> new float[0][0]);
    }

    private static float cosine(float[] a, float[] b) {
        double product = 0;
        double lengthA = 0;
        double lengthB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            lengthA += (double) a[i] * a[i];
            lengthB += (double) b[i] * b[i];
        }
        return lengthA == 0 || lengthB == 0 ? 0 : (float) (product / Math.sqrt(lengthA * lengthB));
    }

    private List<AttributeCheck> attributes() {
        var checks = new ArrayList<AttributeCheck>();
        eye.attributes().forEach((attribute, classes) -> IntStream.range(
                        0, grid.prompts().size())
                .forEach(prompt -> NamedClasses.in(grid.prompts().get(prompt), classes)
                        .ifPresent(
                                expected -> check(attribute, prompt, expected).ifPresent(checks::add))));
        return checks;
    }

    private Optional<AttributeCheck> check(String attribute, int prompt, String expected) {
        var seen = IntStream.range(0, grid.seeds())
                .mapToObj(column -> grid.classOf(attribute, prompt, column))
                .flatMap(Optional::stream)
                .toList();
        return seen.isEmpty() || seen.size() < grid.seeds()
                ? Optional.empty()
                : Optional.of(new AttributeCheck(attribute, prompt, expected, seen));
    }
}
