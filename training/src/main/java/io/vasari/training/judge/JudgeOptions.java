package io.vasari.training.judge;

import java.util.List;

/**
 * What is painted to be judged.
 *
 * @param steps step counts of the table
 * @param guidances guidance scales of the table
 * @param plainSteps the step count of the sheets over guidance and colours; one of {@code steps}
 * @param plainGuidance the guidance of the sheets over steps and colours; one of {@code guidances}
 * @param seedsPerPrompt pictures of each of the 160 prompts in each cell of the table, at least 1
 */
public record JudgeOptions(
        List<Integer> steps, List<Double> guidances, int plainSteps, double plainGuidance, int seedsPerPrompt) {

    /** What the sheets have unless they vary it. */
    public static final int PLAIN_STEPS = 24;

    /** What the sheets have unless they vary it. */
    public static final double PLAIN_GUIDANCE = 3;

    public JudgeOptions {
        steps = List.copyOf(steps);
        guidances = List.copyOf(guidances);
        require(steps.stream().allMatch(count -> count >= 1), "steps must be at least 1, not " + steps);
        require(steps.contains(plainSteps), "plain-steps must be one of " + steps + ", not " + plainSteps);
        require(
                guidances.contains(plainGuidance),
                "plain-guidance must be one of " + guidances + ", not " + plainGuidance);
        require(seedsPerPrompt >= 1, "seeds must be at least 1, not " + seedsPerPrompt);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
