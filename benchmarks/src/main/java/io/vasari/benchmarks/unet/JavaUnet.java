package io.vasari.benchmarks.unet;

import com.sun.management.ThreadMXBean;
import io.vasari.benchmarks.machine.Java;
import io.vasari.models.diffusers.BareDenoiser;
import io.vasari.models.diffusers.DiffusersFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The UNet's steps in a process of its own with a worker's flags. */
public final class JavaUnet {
    /**
     * How long a step took.
     *
     * @param millis the median
     * @param fastestMillis the shortest
     * @param heapBytes that a step allocates on the heap
     */
    public record Run(double millis, double fastestMillis, double heapBytes) {}

    private static final int WARM_UP_STEPS = 40;

    /**
     * @param revision a folder of diffusers
     * @param rows samples of a step
     * @param steps that are timed
     * @param exchange file for the numbers that went in and came out
     */
    public static Run run(Path revision, int rows, int steps, Path exchange) {
        var numbers = new ArrayList<Double>();
        Java.run(
                JavaUnet.class,
                List.of(revision.toString(), "" + rows, "" + WARM_UP_STEPS, "" + steps, exchange.toString()),
                line -> Arrays.stream(line.split(" ")).map(Double::parseDouble).forEach(numbers::add));
        return new Run(numbers.get(0), numbers.get(1), numbers.get(2));
    }

    public static void main(String[] args) throws IOException {
        int warmUp = Integer.parseInt(args[2]);
        int steps = Integer.parseInt(args[3]);
        try (var unet = BareDenoiser.load(DiffusersFolder.open(Path.of(args[0])))) {
            var input = UnetInput.of(unet, Integer.parseInt(args[1]));
            for (int i = 0; i < warmUp; i++) {
                step(unet, input);
            }
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long allocated = threads.getCurrentThreadAllocatedBytes();
            double[] millis = new double[steps];
            float[] said = {};
            for (int i = 0; i < steps; i++) {
                long start = System.nanoTime();
                said = step(unet, input);
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            double bytes = (double) (threads.getCurrentThreadAllocatedBytes() - allocated) / steps;
            input.write(unet, said, Path.of(args[4]));
            Arrays.sort(millis);
            System.out.printf(Locale.ROOT, "%f %f %f%n", millis[steps / 2], millis[0], bytes);
        }
    }

    /** Entered once for each step: {@link NativeCalls} counts from one to the next. */
    static float[] step(BareDenoiser unet, UnetInput input) {
        return unet.predict(input.timesteps(), input.sample(), input.context());
    }

    private JavaUnet() {}
}
