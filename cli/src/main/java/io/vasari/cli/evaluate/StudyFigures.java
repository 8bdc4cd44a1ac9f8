package io.vasari.cli.evaluate;

import io.vasari.cli.tables.StudyTable;
import io.vasari.contracts.Expectation;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.prompt.DistanceMatrix;
import io.vasari.scores.prompt.LeaveOneOut;
import io.vasari.scores.prompt.OutlierRule;
import io.vasari.scores.prompt.PlainZ;
import io.vasari.scores.prompt.PromptJudgement;
import io.vasari.scores.prompt.PromptThresholds;
import io.vasari.scores.prompt.SeedConsistency;
import io.vasari.scores.prompt.Silhouette;
import io.vasari.scores.prompt.VarianceDecomposition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** All that the critic says of the embeddings of a study. */
public final class StudyFigures {
    private final StudyTable study;
    private final Expectation expectation;
    private final PromptThresholds thresholds;
    private final Figures figures = new Figures();

    private StudyFigures(StudyTable study, Expectation expectation, PromptThresholds thresholds) {
        this.study = study;
        this.expectation = expectation;
        this.thresholds = thresholds;
    }

    public static Evaluation of(StudyTable study, Expectation expectation, PromptThresholds thresholds) {
        Figures figures = new StudyFigures(study, expectation, thresholds).compute();
        var document = figures.toJson();
        return new Evaluation(document, new StudyWords(document).table() + figures.reasons());
    }

    private Figures compute() {
        figures.put("prompts", study.prompts())
                .put("seeds", study.seeds())
                .put("dimension", study.embeddings().dimension())
                .put("expectation", expectation.name().toLowerCase(Locale.ROOT))
                .put(
                        "thresholds",
                        new Figures()
                                .put("min_excess", thresholds.rule().minExcess())
                                .put("min_ratio", thresholds.rule().minRatio())
                                .put("dispersed_above", thresholds.dispersedAbove())
                                .put("too_similar_below", thresholds.tooSimilarBelow())
                                .put("significance", thresholds.significance()));
        distances();
        if (study.prompts().size() < 2 || study.seeds().size() < 2) {
            figures.leaveOut("prompt_sensitivity_ratio", "it takes at least 2 prompts and 2 seeds");
        } else {
            variance();
        }
        return figures;
    }

    private void distances() {
        Rows embeddings = study.embeddings();
        OptionalInt zero = IntStream.range(0, embeddings.count())
                .filter(embeddings::isZero)
                .findFirst();
        if (embeddings.dimension() == 1 || zero.isPresent()) {
            figures.leaveOut(
                    "distances and verdict",
                    zero.isPresent()
                            ? "the embedding of '"
                                    + study.prompts()
                                            .get(zero.getAsInt() / study.seeds().size())
                                    + "' with seed "
                                    + study.seeds()
                                            .get(zero.getAsInt() % study.seeds().size())
                                    + " is all zeros: it has no direction"
                            : "single numbers have no direction; a study takes embeddings");
            return;
        }
        List<DistanceMatrix> bySeed = IntStream.range(0, study.seeds().size())
                .mapToObj(seed -> DistanceMatrix.ofCosines(study.onSeed(seed)))
                .toList();
        verdict(bySeed);
        int variants = study.prompts().size();
        if (variants >= 3) {
            figures.put("z_score_bound", PlainZ.bound(variants))
                    .put(
                            "z_score_critical",
                            new Figures()
                                    .put("0.05", PlainZ.grubbs(variants, 0.05))
                                    .put("0.01", PlainZ.grubbs(variants, 0.01)));
        } else {
            figures.leaveOut("variants, silhouette, z-scores", "they take at least 3 prompts");
        }
        List<Object> seeds = new ArrayList<>();
        for (int seed = 0; seed < bySeed.size(); seed++) {
            seeds.add(seed(study.seeds().get(seed), bySeed.get(seed)).document());
        }
        figures.put("by_seed", seeds);
    }

    private void verdict(List<DistanceMatrix> bySeed) {
        var judgement = PromptJudgement.ofStudy(bySeed, expectation, thresholds);
        double[] pairs = bySeed.stream()
                .flatMapToDouble(distances -> Arrays.stream(distances.pairs()))
                .toArray();
        figures.put("verdict", judgement.verdict().name().toLowerCase(Locale.ROOT));
        prompt("outlier", judgement.outlier());
        figures.put("flagged_seeds", judgement.flagged())
                .put("p_value", judgement.pValue())
                .put(
                        "p_value_of_one",
                        SeedConsistency.pValueOfOne(
                                study.prompts().size(), study.seeds().size(), judgement.flagged()));
        if (pairs.length == 0) {
            figures.leaveOut(
                    "prompt_median_distance, prompt_mean_distance, prompt_max_distance", "one prompt has no pairs");
            return;
        }
        figures.put("prompt_median_distance", judgement.medianDistance())
                .put("prompt_mean_distance", DoubleStream.of(pairs).average().orElseThrow())
                .put("prompt_max_distance", DoubleStream.of(pairs).max().orElseThrow());
    }

    private void prompt(String name, OptionalInt variant) {
        prompt(figures, name, variant);
    }

    private void prompt(Figures to, String name, OptionalInt variant) {
        if (variant.isPresent()) {
            to.put(name, study.prompts().get(variant.getAsInt())).put(name + "_index", variant.getAsInt());
        } else {
            to.none(name).none(name + "_index");
        }
    }

    private Figures seed(String name, DistanceMatrix distances) {
        int n = distances.variants();
        List<Object> matrix = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int row = i;
            matrix.add(
                    IntStream.range(0, n).mapToObj(j -> distances.get(row, j)).toList());
        }
        double[] pairs = distances.pairs();
        var seed = new Figures().put("seed", name).put("distances", matrix);
        if (pairs.length > 0) {
            seed.put("mean_distance", DoubleStream.of(pairs).average().orElseThrow())
                    .put("max_distance", DoubleStream.of(pairs).max().orElseThrow());
        }
        prompt(seed, "outlier", thresholds.rule().outlier(distances));
        if (n >= 3) {
            int alone = OutlierRule.mostRemote(distances).variant();
            prompt(seed, "most_remote", OptionalInt.of(alone));
            var silhouette = Silhouette.of(distances, alone);
            var plain = PlainZ.of(distances);
            seed.put(
                            "silhouette",
                            new Figures()
                                    .put("mean", silhouette.mean())
                                    .put("mean_of_others", silhouette.meanOfOthers()))
                    .put(
                            "variants",
                            IntStream.range(0, n)
                                    .mapToObj(i -> variant(LeaveOneOut.of(distances, i))
                                            .put("z_score", plain.scores()[i])
                                            .put("modified_z_score", plain.modified()[i])
                                            .put("silhouette", silhouette.values()[i])
                                            .document())
                                    .toList());
        }
        return seed;
    }

    private Figures variant(LeaveOneOut one) {
        return new Figures()
                .put("prompt", study.prompts().get(one.variant()))
                .put("mean_distance", one.meanDistance())
                .put("median_distance", one.medianDistance())
                .put("rest_median_distance", one.restMedian())
                .put("excess", one.excess())
                .put("ratio", one.ratio())
                .put("isolation_gap", one.isolationGap());
    }

    private void variance() {
        var variances =
                VarianceDecomposition.of(study.embeddings(), study.prompts().size());
        figures.put(
                        "prompt_sensitivity_ratio",
                        new Figures()
                                .put("prompt", variances.promptShare())
                                .put("seed", variances.seedShare())
                                .put("interaction", variances.interactionShare()))
                .put("prompt_sensitivity_omega_squared", variances.omegaSquaredPrompt())
                .put(
                        "variance",
                        VarianceFigures.of(variances, study.embeddings().dimension()));
    }
}
