package io.vasari.evaluator.study;

import io.vasari.contracts.Expectation;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.StudyEvaluation.AttributeCheck;
import io.vasari.contracts.StudyEvaluation.Feature;
import io.vasari.contracts.StudyEvaluation.Variance;
import io.vasari.scores.prompt.JointJudgement;
import io.vasari.scores.prompt.PromptThresholds;
import io.vasari.scores.prompt.SeedConsistency;
import io.vasari.scores.prompt.Typical;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The sentences that tell a person what a study shows.
 *
 * @param seeds how many count
 * @param asked how many were asked for
 * @param features what each says by itself
 */
record StudyWords(List<String> prompts, Expectation expectation, int seeds, int asked, Map<String, Feature> features) {

    /** @param first the feature that speaks where none has found anything */
    String of(JointJudgement judgement, String first, List<AttributeCheck> attributes) {
        String verdict =
                switch (judgement.verdict()) {
                    case INSUFFICIENT -> insufficient(judgement, first);
                    case OUTLIER -> standsOut(judgement, first);
                    case DISPERSED -> format(
                            "The %d prompts should give much the same picture and do not: %s.%s",
                            prompts.size(), distances(judgement, true), unseen(judgement, first));
                    case TOO_SIMILAR -> format(
                            "The %d prompts should give different pictures and do not: %s.",
                            prompts.size(), distances(judgement, false));
                    case CONSISTENT -> consistent(judgement, first);
                };
        String speaker =
                judgement.foundBy().isEmpty() ? first : judgement.foundBy().get(0);
        var feature = features.get(speaker);
        return verdict
                + feature.variance().map(shares -> shares(speaker, shares)).orElse("")
                + checks(attributes);
    }

    private String distances(JointJudgement judgement, boolean above) {
        return judgement.foundBy().stream()
                .map(name -> distance(name, features.get(name), above))
                .collect(Collectors.joining("; "));
    }

    private static String distance(String name, Feature feature, boolean above) {
        boolean isMedian = PromptThresholds.ofFeature(name).typical() == Typical.MEDIAN;
        return format(
                "%s the %s distance is %s, %s than %s",
                by(name),
                isMedian ? "median" : "mean",
                number(isMedian ? feature.medianDistance() : feature.meanDistance()),
                above ? "more" : "less",
                number(
                        above
                                ? feature.thresholds().dispersedAbove()
                                : feature.thresholds().tooSimilarBelow()));
    }

    private static String by(String feature) {
        return switch (feature) {
            case StudyEvaluation.EMBEDDING -> "by embedding (1 - cosine)";
            case StudyEvaluation.STRUCTURE -> "by structure (1 - SSIM)";
            default -> "by colour (CIEDE2000)";
        };
    }

    private static String of(String feature) {
        return switch (feature) {
            case StudyEvaluation.EMBEDDING -> "what the embedder sees";
            case StudyEvaluation.STRUCTURE -> "the pixels' brightness";
            default -> "the pixels' colours";
        };
    }

    /** That the embedder would have let it pass. */
    private String unseen(JointJudgement judgement, String first) {
        return judgement.foundBy().contains(first)
                ? ""
                : format(
                        " %s they are alike (median distance %s).",
                        capitalised(by(first)), number(features.get(first).medianDistance()));
    }

    private static String capitalised(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Three digits that count; what is below a ten-thousandth is nothing. */
    private static String number(double value) {
        if (value < 1e-4) {
            return "0";
        }
        return new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    private String insufficient(JointJudgement judgement, String first) {
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
                        seeds, seeds == 1 ? "seed is" : "seeds are", prompts.size(), enough(first))
                + hint
                + lacking;
    }

    /** The fewest seeds on all of which an outlier would be significant. */
    private int enough(String first) {
        int least = 1;
        while (SeedConsistency.pValue(prompts.size(), least, least)
                > features.get(first).thresholds().significance()) {
            least++;
        }
        return least;
    }

    private String standsOut(JointJudgement judgement, String first) {
        String seenBy = judgement.foundBy().equals(List.of(first))
                ? ""
                : ", " + judgement.foundBy().stream().map(StudyWords::by).collect(Collectors.joining(" and "));
        return format(
                "\"%s\" stands out, and it is not luck: it is the odd one out on %d of %d seeds (p = %.2g)%s.",
                prompts.get(judgement.outlier().orElseThrow()), judgement.flagged(), seeds, judgement.pValue(), seenBy);
    }

    private String consistent(JointJudgement judgement, String first) {
        String expected = expectation == Expectation.INVARIANT
                ? format("The %d prompts give much the same picture", prompts.size())
                : format("The %d prompts give different pictures, as they should", prompts.size());
        String none = judgement.outlier().isPresent()
                ? format(
                        "; \"%s\" is the odd one out on %d of %d seeds, which may be luck (p = %.2g).",
                        prompts.get(judgement.outlier().getAsInt()), judgement.flagged(), seeds, judgement.pValue())
                : "; none of them stands out.";
        return expected + format(" (median distance %.4f)", features.get(first).medianDistance()) + none;
    }

    private static String shares(String feature, Variance variance) {
        return format(
                " Of the variance of %s %.0f %% come from the prompt, %.0f %% from the seed and %.0f %% from both together (omega"
                        + " squared %.2f).",
                of(feature),
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
