package io.vasari.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.ExitCode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vasari jobs}. */
@Command(name = "jobs", description = "List jobs, newest first.", mixinStandardHelpOptions = true)
public final class JobsCommand implements Callable<Integer> {
    @Mixin
    private FarmAddress farm;

    @Option(
            names = "--limit",
            defaultValue = "20",
            description = "At most this many, 1 to 500. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(names = "--status", defaultValue = "", description = "Only jobs with this status, for example processing.")
    private String status;

    @Option(names = "--model", defaultValue = "", description = "Only jobs of this model.")
    private String model;

    @Override
    public Integer call() {
        JsonNode page = farm.client().jobs(Map.of("limit", "" + limit, "status", status, "model", model));
        System.out.printf("%-27s %-24s %-11s %21s  %-24s %s%n", "JOB", "MODEL", "STATUS", "DONE", "CREATED", "VERDICT");
        for (JsonNode job : page.path("jobs")) {
            System.out.printf(
                    "%-27s %-24s %-11s %10d/%-10d  %-24s %s%n",
                    job.path("id").asText(),
                    job.path("model").asText() + "@" + job.path("revision").asText(),
                    job.path("status").asText(),
                    job.path("samples").path("done").asInt(),
                    job.path("samples").path("requested").asInt(),
                    job.path("created_at").asText(),
                    job.path("evaluation").path("verdict").asText());
        }
        return ExitCode.OK;
    }
}
