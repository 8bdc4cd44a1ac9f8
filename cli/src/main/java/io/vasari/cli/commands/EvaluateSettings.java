package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.evaluate.ClassFigures;
import io.vasari.cli.evaluate.FeatureFigures;
import io.vasari.cli.evaluate.PlanFigures;
import io.vasari.cli.evaluate.SimilarityFigures;
import io.vasari.contracts.Expectation;
import io.vasari.scores.prompt.OutlierRule;
import io.vasari.scores.prompt.PromptThresholds;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The options of {@code vasari evaluate} that say how it is judged. */
public final class EvaluateSettings {
    @Option(
            names = "--k",
            paramLabel = "K",
            description = "With features: the neighbour that balls reach to. Default: 5")
    private Optional<Integer> k = Optional.empty();

    @Option(
            names = "--bins",
            paramLabel = "N",
            description = "With features: bins of NDB. Default: a tenth of the reference's rows, 2 to 100.")
    private Optional<Integer> bins = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "With features: seed of the bins. Default: 0")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--block",
            paramLabel = "N",
            description = "With features: the kernel distance also by blocks of so many rows.")
    private Optional<Integer> block = Optional.empty();

    @Option(
            names = "--kernel-sigma",
            paramLabel = "X",
            description = "With features: also the distance of a Gaussian kernel of that width.")
    private Optional<Double> kernelSigma = Optional.empty();

    @Option(names = "--radii", description = "With features: also every row's distance to its k-th neighbour.")
    private boolean radii;

    @Option(
            names = "--sizes",
            paramLabel = "N",
            split = ",",
            description =
                    "With features: the Frechet distance of the first so many rows, too, and its limit; rows must be"
                            + " in random order.")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--covariances",
            description = "With features or moments: also mean and covariance of both, as --moments reads them.")
    private boolean covariances;

    @Option(
            names = "--concentration",
            paramLabel = "X",
            description = "With counts: the evidence's prior, per class. Default: 1")
    private Optional<Double> concentration = Optional.empty();

    @Option(
            names = "--level",
            paramLabel = "P",
            description = "With counts or classes: level of significance that power is said for. Default: 1e-6")
    private Optional<Double> level = Optional.empty();

    @Option(
            names = "--power",
            paramLabel = "P",
            description = "With counts or classes: power that the least number of samples is said for. Default: 0.99")
    private Optional<Double> power = Optional.empty();

    @Option(
            names = "--effect",
            paramLabel = "W",
            description =
                    "With counts or classes: the effect that power is said for, Cohen's w. Default: with counts the one"
                            + " that was seen, with classes the loss of the rarest one.")
    private Optional<Double> effect = Optional.empty();

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "With classes: how many samples there will be. Default: as many as --power takes.")
    private Optional<Long> samples = Optional.empty();

    @Option(
            names = "--rarest",
            paramLabel = "SHARE",
            description = "With classes: share of the rarest class. Default: 1/K")
    private Optional<Double> rarest = Optional.empty();

    @Option(names = "--splits", paramLabel = "N", description = "With probabilities: parts scored apart. Default: 1")
    private Optional<Integer> splits = Optional.empty();

    @Option(
            names = "--weights",
            paramLabel = "X,X,...",
            description = "With similarities: the samples' weights, summing to 1. Default: equal ones.")
    private Optional<String> weights = Optional.empty();

    @Option(names = "--eigenvalues", description = "With similarities: also the eigenvalues above rounding.")
    private boolean eigenvalues;

    @Option(
            names = "--expect",
            paramLabel = "invariant|variant",
            description = "With a study: whether images should stay close or move. Default: invariant")
    private Optional<Expectation> expectation = Optional.empty();

    @Option(
            names = "--min-excess",
            paramLabel = "X",
            description = "With a study: least excess of an outlier's distance. Default: 0.05")
    private Optional<Double> minExcess = Optional.empty();

    @Option(
            names = "--min-ratio",
            paramLabel = "X",
            description = "With a study: least ratio of an outlier's distance to the others'. Default: 2")
    private Optional<Double> minRatio = Optional.empty();

    @Option(
            names = "--dispersed-above",
            paramLabel = "X",
            description = "With a study: median distance from which on it is dispersed. Default: 0.25")
    private Optional<Double> dispersedAbove = Optional.empty();

    @Option(
            names = "--too-similar-below",
            paramLabel = "X",
            description = "With a study: median distance below which it is too similar. Default: 0.01")
    private Optional<Double> tooSimilarBelow = Optional.empty();

    @Option(
            names = "--significance",
            paramLabel = "P",
            description = "With a study: largest p-value of an outlier. Default: 0.05")
    private Optional<Double> significance = Optional.empty();

    ClassFigures.Settings ofCounts() {
        var usual = ClassFigures.Settings.DEFAULT;
        return new ClassFigures.Settings(
                concentration.map(value -> positive("--concentration", value)).orElse(usual.concentration()),
                level.map(value -> share("--level", value)).orElse(usual.level()),
                power.map(value -> share("--power", value)).orElse(usual.wantedPower()),
                effect.map(value -> OptionalDouble.of(positive("--effect", value)))
                        .orElse(usual.effect()));
    }

    FeatureFigures.Settings ofFeatures() {
        var usual = FeatureFigures.Settings.DEFAULT;
        return new FeatureFigures.Settings(
                k.orElse(usual.k()),
                bins.map(OptionalInt::of).orElse(usual.bins()),
                seed.orElse(usual.seed()),
                block.map(OptionalInt::of).orElse(usual.block()),
                kernelSigma.map(OptionalDouble::of).orElse(usual.kernelSigma()),
                radii,
                covariances,
                sizes);
    }

    PlanFigures.Plan plan(int classes) {
        return new PlanFigures.Plan(classes, samples, effect.map(value -> positive("--effect", value)), rarest);
    }

    boolean covariances() {
        return covariances;
    }

    boolean eigenvalues() {
        return eigenvalues;
    }

    Expectation expectation() {
        return expectation.orElse(Expectation.INVARIANT);
    }

    PromptThresholds thresholds() {
        var usual = PromptThresholds.DEFAULT;
        try {
            return new PromptThresholds(
                    new OutlierRule(
                            minExcess.orElse(usual.rule().minExcess()),
                            minRatio.orElse(usual.rule().minRatio())),
                    dispersedAbove.orElse(usual.dispersedAbove()),
                    tooSimilarBelow.orElse(usual.tooSimilarBelow()),
                    significance.orElse(usual.significance()));
        } catch (IllegalArgumentException e) {
            throw new UserError("the thresholds do not fit: " + e.getMessage(), ExitCode.USAGE);
        }
    }

    int splits() {
        return splits.orElse(1);
    }

    /** Empty for equal ones. */
    double[] weights() {
        return weights.map(SimilarityFigures::weights).orElse(new double[0]);
    }

    private static double positive(String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new UserError(option + " is " + value + ", it must be above 0", ExitCode.USAGE);
        }
        return value;
    }

    private static double share(String option, double value) {
        if (!(value > 0 && value < 1)) {
            throw new UserError(option + " is " + value + ", it must be between 0 and 1", ExitCode.USAGE);
        }
        return value;
    }
}
