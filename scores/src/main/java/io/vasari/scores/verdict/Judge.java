package io.vasari.scores.verdict;

import io.vasari.contracts.Verdict;
import io.vasari.scores.ClassScores;

/**
 * Turns scores into a verdict. Each needs significance, an effect that matters and enough samples; the first that holds is
 * given: collapsed, missing classes, skewed, else diverse.
 */
public final class Judge {
    /** Fewer samples than this, or than ten a class, are not judged at all: no score but their number is published. */
    public static final long MIN_SAMPLES = 100;

    /** Fewer than this cannot be called skewed: from 649 on, a lost tenth class has power 0.99 at p = 1e-6. */
    public static final long MIN_SAMPLES_SKEWED = 650;

    /** A verdict is wrong at most once in a million judgements of a model that follows the reference. */
    public static final double MAX_LOG10_P = -6;

    /** Below this total variation a histogram is as good as the reference, however sure the difference is. */
    public static final double MIN_TOTAL_VARIATION = 0.15;

    /** Effective classes over classes, below which a model has collapsed. */
    public static final double COLLAPSED_RATIO = 0.5;

    public static Judgement judge(ClassScores scores) {
        var verdict = verdict(scores);
        return new Judgement(verdict, new Wording(scores).of(verdict));
    }

    /** How many samples it takes to judge so many classes. */
    public static long minSamples(int classes) {
        return Math.max(MIN_SAMPLES, 10L * classes);
    }

    private static Verdict verdict(ClassScores scores) {
        if (scores.n() < minSamples(scores.counts().classes())) {
            return Verdict.INSUFFICIENT;
        }
        boolean departs = scores.fit().log10PValue() < MAX_LOG10_P;
        double effective = scores.effectiveClasses() / scores.counts().classes();
        if (departs && effective < COLLAPSED_RATIO) {
            return Verdict.COLLAPSED;
        }
        if (scores.missing().log10PValue() < MAX_LOG10_P) {
            return Verdict.MISSING_CLASSES;
        }
        boolean enough = scores.n() >= MIN_SAMPLES_SKEWED;
        return departs && enough && scores.totalVariation() > MIN_TOTAL_VARIATION ? Verdict.SKEWED : Verdict.DIVERSE;
    }

    private Judge() {}
}
