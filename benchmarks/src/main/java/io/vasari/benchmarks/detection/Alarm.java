package io.vasari.benchmarks.detection;

import io.vasari.scores.ClassScores;
import io.vasari.scores.verdict.Judge;
import java.util.function.Predicate;

/** The alert rules on classes, as conditions on the scores of one window. */
enum Alarm {
    MODE_MISSING("ModeMissing", scores -> scores.missing().log10PValue() < Judge.MAX_LOG10_P),
    MODE_COLLAPSE(
            "ModeCollapse",
            scores -> scores.n() >= Judge.MIN_SAMPLES_SKEWED
                    && scores.fit().log10PValue() < Judge.MAX_LOG10_P
                    && scores.totalVariation() > Judge.MIN_TOTAL_VARIATION),
    MODE_COLLAPSE_SEVERE(
            "ModeCollapseSevere",
            scores -> scores.effectiveClasses() / scores.counts().classes() < Judge.COLLAPSED_RATIO),
    CLASS_DRIFT_EVIDENCE("ClassDriftEvidence", scores -> scores.evidenceNats() > Alarm.EVIDENCE_NATS);

    /** ln of a million. */
    static final double EVIDENCE_NATS = 13.8;

    /** How rarely each may sound without a fault. */
    static final double FALSE_ALARM_RATE = 1e-6;

    private final String rule;
    private final Predicate<ClassScores> condition;

    Alarm(String rule, Predicate<ClassScores> condition) {
        this.rule = rule;
        this.condition = condition;
    }

    /** Name of the rule. */
    String rule() {
        return rule;
    }

    boolean sounds(ClassScores scores) {
        return condition.test(scores);
    }
}
