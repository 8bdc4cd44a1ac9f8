package io.vasari.benchmarks.bare;

import io.vasari.benchmarks.machine.Java;
import io.vasari.contracts.ModelRef;
import io.vasari.models.IterativeModel;
import io.vasari.models.ModelZoo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The bare sampler loop in a process of its own with a worker's flags: begin, advance, finish. It encodes, stores and
 * reports nothing, which favours it.
 */
public final class SamplerProcess {
    private static final int WARM_UP_STEPS = 40;

    /**
     * @param samples how many of each batch size at least; full batches only, so perhaps more
     * @param batchSizes in the order in which they are run
     * @return one result for each batch size that the model allows
     */
    public static List<SamplerResult> run(
            Path zoo, ModelRef model, DiffusionWish wish, int samples, List<Integer> batchSizes) {
        var results = new ArrayList<SamplerResult>();
        Java.run(
                SamplerProcess.class,
                List.of(
                        zoo.toString(),
                        model.toString(),
                        "" + wish.steps(),
                        "" + samples,
                        batchSizes.stream().map(String::valueOf).collect(Collectors.joining(","))),
                line -> results.add(SamplerResult.parse(line)));
        return results;
    }

    public static void main(String[] args) {
        Path zoo = Path.of(args[0]);
        var name = ModelRef.parse(args[1]);
        var wish = new DiffusionWish(Integer.parseInt(args[2]));
        int samples = Integer.parseInt(args[3]);
        try (var loaded = ModelZoo.open(zoo).load(name.id(), name.revision())) {
            if (!(loaded instanceof IterativeModel model)) {
                throw new IllegalArgumentException(name + " does not paint step by step");
            }
            new SamplerLoop(model, new DiffusionWish(WARM_UP_STEPS).request(zoo, name)).batch(1);
            var loop = new SamplerLoop(model, wish.request(zoo, name));
            for (String size : args[4].split(",")) {
                int batchSize = Integer.parseInt(size);
                if (batchSize <= model.batchSize()) {
                    System.out.println(
                            measure(loop, batchSize, wish.steps(), samples).line());
                }
            }
        }
    }

    private static SamplerResult measure(SamplerLoop loop, int batchSize, int steps, int samples) {
        int batches = Math.max(1, (samples + batchSize - 1) / batchSize);
        long start = System.nanoTime();
        for (int batch = 0; batch < batches; batch++) {
            loop.batch(batchSize);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new SamplerResult(batchSize, steps, batches * batchSize / seconds);
    }

    private SamplerProcess() {}
}
