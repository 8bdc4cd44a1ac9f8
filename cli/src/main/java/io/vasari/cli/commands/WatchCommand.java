package io.vasari.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.ExitCode;
import io.vasari.cli.client.FarmClient;
import io.vasari.cli.client.JobWatch;
import io.vasari.cli.report.ShareTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vasari watch JOB}. */
@Command(
        name = "watch",
        description = "Follow a job to its end, with a progress bar and the critic's verdict.",
        mixinStandardHelpOptions = true)
public final class WatchCommand implements Callable<Integer> {
    @Mixin
    private FarmAddress farm;

    @Parameters(paramLabel = "JOB", description = "A job's id.")
    private String job;

    @Override
    public Integer call() {
        var client = farm.client();
        return follow(new JobWatch(client), client, job);
    }

    static int follow(JobWatch watch, FarmClient client, String id) {
        JsonNode first = client.job(id);
        JsonNode last;
        try (var progress =
                JobProgress.of(id, first.path("samples").path("requested").asLong(), System.err)) {
            last = watch.toTheEnd(id, progress);
        }
        String status = last.path("status").asText();
        System.out.println(id + " " + status);
        if (last.path("error").has("message")) {
            System.out.println(last.path("error").path("code").asText() + ": "
                    + last.path("error").path("message").asText());
        }
        if (last.path("evaluation").isObject()) {
            System.out.print(ShareTable.of(last.path("evaluation")));
        }
        return status.equals("succeeded") ? ExitCode.OK : ExitCode.JOB_NOT_SUCCEEDED;
    }
}
