package io.vasari.cli.paint;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.artifacts.shard.ShardReader;
import io.vasari.artifacts.sheet.ContactSheet;
import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.client.FarmClient;
import io.vasari.cli.client.JobWatch;
import io.vasari.cli.commands.JobProgress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Paints on a running farm: submits, shows progress, and saves the pictures as a sheet large enough to look at. */
public final class PaintOnFarm {
    public static final int USUAL_COLUMNS = 8;

    private static final int MAX_COLUMNS = 40;
    private static final int GAP_PIXELS = 4;

    /** Smaller pictures are enlarged towards it. */
    private static final int VIEWED_SIDE_PIXELS = 128;

    private final FarmClient farm;
    private final PrintStream out;

    public PaintOnFarm(FarmClient farm, PrintStream out) {
        this.farm = farm;
        this.out = out;
    }

    /** @throws UserError when the farm has no text-to-image model, or several */
    public String onlyModel() {
        var painters = new ArrayList<String>();
        for (JsonNode model : farm.models().path("models")) {
            if (model.path("task").asText().equals("text-to-image")) {
                painters.add(model.path("id").asText());
            }
        }
        if (painters.size() != 1) {
            throw new UserError(
                    painters.isEmpty()
                            ? "the farm at " + farm.url() + " has no text-to-image model; see 'vasari models'"
                            : "the farm has several text-to-image models; name one with --model: "
                                    + String.join(", ", painters));
        }
        return painters.get(0);
    }

    /**
     * Paints and waits.
     *
     * @param request as {@code POST /v1/jobs} takes it
     * @param columns pictures in a row
     * @return the exit code
     */
    public int paint(Map<String, ?> request, int columns, Path sheet) {
        var job = farm.submit(request);
        String id = job.path("id").asText();
        JsonNode last;
        try (var progress =
                JobProgress.of(id, job.path("samples").path("requested").asLong(), System.err)) {
            last = new JobWatch(farm).toTheEnd(id, progress);
        }
        var status = last.path("status").asText();
        out.printf("%s %s, seed %d%n", id, status, last.path("seed").asLong());
        if (last.path("error").has("message")) {
            out.println(last.path("error").path("code").asText() + ": "
                    + last.path("error").path("message").asText());
        }
        if (last.path("samples").path("done").asInt() > 0) {
            save(last, Math.max(1, Math.min(columns, MAX_COLUMNS)), sheet);
            out.println("Written: " + sheet);
        }
        return status.equals("succeeded") ? ExitCode.OK : ExitCode.JOB_NOT_SUCCEEDED;
    }

    private void save(JsonNode job, int columns, Path sheet) {
        int side = Math.max(1, job.path("width").asInt(VIEWED_SIDE_PIXELS));
        int scale = Math.max(1, VIEWED_SIDE_PIXELS / side);
        try {
            var pictures = pictures(job.path("id").asText());
            Files.write(sheet, new ContactSheet(columns, scale, GAP_PIXELS).pngOf(pictures));
        } catch (IOException e) {
            throw new UserError("cannot write " + sheet + " (" + e.getClass().getSimpleName() + ")");
        }
    }

    private List<byte[]> pictures(String job) throws IOException {
        var pictures = new ArrayList<byte[]>();
        try (var tar = new ShardReader(farm.samples(job))) {
            for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                if (entry.get().isImage()) {
                    pictures.add(entry.get().content());
                }
            }
        }
        return pictures;
    }
}
