package io.vasari.cli.commands;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.evaluate.BeliefFigures;
import io.vasari.cli.evaluate.ClassFigures;
import io.vasari.cli.evaluate.Evaluation;
import io.vasari.cli.evaluate.FeatureFigures;
import io.vasari.cli.evaluate.HistogramFile;
import io.vasari.cli.evaluate.ImageEvaluation;
import io.vasari.cli.evaluate.SimilarityFigures;
import io.vasari.cli.evaluate.Source;
import io.vasari.cli.evaluate.StudyFigures;
import io.vasari.cli.farm.Installation;
import io.vasari.cli.tables.NumberTable;
import io.vasari.cli.tables.StudyTable;
import io.vasari.scores.ClassCounts;
import io.vasari.scores.Reference;
import io.vasari.scores.features.InceptionScore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vasari evaluate}: the critic's scores of what was made elsewhere. */
@Command(
        name = "evaluate",
        description = "Print what the critic says of images, counts, features or a study that were made elsewhere.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Images become what classifier and embedder of the reference read: resized by bicubic resampling to the whole"
                    + " picture or, for CLIP, as its preprocessor says; grey becomes colour and colour its luma.",
            "Tables are CSV, with or without a line of names, or NumPy arrays (.npy) of float32 or float64."
        })
public final class EvaluateCommand implements Callable<Integer> {
    private static final String UNIFORM = "uniform";
    private static final JsonMapper JSON = new JsonMapper();

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR|TAR",
            description = "Images, PNG or JPEG; report.html is written, too.")
    private Optional<Path> images = Optional.empty();

    @Option(names = "--counts", paramLabel = "N,N,...", description = "Samples of each class.")
    private Optional<String> counts = Optional.empty();

    @Option(
            names = "--reference",
            paramLabel = "NAME|DIR|FILE",
            description = "What real data look like: for images a reference set, for counts 'uniform' (default) or a"
                    + " reference.json, for features a table.")
    private Optional<String> reference = Optional.empty();

    @Option(names = "--features", paramLabel = "FILE", description = "Features of samples, one row a sample.")
    private Optional<Path> features = Optional.empty();

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

    @Option(names = "--models", paramLabel = "DIR", description = "With images: folder of models and reference sets.")
    private Optional<Path> models = Optional.empty();

    @Option(
            names = "--rows",
            paramLabel = "N",
            description =
                    "With images: how many features are compared, 2 to 10000. Default: as many as the reference has.")
    private Optional<Integer> rows = Optional.empty();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "With images: folder for report.html. Default: vasari-report")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--json", description = "Print JSON with every figure at full precision.")
    private boolean json;

    @Mixin
    private EvaluateSettings settings;

    @Override
    public Integer call() throws Exception {
        var given = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .toList();
        Evaluation evaluation = images.isPresent() ? ofImages(images.get(), given) : evaluate(Source.of(given));
        if (json) {
            System.out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(evaluation.document()));
        } else {
            System.out.print(evaluation.text());
        }
        return ExitCode.OK;
    }

    private Evaluation evaluate(Source source) {
        return switch (source) {
            case COUNTS -> ofCounts(parse(counts.orElseThrow()));
            case FEATURES -> ofFeatures(features.orElseThrow());
            case STUDY -> StudyFigures.of(
                    StudyTable.read(study.orElseThrow()), settings.expectation(), settings.thresholds());
            case PROBABILITIES -> BeliefFigures.of(
                    NumberTable.read(probabilities.orElseThrow(), 1), probabilities.orElseThrow(), settings.splits());
            case LOGITS -> BeliefFigures.of(
                    InceptionScore.softmax(NumberTable.read(logits.orElseThrow(), 1)),
                    logits.orElseThrow(),
                    settings.splits());
            case SIMILARITIES -> SimilarityFigures.of(
                    NumberTable.read(similarities.orElseThrow(), 2), similarities.orElseThrow(), settings.weights());
        };
    }

    private Evaluation ofImages(Path source, List<String> given) {
        Source.requireImages(given);
        String name = reference.orElseThrow(() ->
                new UserError("images take --reference NAME|DIR: a reference set, such as mnist-test", ExitCode.USAGE));
        var request = new ImageEvaluation.Request(
                source, models.orElseGet(() -> Installation.find().zoo()), name, rows, settings.ofFeatures());
        return ImageEvaluation.of(request, out.orElse(Path.of("vasari-report")));
    }

    private Evaluation ofCounts(ClassCounts parsed) {
        Reference compared = reference
                .filter(name -> !name.equals(UNIFORM))
                .map(file -> HistogramFile.read(Path.of(file)))
                .orElseGet(() -> Reference.uniform(IntStream.range(0, parsed.classes())
                        .mapToObj(Integer::toString)
                        .toList()));
        if (compared.classes() != parsed.classes()) {
            throw new UserError(
                    "--counts has " + parsed.classes() + " classes and --reference " + reference.orElseThrow() + " has "
                            + compared.classes()
                            + "; give a count for each of the reference's classes, 0 where there is"
                            + " none",
                    ExitCode.USAGE);
        }
        return ClassFigures.of(parsed, compared, settings.ofCounts());
    }

    private static ClassCounts parse(String list) {
        String[] parts = list.split(",", -1);
        var values = new long[parts.length];
        for (int i = 0; i < values.length; i++) {
            String part = parts[i].strip();
            if (!part.matches("\\d{1,15}")) {
                throw new UserError(
                        "--counts has '" + part + "' in place " + (i + 1)
                                + "; it takes whole numbers of at least 0, with commas between them",
                        ExitCode.USAGE);
            }
            values[i] = Long.parseLong(part);
        }
        var counts = ClassCounts.of(values);
        if (values.length < 2 || counts.n() == 0) {
            throw new UserError(
                    "--counts has " + values.length + (values.length == 1 ? " class" : " classes") + " and "
                            + counts.n() + " samples; it takes at least 2 classes and 1 sample",
                    ExitCode.USAGE);
        }
        return counts;
    }

    private Evaluation ofFeatures(Path file) {
        Path real = Path.of(reference.orElseThrow(() -> new UserError(
                "--features takes --reference FILE: features of real data from the same embedder", ExitCode.USAGE)));
        var samples = NumberTable.read(file, 2);
        var expected = NumberTable.read(real, 2);
        if (samples.dimension() != expected.dimension()) {
            throw new UserError(
                    file + " has " + samples.dimension() + " columns and " + real + " has " + expected.dimension()
                            + "; both must come from one embedder",
                    ExitCode.USAGE);
        }
        return FeatureFigures.of(samples, expected, settings.ofFeatures());
    }
}
