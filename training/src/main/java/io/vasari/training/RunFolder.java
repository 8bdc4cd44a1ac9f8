package io.vasari.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a training run leaves on disk: the newest checkpoint, the kept epochs, contact sheets and a log.
 *
 * <p>A checkpoint is written under another name and then moved into place, so one that has its name is complete.
 */
public final class RunFolder {

    private static final String CHECKPOINT = "checkpoint-";
    private static final String SETTINGS = "run.properties";
    private static final String NOTES = "notes.md";
    private static final String PARTIAL = "partial-checkpoint";

    private final Path root;

    private RunFolder(Path root) {
        this.root = root;
    }

    /**
     * Opens a folder for a run, new or begun.
     *
     * @param settings what must not change in the middle of a run
     * @throws IOException if the folder holds a run with other settings, naming both
     */
    public static RunFolder open(Path root, Properties settings) throws IOException {
        Files.createDirectories(root);
        Path file = root.resolve(SETTINGS);
        if (Files.exists(file)) {
            Properties found = new Properties();
            try (var in = Files.newBufferedReader(file)) {
                found.load(in);
            }
            if (!found.equals(settings)) {
                throw new IOException(root + " holds a run with " + found + ", asked for " + settings
                        + "; continue it with the same settings or choose another folder");
            }
        } else {
            try (var out = Files.newBufferedWriter(file)) {
                settings.store(out, "settings of this training run");
            }
        }
        return new RunFolder(root);
    }

    /**
     * Opens the folder of a run to read it.
     *
     * @throws IOException if it holds none
     */
    public static RunFolder existing(Path root) throws IOException {
        if (!Files.isRegularFile(root.resolve(SETTINGS))) {
            throw new IOException("no training run in " + root);
        }
        return new RunFolder(root);
    }

    /** Epochs that the newest checkpoint has behind it; 0 if there is none. */
    public int doneEpochs() throws IOException {
        return checkpoints().stream().mapToInt(RunFolder::epochOf).max().orElse(0);
    }

    /**
     * The folder of the newest checkpoint.
     *
     * @throws IOException if there is none yet
     */
    public Path newestCheckpoint() throws IOException {
        int done = doneEpochs();
        if (done == 0) {
            throw new IOException("no checkpoint in " + root);
        }
        return checkpoint(done);
    }

    public Path checkpoint(int epoch) {
        return root.resolve(CHECKPOINT + epochText(epoch));
    }

    /**
     * What whoever made this run has to say of it: on which machine, with what help. A list of Markdown in the file
     * {@code notes.md}, written by hand; it goes into the model's card. Empty if there is none.
     */
    public String notes() throws IOException {
        Path file = root.resolve(NOTES);
        return Files.exists(file) ? Files.readString(file).strip() + "\n" : "";
    }

    /** Weights of an epoch that stays. */
    public Path kept(int epoch) {
        return root.resolve("epochs").resolve("epoch-" + epochText(epoch));
    }

    public Path sheet(int epoch) {
        return root.resolve("sheets").resolve("epoch-" + epochText(epoch) + ".png");
    }

    /** Saves a checkpoint and drops the older ones. */
    public void checkpoint(int epoch, FolderWriter writer) throws IOException {
        Path partial = root.resolve(PARTIAL);
        delete(partial);
        Files.createDirectories(partial);
        writer.write(partial);
        List<Path> older = checkpoints();
        delete(checkpoint(epoch));
        Files.move(partial, checkpoint(epoch));
        for (Path folder : older) {
            if (epochOf(folder) != epoch) {
                delete(folder);
            }
        }
    }

    /** Appends a line to {@code log.csv}. */
    public void log(EpochSummary summary) throws IOException {
        Path file = root.resolve("log.csv");
        StringBuilder line = new StringBuilder();
        if (!Files.exists(file)) {
            line.append("epoch,seconds,")
                    .append(String.join(",", summary.means().keySet()))
                    .append('\n');
        }
        line.append(summary.epoch())
                .append(String.format(Locale.ROOT, ",%.1f", summary.took().toMillis() / 1e3));
        summary.means().values().forEach(mean -> line.append(String.format(Locale.ROOT, ",%.4f", mean)));
        Files.writeString(file, line.append('\n'), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public static String epochText(int epoch) {
        return String.format(Locale.ROOT, "%03d", epoch);
    }

    private List<Path> checkpoints() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(path -> path.getFileName().toString().matches(CHECKPOINT + "\\d+"))
                    .toList();
        }
    }

    private static int epochOf(Path checkpoint) {
        return Integer.parseInt(checkpoint.getFileName().toString().substring(CHECKPOINT.length()));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Fills a folder. */
    public interface FolderWriter {
        void write(Path folder) throws IOException;
    }
}
