package io.vasari.cli.evaluate;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.scores.fit.Power;
import java.util.Locale;
import java.util.Optional;

/** What a test of so many classes can see, before there is any sample. */
public final class PlanFigures {
    private static final int MAX_CLASSES = 1_000_000;

    private PlanFigures() {}

    /**
     * What is planned.
     *
     * @param classes 2 to a million
     * @param samples at least 1; the level's least number of samples for the effect if it is not said
     * @param effect Cohen's w, above 0; that of losing the rarest class if it is not said
     * @param rarest share of the rarest class, above 0, at most 1/classes, which it is if it is not said
     */
    public record Plan(int classes, Optional<Long> samples, Optional<Double> effect, Optional<Double> rarest) {
        public Plan {
            if (classes < 2 || classes > MAX_CLASSES) {
                throw new UserError("--classes is " + classes + ", it must be 2 to " + MAX_CLASSES, ExitCode.USAGE);
            }
            if (samples.isPresent() && samples.get() < 1) {
                throw new UserError("--samples is " + samples.get() + ", it must be at least 1", ExitCode.USAGE);
            }
            double share = rarest.orElse(1.0 / classes);
            if (!(share > 0 && share <= 1.0 / classes)) {
                throw new UserError(
                        "--rarest is " + share + ", it must be above 0 and at most 1/" + classes
                                + ", the share of equal classes",
                        ExitCode.USAGE);
            }
        }

        double share() {
            return rarest.orElse(1.0 / classes);
        }

        double squaredEffect() {
            return effect.map(w -> w * w).orElse(share() / (1 - share()));
        }
    }

    public static Evaluation of(Plan plan, ClassFigures.Settings settings) {
        var figures = new PowerFigures(plan.classes(), plan.classes() - 1, settings.level(), settings.wantedPower());
        long least =
                Power.minSamples(plan.squaredEffect(), plan.classes() - 1, settings.level(), settings.wantedPower());
        long n = plan.samples().orElse(least);
        Figures power =
                figures.ofLostClass(figures.ofEffect(figures.start(), plan.squaredEffect(), n), plan.share(), n);
        var document = new Figures()
                .put("window_samples", n)
                .put("classes", plan.classes())
                .put("class_degrees_of_freedom", plan.classes() - 1)
                .put("power", power)
                .toJson();
        String text = String.format(
                Locale.ROOT,
                "  chi-squared above %.4f of %d classes is significant at %.3g%n"
                        + "  an effect of w = %.4g is seen by %d samples with power %.6g; power %.4g takes %s%n"
                        + "  Verdict: a lost class of share %.4g takes %d samples by its absence alone.%n",
                document.at("/power/critical_chi_squared").asDouble(),
                plan.classes(),
                settings.level(),
                Math.sqrt(plan.squaredEffect()),
                n,
                document.at("/power/power").asDouble(),
                settings.wantedPower(),
                document.at("/power/min_samples").asText("more than 2^53"),
                plan.share(),
                document.at("/power/min_samples_for_missing_class_bound").asLong());
        return new Evaluation(document, text);
    }
}
