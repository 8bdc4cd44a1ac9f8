package io.vasari.evaluator.metrics;

import static java.util.Map.entry;

import java.util.Map;

/** What the help text of each gauge says. */
final class Descriptions {
    private static final Map<String, String> BY_NAME = Map.ofEntries(
            entry(
                    "vasari_group_lag_records",
                    "Records that a group of the farm has not settled yet; every evaluator tells the same"),
            entry("vasari_classes", "Classes that the critic tells apart"),
            entry("vasari_window_samples", "Samples that were made in the window and scored"),
            entry("vasari_class_entropy_ratio", "Entropy of the classes over its maximum, 0 to 1"),
            entry("vasari_class_effective_classes", "Exponential of the entropy, 1 to the number of classes"),
            entry("vasari_class_coverage_ratio", "Classes of the reference that occur, over all of them"),
            entry("vasari_class_missing", "Classes of the reference that do not occur"),
            entry(
                    "vasari_class_missing_log10_p_value",
                    "log10 of the bound on the chance of a class missing that is as common"),
            entry("vasari_class_kl_divergence_nats", "Kullback-Leibler divergence from the reference"),
            entry("vasari_class_js_divergence_nats", "Jensen-Shannon divergence from the reference, 0 to ln 2"),
            entry("vasari_class_total_variation_ratio", "Total variation from the reference, 0 to 1"),
            entry("vasari_class_chi_squared", "Chi-squared against the reference"),
            entry("vasari_class_log10_p_value", "log10 of the p-value of chi-squared"),
            entry("vasari_class_max_residual_sigmas", "Largest standardized residual of a class, either way"),
            entry(
                    "vasari_class_evidence_nats",
                    "Logarithm of the anytime-valid e-value against the reference, all samples"),
            entry(
                    "vasari_inception_score",
                    "Inception score's form on the critic's probabilities, 1 to the number of classes"),
            entry("vasari_discriminator_belief_ratio", "Mean belief of the model's discriminator, 0 fake to 1 real"),
            entry("vasari_kernel_distance", "Kernel distance of features from the reference's; may be negative"),
            entry("vasari_kernel_distance_standard_error", "Standard error of the kernel distance"),
            entry(
                    "vasari_frechet_distance",
                    "Frechet distance of features from the reference's, at one number of samples"),
            entry("vasari_density", "Density of the samples among the reference, 1 for equal distributions"),
            entry("vasari_coverage_ratio", "Share of the reference that has a sample near it, 0 to 1"),
            entry("vasari_precision_ratio", "Share of the samples that lie among the reference, 0 to 1"),
            entry("vasari_recall_ratio", "Share of the reference that lies among the samples, 0 to 1"),
            entry("vasari_vendi_score", "Effective number of different samples among those compared"),
            entry("vasari_rke_score", "Effective number of different samples, of the common ones"),
            entry("vasari_ndb_ratio", "Share of bins of the reference that the samples fill otherwise; 0.05 by chance"),
            entry("vasari_near_duplicate_ratio", "Share of the samples compared that have a twin among them, 0 to 1"),
            entry(
                    "vasari_support_estimate",
                    "Samples that look different that there are to draw from, by the birthday paradox; absent without twins"),
            entry("vasari_support_low", "Lower end of the 95 % interval of the support"),
            entry(
                    "vasari_prompt_sensitivity_ratio",
                    "Share of the prompt, the seed and both together in the variance of the features, mean of studies"),
            entry("vasari_prompt_sensitivity_omega_squared", "Share of the prompt less what noise would have"),
            entry("vasari_prompt_mean_distance", "Mean of the studies' median distances of variants"),
            entry(
                    "vasari_window_prompt_groups",
                    "Variants of a prompt on one noise that were judged, in studies that ended in the window"),
            entry(
                    "vasari_window_attribute_checks",
                    "Images that show what their prompts name, or do not, in studies that ended in the window"),
            entry(
                    "vasari_replay_distance_max",
                    "Largest difference of a pixel between a sample and the same made once more, alone, 0 to 1"));

    static String of(String name) {
        return BY_NAME.get(name);
    }

    private Descriptions() {}
}
