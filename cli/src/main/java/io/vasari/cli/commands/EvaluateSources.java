package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.evaluate.BeliefFigures;
import io.vasari.cli.evaluate.ClassFigures;
import io.vasari.cli.evaluate.Evaluation;
import io.vasari.cli.evaluate.FeatureFigures;
import io.vasari.cli.evaluate.Histogram;
import io.vasari.cli.evaluate.HistogramSource;
import io.vasari.cli.evaluate.LimitFigures;
import io.vasari.cli.evaluate.MomentsFigures;
import io.vasari.cli.evaluate.PixelFigures;
import io.vasari.cli.evaluate.PlanFigures;
import io.vasari.cli.evaluate.SimilarityFigures;
import io.vasari.cli.evaluate.Source;
import io.vasari.cli.evaluate.StudyFigures;
import io.vasari.cli.tables.NumberTable;
import io.vasari.cli.tables.StudyTable;
import io.vasari.scores.ClassCounts;
import io.vasari.scores.Reference;
import io.vasari.scores.features.InceptionScore;
import io.vasari.scores.linear.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code vasari evaluate} that name what it evaluates, images aside. */
public final class EvaluateSources {
    private static final String UNIFORM = "uniform";

    @Option(names = "--counts", paramLabel = "N,N,...|FILE", description = "Samples of each class.")
    private Optional<String> counts = Optional.empty();

    @Option(
            names = "--classes",
            paramLabel = "K",
            description = "No samples yet: what effect a test of K classes sees, and how many samples that takes.")
    private Optional<Integer> classes = Optional.empty();

    @Option(names = "--features", paramLabel = "FILE", description = "Features of samples, one row a sample.")
    private Optional<Path> features = Optional.empty();

    @Option(
            names = "--moments",
            paramLabel = "FILE",
            description = "Mean and covariance of features, JSON or .npz; several files are parts of one whole.")
    private List<Path> moments = List.of();

    @Option(
            names = "--frechet-by-n",
            paramLabel = "FILE",
            description = "Frechet distances at several numbers of samples, two columns: their limit.")
    private Optional<Path> frechetByN = Optional.empty();

    @Option(
            names = "--study",
            paramLabel = "FILE",
            description = "CSV of embeddings with the columns prompt, seed, e0, e1, ...")
    private Optional<Path> study = Optional.empty();

    @Option(
            names = "--probabilities",
            paramLabel = "FILE",
            description = "A classifier's probabilities, one row a sample: inception score.")
    private Optional<Path> probabilities = Optional.empty();

    @Option(names = "--logits", paramLabel = "FILE", description = "The same before the softmax.")
    private Optional<Path> logits = Optional.empty();

    @Option(
            names = "--similarities",
            paramLabel = "FILE",
            description = "Similarities of all pairs of samples, a square table: Vendi score.")
    private Optional<Path> similarities = Optional.empty();

    @Option(
            names = "--pixels",
            paramLabel = "IMAGE|DIR",
            description = "An image, or a folder of them, that is compared with another pixel by pixel.")
    private Optional<Path> pixels = Optional.empty();

    Evaluation evaluate(Source source, Optional<String> reference, EvaluateSettings settings) {
        return switch (source) {
            case COUNTS -> ofCounts(HistogramSource.read("--counts", counts.orElseThrow()), reference, settings);
            case CLASSES -> PlanFigures.of(settings.plan(classes.orElseThrow()), settings.ofCounts());
            case FEATURES -> ofFeatures(features.orElseThrow(), file(source, reference), settings);
            case MOMENTS -> MomentsFigures.of(moments, file(source, reference), settings.covariances());
            case FRECHET_BY_N -> LimitFigures.of(
                    NumberTable.read(frechetByN.orElseThrow(), 2), frechetByN.orElseThrow());
            case STUDY -> StudyFigures.of(
                    StudyTable.read(study.orElseThrow()), settings.expectation(), settings.thresholds());
            case PROBABILITIES -> BeliefFigures.of(
                    NumberTable.read(probabilities.orElseThrow(), 1), probabilities.orElseThrow(), settings.splits());
            case LOGITS -> BeliefFigures.of(
                    InceptionScore.softmax(NumberTable.read(logits.orElseThrow(), 1)),
                    logits.orElseThrow(),
                    settings.splits());
            case SIMILARITIES -> SimilarityFigures.of(
                    NumberTable.read(similarities.orElseThrow(), 1),
                    similarities.orElseThrow(),
                    settings.weights(),
                    settings.eigenvalues());
            case PIXELS -> PixelFigures.of(pixels.orElseThrow(), file(source, reference));
        };
    }

    private static Path file(Source source, Optional<String> reference) {
        String wanted =
                switch (source) {
                    case FEATURES -> "--features takes --reference FILE: features of real data from the same embedder";
                    case MOMENTS -> "--moments takes --reference FILE: moments, or features, of real data";
                    default -> "--pixels takes --reference: the image, or folder of images, to compare with";
                };
        return Path.of(reference.orElseThrow(() -> new UserError(wanted, ExitCode.USAGE)));
    }

    private static Evaluation ofCounts(Histogram given, Optional<String> reference, EvaluateSettings settings) {
        Optional<Histogram> expected = reference
                .filter(name -> !name.equals(UNIFORM))
                .map(value -> HistogramSource.read("--reference", value));
        if (expected.isPresent() && expected.get().numbers().length != given.numbers().length) {
            throw new UserError(
                    "--counts has " + given.numbers().length + " classes and --reference " + reference.orElseThrow()
                            + " has " + expected.get().numbers().length
                            + "; give a count for each of the reference's classes, 0 where there is none",
                    ExitCode.USAGE);
        }
        Histogram ordered = expected.map(given::inOrderOf).orElse(given);
        ClassCounts counts = ordered.counts();
        Reference compared = expected.map(
                        histogram -> histogram.namedAs(ordered).reference())
                .orElseGet(() -> Reference.uniform(ordered.classNames()));
        return ClassFigures.of(counts, compared, settings.ofCounts());
    }

    private static Evaluation ofFeatures(Path file, Path real, EvaluateSettings settings) {
        Rows samples = NumberTable.read(file, 2);
        if (MomentsFigures.isFor(real)) {
            return MomentsFigures.of(samples, real, settings.covariances());
        }
        Rows expected = NumberTable.read(real, 2);
        if (samples.dimension() != expected.dimension()) {
            throw new UserError(
                    file + " has " + columns(samples) + " and " + real + " has " + columns(expected)
                            + "; both must come from one embedder",
                    ExitCode.USAGE);
        }
        return FeatureFigures.of(samples, expected, settings.ofFeatures());
    }

    private static String columns(Rows rows) {
        return rows.dimension() + (rows.dimension() == 1 ? " column" : " columns");
    }
}
