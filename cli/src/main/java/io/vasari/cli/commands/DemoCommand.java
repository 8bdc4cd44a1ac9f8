package io.vasari.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.ExitCode;
import io.vasari.cli.client.FarmClient;
import io.vasari.cli.client.JobWatch;
import io.vasari.cli.farm.Farm;
import io.vasari.cli.farm.Installation;
import io.vasari.cli.paint.PaintOnFarm;
import io.vasari.cli.report.JobReport;
import io.vasari.cli.report.ShareTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vasari demo}. */
@Command(
        name = "demo",
        description =
                "Start a farm, queue digits from an early and a late training epoch, show what the critic says, paint"
                        + " vases from words, and study what difference the words make.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private static final String MODEL = "mnist-gan";
    private static final List<String> REVISIONS = List.of("epoch-001", "epoch-200");
    private static final String PAINTER = "vase-diffusion";
    private static final List<String> PROMPTS = List.of(
            "ornate green vase", "ornate red vase", "ornate mauve vase", "ornate yellow vase", "ornate blue vase");
    private static final int VASES_OF_A_PROMPT = 6;
    private static final long SEED = 42;

    @Mixin
    private FarmSettings settings;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".vasari/demo",
            description = "Keeps everything. Default: ${DEFAULT-VALUE}")
    private Path data;

    @Option(
            names = "--port",
            defaultValue = "0",
            description = "Where the farm answers on 127.0.0.1. Default: any free port.")
    private int port;

    @Option(
            names = {"-n", "--samples"},
            defaultValue = "2000",
            description = "Digits of each revision. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(names = "--exit", description = "Leave when done instead of staying up.")
    private boolean exit;

    @Override
    public Integer call() throws Exception {
        var installation = Installation.find();
        System.out.println("Starting the farm");
        var farm = Farm.claim(installation, settings.options(installation, data, port), new PrintedEvents(System.out));
        Interrupt.closesFirst(farm);
        farm.start();
        var client = new FarmClient(farm.url());
        System.out.printf("%nQueueing %d digits of each revision of %s%n", samples, MODEL);
        var submitted =
                REVISIONS.stream().map(revision -> submit(client, revision)).toList();
        var reports = submitted.stream().map(job -> judge(client, job)).toList();
        reports.forEach(DemoCommand::print);
        System.out.println();
        var folder = farm.data().resolve("report");
        ReportCommand.write(folder, reports).forEach(file -> System.out.println("Written: " + file));
        int painted = Math.max(paint(client, folder.resolve("vases.png")), new DemoStudies(client).run(folder));
        System.out.printf("The farm answers on %s; everything is kept in %s%n", farm.url(), farm.data());
        if (!exit) {
            System.out.println("Ctrl-C ends it.");
            Interrupt.await();
        }
        boolean judged = reports.stream().allMatch(report -> report.status().equals("succeeded"));
        return judged ? painted : ExitCode.JOB_NOT_SUCCEEDED;
    }

    private JsonNode submit(FarmClient client, String revision) {
        return client.submit(Map.of("model", MODEL, "revision", revision, "samples", samples, "seed", SEED));
    }

    /** Returns the exit code. */
    private static int paint(FarmClient client, Path sheet) {
        System.out.printf("%nPainting %d of each: %s%n", VASES_OF_A_PROMPT, String.join(", ", PROMPTS));
        return new PaintOnFarm(client, System.out)
                .paint(
                        Map.of("model", PAINTER, "prompts", PROMPTS, "samples", VASES_OF_A_PROMPT, "seed", SEED),
                        VASES_OF_A_PROMPT,
                        sheet.toAbsolutePath());
    }

    private static JobReport judge(FarmClient client, JsonNode job) {
        try (var progress = JobProgress.of(
                job.path("revision").asText(),
                job.path("samples").path("requested").asLong(),
                System.out)) {
            return JobReport.fetch(
                    client, new JobWatch(client).toTheEnd(job.path("id").asText(), progress));
        }
    }

    private static void print(JobReport report) {
        System.out.println();
        System.out.println(report.title());
        System.out.print(ShareTable.of(report.evaluation()));
    }
}
