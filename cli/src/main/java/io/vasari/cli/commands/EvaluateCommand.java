package io.vasari.cli.commands;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.evaluate.Evaluation;
import io.vasari.cli.evaluate.ImageEvaluation;
import io.vasari.cli.evaluate.Source;
import io.vasari.cli.farm.Installation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            "Tables are CSV, with or without a line of names, or NumPy arrays (.npy) of floats or integers."
        })
public final class EvaluateCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR|TAR",
            description = "Images, PNG or JPEG; report.html is written, too.")
    private Optional<Path> images = Optional.empty();

    @Option(
            names = "--reference",
            paramLabel = "NAME|DIR|FILE",
            description = "What real data look like: for images a reference set, for counts 'uniform' (default), a list"
                    + " or a file of counts or shares, for features and moments a table or moments, for pixels an image"
                    + " or a folder.")
    private Optional<String> reference = Optional.empty();

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
    private EvaluateSources sources;

    @Mixin
    private EvaluateSettings settings;

    @Override
    public Integer call() throws Exception {
        var given = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .toList();
        Evaluation evaluation = images.isPresent()
                ? ofImages(images.get(), given)
                : sources.evaluate(Source.of(given), reference, settings);
        if (json) {
            System.out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(evaluation.document()));
        } else {
            System.out.print(evaluation.text());
        }
        return ExitCode.OK;
    }

    private Evaluation ofImages(Path source, List<String> given) {
        Source.requireImages(given);
        String name = reference.orElseThrow(() ->
                new UserError("images take --reference NAME|DIR: a reference set, such as mnist-test", ExitCode.USAGE));
        var request = new ImageEvaluation.Request(
                source, models.orElseGet(() -> Installation.find().zoo()), name, rows, settings.ofFeatures());
        return ImageEvaluation.of(request, out.orElse(Path.of("vasari-report")));
    }
}
