package io.vasari.evaluator.study;

import io.vasari.contracts.JobStatus;
import io.vasari.contracts.PromptVerdict;
import io.vasari.contracts.Study;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.StudyEvaluation.AttributeCheck;
import io.vasari.contracts.StudyEvaluation.Group;
import io.vasari.scores.prompt.JointJudgement;
import io.vasari.scores.prompt.MeasuredFeature;
import io.vasari.scores.prompt.OutlierRule;
import io.vasari.scores.prompt.PromptJudgement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** One study being judged. */
final class Grading {
    private final JobStatus status;
    private final Study study;
    private final StudyGrid grid;
    private final StudyModels models;
    private final Limits limits;
    private final List<FeatureReading> readings;

    Grading(JobStatus status, StudyGrid grid, StudyModels models, Limits limits) {
        this.status = status;
        this.study = status.job().study().orElseThrow();
        this.grid = grid;
        this.models = models;
        this.limits = limits;
        this.readings = FeatureReading.of(grid, models.embedder().isPresent(), limits);
    }

    Judged judge() {
        var first = readings.get(0);
        var judgement = JointJudgement.ofStudy(measured(), study.expectation());
        var attributes = attributes();
        var features = features();
        var own = features.get(first.name());
        var words = new StudyWords(grid.prompts(), study.expectation(), grid.seeds(), grid.asked(), features);
        var evaluation = new StudyEvaluation(
                status.job().id(),
                status.job().model(),
                study.perturbation(),
                study.expectation(),
                grid.prompts(),
                groups(),
                first.name(),
                means(),
                judgement.verdict(),
                words.of(judgement, first.name(), attributes),
                judgement.outlier(),
                judgement.flagged(),
                judgement.pValue(),
                own.medianDistance(),
                own.mostDistance(),
                models.embedder().flatMap(embedder -> own.variance()),
                alignment(),
                attributes,
                own.thresholds(),
                models.embedder(),
                models.attributeClassifier(),
                status.completedAt().orElse(status.job().createdAt()),
                judgement.foundBy(),
                features,
                limits.source(),
                limits.calibrated().ignored());
        return new Judged(evaluation, pairs());
    }

    private List<MeasuredFeature> measured() {
        return readings.stream().map(FeatureReading::measured).toList();
    }

    private Map<String, StudyEvaluation.Feature> features() {
        var features = new LinkedHashMap<String, StudyEvaluation.Feature>();
        readings.forEach(reading ->
                features.put(reading.name(), reading.alone(study.expectation(), limits.told(reading.name()))));
        return features;
    }

    private List<Group> groups() {
        return IntStream.range(0, grid.seeds()).mapToObj(this::group).toList();
    }

    private Group group(int column) {
        var together = JointJudgement.ofGroup(measured(), column, study.expectation());
        var first = readings.get(0);
        var speaker = readings.stream()
                .filter(reading -> together.foundBy().stream().findFirst().equals(Optional.of(reading.name())))
                .findFirst()
                .orElse(first);
        var matrix = speaker.bySeed().get(column);
        var alone = PromptJudgement.ofGroup(
                matrix, study.expectation(), speaker.measured().thresholds());
        return new Group(
                grid.seed(column),
                grid.noise(column),
                together.verdict(),
                together.verdict() == PromptVerdict.OUTLIER ? together.outlier() : OptionalInt.empty(),
                alone.medianDistance(),
                matrix.variants() < 3 ? 0 : OutlierRule.mostRemote(matrix).excess(),
                speaker == first ? Optional.empty() : Optional.of(speaker.name()));
    }

    private Map<String, float[][]> means() {
        var means = new LinkedHashMap<String, float[][]>();
        readings.stream()
                .filter(reading -> !reading.bySeed().isEmpty())
                .forEach(reading ->
                        means.put(reading.name(), reading.mean(grid.prompts().size())));
        return means;
    }

    private Map<String, double[]> pairs() {
        var pairs = new LinkedHashMap<String, double[]>();
        readings.forEach(reading -> pairs.put(reading.name(), reading.pairs()));
        return pairs;
    }

    private float[][] alignment() {
        var texts = models.embedder().isPresent() ? models.embedTexts(grid.prompts()) : Optional.<float[][]>empty();
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
        models.attributes().forEach((attribute, classes) -> IntStream.range(
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
