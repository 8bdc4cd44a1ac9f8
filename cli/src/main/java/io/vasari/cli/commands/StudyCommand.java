package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.paint.PaintOnFarm;
import io.vasari.cli.study.Replays;
import io.vasari.cli.study.StudyOnFarm;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
            arity = "1..*",
            paramLabel = "PROMPT",
            description = "For example \"ornate green vase\", or with slots \"ornate {colour} vase\".")
    private List<String> prompts;

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
            paramLabel = "DIR",
            description =
                    "With --replay: keep what was measured beside the model's weights in this folder of models, as the"
                            + " critic's thresholds.")
    private Optional<Path> calibrate = Optional.empty();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            defaultValue = "vasari-study",
            description = "Folder for sheet and report. Default: ${DEFAULT-VALUE}")
    private Path out;

    @Override
    public Integer call() {
        if (calibrate.isPresent() && !kind.isReplay()) {
            throw new UserError("--calibrate takes a study of replays: add --replay", ExitCode.USAGE);
        }
        var client = farm.client();
        var request = new LinkedHashMap<String, Object>();
        request.put("model", model.orElseGet(new PaintOnFarm(client, System.out)::onlyModel));
        if (prompts.size() == 1) {
            request.put("template", prompts.get(0));
        } else {
            request.put("prompts", prompts);
        }
        kind.putInto(request);
        revision.ifPresent(name -> request.put("revision", name));
        expectation.ifPresent(name -> request.put("expectation", name));
        seeds.ifPresent(count -> request.put("seeds", count));
        seed.ifPresent(first -> request.put("seed", first));
        variants.ifPresent(most -> request.put("variants", most));
        request.put("priority", "interactive");
        painting.putInto(request);
        var studies = new StudyOnFarm(client, System.out);
        var study = studies.run(request);
        studies.tell(study);
        studies.save(study, out, "study-" + study.path("id").asText());
        calibrate.ifPresent(models -> System.out.println("Written: " + Replays.write(study, models)));
        return study.path("status").asText().equals("succeeded") ? ExitCode.OK : ExitCode.JOB_NOT_SUCCEEDED;
    }
}
