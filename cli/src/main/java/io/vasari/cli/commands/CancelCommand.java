package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vasari cancel JOB}. */
@Command(name = "cancel", description = "Cancel a job; what is done of it stays.", mixinStandardHelpOptions = true)
public final class CancelCommand implements Callable<Integer> {
    @Mixin
    private FarmAddress farm;

    @Parameters(paramLabel = "JOB", description = "A job's id.")
    private String job;

    @Override
    public Integer call() {
        var canceled = farm.client().cancel(job);
        System.out.println(
                canceled.path("id").asText() + " " + canceled.path("status").asText());
        return ExitCode.OK;
    }
}
