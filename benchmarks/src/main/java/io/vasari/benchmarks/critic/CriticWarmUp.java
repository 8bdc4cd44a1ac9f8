package io.vasari.benchmarks.critic;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** Rounds that do not count, until they get no faster: JVMs compile for minutes, and an evaluator runs for days. */
final class CriticWarmUp {
    /** A round that is not this much faster than the best before it brings no more. */
    private static final double WORTHWHILE = 1.05;

    private static final int FEWEST_ROUNDS = 4;
    private static final int VAIN_ROUNDS = 2;
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private CriticWarmUp() {}

    /** @param round makes one and tells how fast it was */
    static void run(DoubleSupplier round, Consumer<String> progress) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        double best = 0;
        int vain = 0;
        for (int rounds = 0; (rounds < FEWEST_ROUNDS || vain < VAIN_ROUNDS) && System.nanoTime() < deadline; rounds++) {
            double rate = round.getAsDouble();
            progress.accept(String.format(Locale.ROOT, "%,.0f images per second of a core", rate));
            vain = rate < best * WORTHWHILE ? vain + 1 : 0;
            best = Math.max(best, rate);
        }
    }
}
