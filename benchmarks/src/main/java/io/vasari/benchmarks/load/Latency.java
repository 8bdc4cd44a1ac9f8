package io.vasari.benchmarks.load;

import io.vasari.cli.UserError;
import io.vasari.contracts.ModelRef;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** Submits jobs of one sample one after another, and asks for each every 5 ms until it has succeeded. */
public final class Latency {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FarmHttp farm;

    public Latency(String url, ModelRef model) {
        this.farm = new FarmHttp(url, model, Map.of());
    }

    /**
     * @return for each job the milliseconds from just before it was sent until it was seen as succeeded, in ascending order
     */
    public double[] measure(int jobs) {
        double[] millis = new double[jobs];
        for (int job = 0; job < jobs; job++) {
            millis[job] = one(job) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }

    private long one(long seed) {
        long start = System.nanoTime();
        String id = farm.submitAndWait(1, seed);
        while (!farm.job(id).path("status").asText().equals("succeeded")) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new UserError("job " + id + " had not succeeded after " + PATIENCE.toSeconds() + " s");
            }
            pause();
        }
        return System.nanoTime() - start;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }

    /**
     * The smallest value that at least this share of the values does not exceed.
     *
     * @param ascending at least one value
     * @param share above 0, at most 1
     */
    public static double quantile(double[] ascending, double share) {
        return ascending[(int) Math.ceil(share * ascending.length) - 1];
    }
}
