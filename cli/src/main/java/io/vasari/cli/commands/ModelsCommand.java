package io.vasari.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.ExitCode;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vasari models [MODEL]}. */
@Command(
        name = "models",
        description = "List the models, or show one.",
        mixinStandardHelpOptions = true,
        subcommands = ModelsAddCommand.class)
public final class ModelsCommand implements Callable<Integer> {
    @Mixin
    private FarmAddress farm;

    @Parameters(paramLabel = "MODEL", arity = "0..1", description = "Show the card of this one.")
    private String model;

    @Override
    public Integer call() {
        var client = farm.client();
        if (model != null) {
            System.out.println(client.model(model).toPrettyString());
            return ExitCode.OK;
        }
        System.out.printf("%-16s %-34s %-36s %s%n", "MODEL", "TASK", "REVISIONS (newest last)", "TITLE");
        for (JsonNode card : client.models().path("models")) {
            var revisions = new ArrayList<String>();
            card.path("revisions").forEach(revision -> revisions.add(revision.asText()));
            System.out.printf(
                    "%-16s %-34s %-36s %s%n",
                    card.path("id").asText(),
                    card.path("task").asText(),
                    String.join(" ", revisions),
                    card.path("title").asText());
        }
        return ExitCode.OK;
    }
}
