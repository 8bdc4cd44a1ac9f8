package io.vasari.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.farm.Installation;
import io.vasari.cli.paint.PaintOnFarm;
import io.vasari.cli.study.Calibration;
import io.vasari.cli.study.StudyOnFarm;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vasari study}. */
@Command(
        name = "study",
        description = {
            "Find out what difference the wording of a prompt makes, and write a sheet and a report.",
            "One PROMPT is varied as the options say; several are compared as they are."
        },
        mixinStandardHelpOptions = true)
public final class StudyCommand implements Callable<Integer> {
    @Mixin
    private FarmAddress farm;

    @Parameters(
            arity = "0..*",
            paramLabel = "PROMPT",
            description = "For example \"ornate green vase\", or with slots \"ornate {colour} vase\".")
    private List<String> prompts = List.of();

    @Mixin
    private StudyKind kind;

    @Option(
            names = "--expect",
            paramLabel = "invariant|variant",
            description = "Should the images stay close, or move?")
    private Optional<String> expectation = Optional.empty();

    @Option(names = "--seeds", paramLabel = "N", description = "How many noises, 1 to 64. Default: 8.")
    private Optional<Integer> seeds = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "The first seed. Default: random.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--variants", paramLabel = "N", description = "How many variants at most, 2 to 64.")
    private Optional<Integer> variants = Optional.empty();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "A text-to-image model. Default: the farm's only one.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--revision", description = "One of the model's revisions. Default: the newest.")
    private Optional<String> revision = Optional.empty();

    @Mixin
    private PaintOptions painting;

    @Option(
            names = "--calibrate",
            description =
                    "With --replay: replay each PROMPT (or some vases), and keep the thresholds that follow beside the model's"
                            + " weights, where the critic finds them.")
    private boolean calibrate;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "With --calibrate: the farm's folder of models. Default: the one of the models that ship.")
    private Optional<Path> models = Optional.empty();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            defaultValue = "vasari-study",
            description = "Folder for sheet and report. Default: ${DEFAULT-VALUE}")
    private Path out;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        if (calibrate && !kind.isReplay()) {
            throw new UserError("--calibrate takes studies of replays: add --replay", ExitCode.USAGE);
        }
        if (models.isPresent() && !calibrate) {
            throw new UserError("--models is of use with --replay --calibrate alone", ExitCode.USAGE);
        }
        if (prompts.isEmpty() && !calibrate) {
            throw new UserError("there is no PROMPT: name one, for example \"ornate green vase\"", ExitCode.USAGE);
        }
        var client = farm.client();
        var studies = new StudyOnFarm(client, System.out);
        String painter = model.orElseGet(new PaintOnFarm(client, System.out)::onlyModel);
        return calibrate ? calibrate(studies, painter) : study(studies, painter);
    }

    private int study(StudyOnFarm studies, String painter) {
        var study = run(
                studies,
                painter,
                prompts.size() == 1 ? Map.of("template", prompts.get(0)) : Map.of("prompts", prompts));
        return study.path("status").asText().equals("succeeded") ? ExitCode.OK : ExitCode.JOB_NOT_SUCCEEDED;
    }

    private int calibrate(StudyOnFarm studies, String painter) {
        var calibration =
                new Calibration(models.orElseGet(() -> Installation.find().zoo()));
        revision.ifPresent(name -> calibration.requireFolder(painter, name));
        var replays = new ArrayList<JsonNode>();
        for (String prompt : prompts.isEmpty() ? Calibration.PROMPTS : prompts) {
            replays.add(run(studies, painter, Map.of("template", prompt)));
        }
        var thresholds = calibration.of(
                replays,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                command.root().version()[0]);
        System.out.printf(
                "%s: %d replays of %d %s%n",
                thresholds.model(),
                thresholds.replays(),
                thresholds.prompts(),
                thresholds.prompts() == 1 ? "prompt" : "prompts");
        thresholds
                .features()
                .forEach((name, feature) -> System.out.printf(
                        Locale.ROOT,
                        "  %-9s %.0f %% stay within %.3g: outliers from %.3g on, dispersed above %.3g%n",
                        name,
                        100 * thresholds.quantile(),
                        feature.replayDistance(),
                        feature.minExcess(),
                        feature.dispersedAbove()));
        System.out.println("Written: " + calibration.write(thresholds).toAbsolutePath());
        return ExitCode.OK;
    }

    private JsonNode run(StudyOnFarm studies, String painter, Map<String, ?> what) {
        var request = new LinkedHashMap<String, Object>(what);
        request.put("model", painter);
        kind.putInto(request);
        revision.ifPresent(name -> request.put("revision", name));
        expectation.ifPresent(name -> request.put("expectation", name));
        seeds.ifPresent(count -> request.put("seeds", count));
        seed.ifPresent(first -> request.put("seed", first));
        variants.ifPresent(most -> request.put("variants", most));
        request.put("priority", "interactive");
        painting.putInto(request);
        var study = studies.run(request);
        studies.tell(study);
        studies.save(study, out, "study-" + study.path("id").asText());
        return study;
    }
}
