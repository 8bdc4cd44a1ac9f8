package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.client.JobWatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vasari submit MODEL}. */
@Command(name = "submit", description = "Queue a job and print its id.", mixinStandardHelpOptions = true)
public final class SubmitCommand implements Callable<Integer> {
    @Mixin
    private FarmAddress farm;

    @Mixin
    private PaintOptions painting;

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description = "What a text-to-image model is to paint; may be given several times.")
    private List<String> prompts = List.of();

    @Parameters(paramLabel = "MODEL", description = "A model's id, for example mnist-gan (see 'vasari models').")
    private String model;

    @Option(names = "--revision", description = "One of the model's revisions. Default: the newest.")
    private String revision;

    @Option(
            names = {"-n", "--samples"},
            description = "How many samples, of each prompt where there are prompts. Default: the model's.")
    private Integer samples;

    @Option(
            names = "--seed",
            description = "0 to 9007199254740991; the same seed makes the same samples. Default: random.")
    private Long seed;

    @Option(names = "--priority", description = "interactive or batch. Default: batch.")
    private String priority;

    @Option(names = "--watch", description = "Follow the job to its end.")
    private boolean watch;

    @Override
    public Integer call() {
        var request = new LinkedHashMap<String, Object>();
        request.put("model", model);
        putIfGiven(request, "revision", revision);
        putIfGiven(request, "samples", samples);
        putIfGiven(request, "seed", seed);
        putIfGiven(request, "priority", priority);
        if (!prompts.isEmpty()) {
            request.put("prompts", prompts);
        }
        painting.putInto(request);
        var client = farm.client();
        String id = client.submit(request).path("id").asText();
        System.out.println(id);
        return watch ? WatchCommand.follow(new JobWatch(client), client, id) : ExitCode.OK;
    }

    private static void putIfGiven(LinkedHashMap<String, Object> request, String field, Object value) {
        if (value != null) {
            request.put(field, value);
        }
    }
}
