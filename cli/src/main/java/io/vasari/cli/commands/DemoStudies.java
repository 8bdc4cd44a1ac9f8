package io.vasari.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.ExitCode;
import io.vasari.cli.client.FarmClient;
import io.vasari.cli.study.StudyOnFarm;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The question that teachers of these models ask with one picture each: do the orders of "ornate green vase" give the same
 * vase, and does one of the colours stand out? Asked here over several noises, so that luck can be told from a habit.
 */
final class DemoStudies {
    private static final String PAINTER = "vase-diffusion";
    private static final List<String> COLOURS = List.of("green", "red", "mauve", "yellow", "blue");
    private static final int SEEDS = 4;
    private static final int STEPS = 12;
    private static final long SEED = 42;

    private final FarmClient client;
    private final StudyOnFarm studies;

    DemoStudies(FarmClient client) {
        this.client = client;
        this.studies = new StudyOnFarm(client, System.out);
    }

    /** @return the exit code */
    int run(Path folder) {
        System.out.printf(
                "%nDoes the order of words matter? All orders of \"ornate green vase\", from %d noises each%n", SEEDS);
        var orders = Map.of("template", "ornate green vase", "perturbation", "permutation");
        boolean good = study("free-order", orders, folder, "study-free-order");
        good &= study("fixed-order", orders, folder, "study-fixed-order");
        System.out.printf("%nDoes one colour stand out? %s%n", String.join(", ", COLOURS));
        var colours = Map.of(
                "template",
                "ornate {colour} vase",
                "perturbation",
                "substitution",
                "values",
                Map.of("colour", COLOURS));
        good &= study("free-order", colours, folder, "study-colours");
        return good ? ExitCode.OK : ExitCode.JOB_NOT_SUCCEEDED;
    }

    private boolean study(String revision, Map<String, ?> kind, Path folder, String name) {
        var request = new LinkedHashMap<String, Object>(kind);
        request.put("model", PAINTER);
        request.put("revision", revision);
        request.put("seeds", SEEDS);
        request.put("seed", SEED);
        request.put("steps", STEPS);
        request.put("priority", "interactive");
        JsonNode study = studies.run(request);
        studies.tell(study);
        studies.save(study, folder, name);
        System.out.println(
                "Page: " + client.url() + study.path("urls").path("report").asText());
        return study.path("status").asText().equals("succeeded");
    }
}
