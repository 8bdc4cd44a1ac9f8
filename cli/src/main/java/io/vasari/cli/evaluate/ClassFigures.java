package io.vasari.cli.evaluate;

import io.vasari.cli.report.ShareTable;
import io.vasari.scores.ClassCounts;
import io.vasari.scores.ClassRow;
import io.vasari.scores.ClassScores;
import io.vasari.scores.Reference;
import io.vasari.scores.distribution.ChiSquared;
import io.vasari.scores.diversity.Divergence;
import io.vasari.scores.diversity.Entropy;
import io.vasari.scores.diversity.UnseenClasses;
import io.vasari.scores.fit.ChiSquaredTest;
import io.vasari.scores.fit.Evidence;
import io.vasari.scores.fit.ExactMultinomial;
import io.vasari.scores.verdict.Judge;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** All that the critic says of a histogram of classes. */
public final class ClassFigures {
    private static final double NULL_QUANTILE = 0.001;
    private static final double LN_2 = Math.log(2);

    private final ClassCounts counts;
    private final Reference reference;
    private final ClassScores scores;
    private final Settings settings;

    /**
     * How it is judged.
     *
     * @param concentration of the evidence's alternative, per class, above 0; the evidence against a small reference has its own
     * @param level of significance that power is computed for, above 0, below 1
     * @param wantedPower for the least number of samples, above 0, below 1
     * @param effect that power is computed for, Cohen's w, above 0; that of the samples if it is not said
     */
    public record Settings(double concentration, double level, double wantedPower, OptionalDouble effect) {
        public static final Settings DEFAULT = new Settings(Evidence.CONCENTRATION, 1e-6, 0.99, OptionalDouble.empty());
    }

    private ClassFigures(ClassCounts counts, Reference reference, Settings settings) {
        this.counts = counts;
        this.reference = reference;
        this.scores = ClassScores.of(counts, reference);
        this.settings = settings;
    }

    /** @param counts of at least one sample, of the reference's classes */
    public static Evaluation of(ClassCounts counts, Reference reference, Settings settings) {
        var figures = new ClassFigures(counts, reference, settings);
        var judgement = Judge.judge(figures.scores);
        var all = figures.all()
                .put("verdict", judgement.verdict().name().toLowerCase(Locale.ROOT))
                .put("verdict_text", judgement.text());
        return new Evaluation(all.toJson(), ShareTable.of(JobForm.of(figures.scores)));
    }

    /** The same without tests of other kinds, power, or words: what stands beside other scores. */
    static Figures published(ClassScores scores) {
        return new Figures()
                .put("classes", scores.counts().classes())
                .put("class_entropy_ratio", scores.entropyRatio())
                .put("class_effective_classes", scores.effectiveClasses())
                .put("class_coverage_ratio", scores.coverageRatio())
                .put("class_missing", scores.missing().indices().size())
                .put("class_missing_log10_p_value", scores.missing().log10PValue())
                .put("class_kl_divergence_nats", scores.klNats())
                .put("class_js_divergence_nats", scores.jsNats())
                .put("class_total_variation_ratio", scores.totalVariation())
                .put("class_chi_squared", scores.fit().chiSquared())
                .put("class_log10_p_value", scores.fit().log10PValue())
                .put("class_max_residual_sigmas", scores.residuals().maxAbsolute())
                .put("class_evidence_nats", scores.evidenceNats());
    }

    private Figures all() {
        var figures = published(scores)
                .put("window_samples", counts.n())
                .put("reference", described())
                .put("class_missing_names", scores.missingNames())
                .put("class_missing_indices", scores.missing().indices());
        shape(figures);
        distances(figures);
        tests(figures);
        evidence(figures);
        power(figures);
        return figures.put("rows", scores.rows().stream().map(ClassFigures::row).toList());
    }

    private Figures described() {
        var described = new Figures().put("name", reference.name());
        return reference.isKnown()
                ? described.set("known_shares", true)
                : described.put("n", reference.counts().n());
    }

    private void shape(Figures figures) {
        figures.put("class_entropy_nats", scores.entropyNats())
                .put("class_entropy_bits", Entropy.bits(counts))
                .put("class_miller_madow_entropy_nats", Entropy.millerMadowNats(counts))
                .put("class_inverse_simpson", Entropy.inverseSimpson(counts))
                .put("class_covered", counts.covered())
                .put("class_good_turing_coverage_ratio", UnseenClasses.goodTuringCoverage(counts))
                .put("class_chao1", UnseenClasses.chao1(counts));
    }

    private void distances(Figures figures) {
        double[] p =
                IntStream.range(0, counts.classes()).mapToDouble(counts::share).toArray();
        double[] q = reference.shares();
        double df = counts.classes() - 1;
        figures.put("class_reverse_kl_divergence_nats", Divergence.klNats(q, p))
                .put("class_js_divergence_bits", Divergence.jsNats(p, q) / LN_2)
                .put("class_js_distance", Divergence.jsDistance(p, q))
                .put("class_hellinger_distance", Divergence.hellinger(p, q))
                .put("class_population_stability", Divergence.populationStability(p, q))
                .put("class_kl_divergence_nats_by_chance", df / (2 * counts.n()))
                .put(
                        "class_kl_divergence_nats_by_chance_99_9",
                        df < 1 ? 0 : ChiSquared.inverseSurvival(NULL_QUANTILE, df) / (2 * counts.n()));
    }

    private void tests(Figures figures) {
        boolean allOccur = DoubleStream.of(reference.shares()).allMatch(share -> share > 0);
        figures.put("class_test", reference.isSmallFor(counts.n()) ? "two_sample" : "one_sample")
                .put("class_g", scores.fit().g())
                .put("class_g_log10_p_value", scores.fit().log10PValueOfG())
                .put("class_p_value", scores.fit().pValue())
                .put("class_g_p_value", scores.fit().pValueOfG())
                .put("class_degrees_of_freedom", scores.fit().degreesOfFreedom())
                .put("class_effect_size", scores.fit().effectSize())
                .put("class_min_expected", scores.fit().minExpected());
        if (allOccur) {
            figures.put("one_sample", test(ChiSquaredTest.oneSample(counts, reference.shares()), "cohen_w"));
        } else {
            figures.leaveOut("one_sample", "the reference has a class without samples");
        }
        if (reference.isKnown()) {
            figures.leaveOut("two_sample", "the reference's shares are known, they are no sample");
        } else {
            figures.put("two_sample", test(ChiSquaredTest.twoSample(counts, reference.counts()), "cramers_v"));
        }
        try {
            var exact = ExactMultinomial.of(counts, reference.shares());
            figures.put(
                    "exact",
                    new Figures()
                            .put("p_value_by_probability", exact.byProbability())
                            .put("p_value_by_chi_squared", exact.byChiSquared()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            figures.leaveOut("exact", String.valueOf(e.getMessage()));
        }
    }

    private static Figures test(ChiSquaredTest test, String effect) {
        return new Figures()
                .put("chi_squared", test.chiSquared())
                .put("degrees_of_freedom", test.degreesOfFreedom())
                .put("log10_p_value", test.log10PValue())
                .put("p_value", test.pValue())
                .put("g", test.g())
                .put("g_log10_p_value", test.log10PValueOfG())
                .put("g_p_value", test.pValueOfG())
                .put("min_expected", test.minExpected())
                .put(effect, test.effectSize());
    }

    private void evidence(Figures figures) {
        double nats = Evidence.nats(counts, reference.shares(), settings.concentration());
        figures.put("class_anytime_p_value", Evidence.anytimePValue(scores.evidenceNats()))
                .put(
                        "evidence_of_known_shares",
                        new Figures()
                                .put("concentration", settings.concentration())
                                .put("evidence_nats", nats)
                                .put("anytime_p_value", Evidence.anytimePValue(nats)));
    }

    /** Of the departure that was seen or asked for, and of losing the rarest class. */
    private void power(Figures figures) {
        int df = scores.fit().degreesOfFreedom();
        if (df < 1) {
            figures.leaveOut("power", "samples and reference are of one class alone");
            return;
        }
        double w = settings.effect().orElse(scores.fit().effectSize());
        double rarest = DoubleStream.of(reference.shares()).min().orElse(0);
        var of = new PowerFigures(counts.classes(), df, settings.level(), settings.wantedPower());
        Figures power = of.start();
        if (w > 0 && w < Double.POSITIVE_INFINITY) {
            of.ofEffect(power, w * w, counts.n());
        } else {
            power.leaveOut("power", "the effect is " + w + "; --effect gives another");
        }
        if (rarest > 0 && rarest < 1) {
            of.ofLostClass(power, rarest, counts.n());
        }
        figures.put("power", power);
    }

    private static Object row(ClassRow row) {
        return new Figures()
                .put("class", row.name())
                .put("count", row.count())
                .put("share", row.share())
                .put("expected_share", row.expectedShare())
                .put("residual_sigmas", row.residualSigmas())
                .put("residual_log10_p_value", row.log10PValue())
                .put("share_interval_95", List.of(row.shareLow(), row.shareHigh()))
                .document();
    }
}
