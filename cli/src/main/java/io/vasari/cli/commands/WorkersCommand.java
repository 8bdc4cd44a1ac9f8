package io.vasari.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.ExitCode;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vasari workers}. */
@Command(name = "workers", description = "List the workers that are alive.", mixinStandardHelpOptions = true)
public final class WorkersCommand implements Callable<Integer> {
    @Mixin
    private FarmAddress farm;

    @Override
    public Integer call() {
        System.out.printf("%-20s %-10s %-10s %-8s %-10s %s%n", "WORKER", "POOL", "STATE", "DEVICE", "BUSY", "LOADED");
        for (JsonNode worker : farm.client().workers().path("workers")) {
            var loaded = new ArrayList<String>();
            worker.path("loaded").forEach(model -> loaded.add(model.asText()));
            System.out.printf(
                    "%-20s %-10s %-10s %-8s %4d/%-5d %s%n",
                    worker.path("id").asText(),
                    worker.path("pool").asText(),
                    worker.path("state").asText(),
                    worker.path("device").asText(),
                    worker.path("busy_slots").asInt(),
                    worker.path("slots").asInt(),
                    String.join(" ", loaded));
        }
        return ExitCode.OK;
    }
}
