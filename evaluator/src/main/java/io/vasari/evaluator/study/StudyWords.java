package io.vasari.evaluator.study;

import io.vasari.contracts.Expectation;
import io.vasari.contracts.StudyEvaluation.AttributeCheck;
import io.vasari.contracts.StudyEvaluation.Variance;
import io.vasari.scores.prompt.PromptJudgement;
import io.vasari.scores.prompt.PromptThresholds;
import io.vasari.scores.prompt.SeedConsistency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The sentences that tell a person what a study shows.
 *
 * @param seeds how many count
 * @param asked how many were asked for
 */
record StudyWords(List<String> prompts, Expectation expectation, int seeds, int asked, PromptThresholds thresholds) {

    String of(PromptJudgement judgement, Optional<Variance> variance, List<AttributeCheck> attributes) {
        String verdict =
                switch (judgement.verdict()) {
                    case INSUFFICIENT -> insufficient(judgement);
                    case OUTLIER -> standsOut(judgement);
                    case DISPERSED -> format(
                            "The %d prompts should give much the same picture and do not: the median distance is %.3f, more than"
                                    + " %.2f.",
                            prompts.size(), judgement.medianDistance(), thresholds.dispersedAbove());
                    case TOO_SIMILAR -> format(
                            "The %d prompts should give different pictures and do not: the median distance is %.4f, less than"
                                    + " %.2f.",
                            prompts.size(), judgement.medianDistance(), thresholds.tooSimilarBelow());
                    case CONSISTENT -> consistent(judgement);
                };
        return verdict + variance.map(this::shares).orElse("") + checks(attributes);
    }

    private String insufficient(PromptJudgement judgement) {
        String lacking = seeds < asked ? format(" Of %d seeds only %d have all variants.", asked, seeds) : "";
        if (prompts.size() < 3) {
            return "Two prompts cannot tell which of them is the odd one out: it takes three." + lacking;
        }
        String hint = judgement.outlier().isPresent()
                ? format(
                        " \"%s\" is the odd one out on %d of %d, which may be luck.",
                        prompts.get(judgement.outlier().getAsInt()), judgement.flagged(), seeds)
                : "";
        return format(
                        "%d %s too few to tell an outlier of %d prompts from luck: it takes %d.",
                        seeds, seeds == 1 ? "seed is" : "seeds are", prompts.size(), enough())
                + hint
                + lacking;
    }

    /** The fewest seeds on all of which an outlier would be significant. */
    private int enough() {
        int least = 1;
        while (SeedConsistency.pValue(prompts.size(), least, least) > thresholds.significance()) {
            least++;
        }
        return least;
    }

    private String standsOut(PromptJudgement judgement) {
        return format(
                "\"%s\" stands out, and it is not luck: it is the odd one out on %d of %d seeds (p = %.2g).",
                prompts.get(judgement.outlier().orElseThrow()), judgement.flagged(), seeds, judgement.pValue());
    }

    private String consistent(PromptJudgement judgement) {
        String expected = expectation == Expectation.INVARIANT
                ? format("The %d prompts give much the same picture", prompts.size())
                : format("The %d prompts give different pictures, as they should", prompts.size());
        String none = judgement.outlier().isPresent()
                ? format(
                        "; \"%s\" is the odd one out on %d of %d seeds, which may be luck (p = %.2g).",
                        prompts.get(judgement.outlier().getAsInt()), judgement.flagged(), seeds, judgement.pValue())
                : "; none of them stands out.";
        return expected + format(" (median distance %.4f)", judgement.medianDistance()) + none;
    }

    private String shares(Variance variance) {
        return format(
                " Of the variance %.0f %% come from the prompt, %.0f %% from the seed and %.0f %% from both together (omega"
                        + " squared %.2f).",
                100 * variance.promptRatio(),
                100 * variance.seedRatio(),
                100 * variance.interactionRatio(),
                variance.omegaSquared());
    }

    private String checks(List<AttributeCheck> attributes) {
        var text = new StringBuilder();
        attributes.stream().map(AttributeCheck::attribute).distinct().forEach(name -> {
            int passed = 0;
            int all = 0;
            for (var check : attributes) {
                if (check.attribute().equals(name)) {
                    passed += check.passed();
                    all += check.seen().size();
                }
            }
            text.append(format(" %d of %d pictures show the %s that was asked for.", passed, all, name));
        });
        return text.toString();
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
