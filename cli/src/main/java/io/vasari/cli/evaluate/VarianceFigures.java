package io.vasari.cli.evaluate;

import io.vasari.scores.prompt.IntraclassCorrelation;
import io.vasari.scores.prompt.VarianceDecomposition;

/** The table of an analysis of variance over prompts and seeds. */
final class VarianceFigures {
    private VarianceFigures() {}

    static Figures of(VarianceDecomposition variances, int dimension) {
        var figures = new Figures()
                .put(
                        "sum_of_squares",
                        new Figures()
                                .put("prompt", variances.ssPrompt())
                                .put("seed", variances.ssSeed())
                                .put("interaction", variances.ssInteraction())
                                .put("total", variances.ssTotal()))
                .put(
                        "mean_square",
                        new Figures()
                                .put("prompt", variances.msPrompt())
                                .put("seed", variances.msSeed())
                                .put("interaction", variances.msInteraction())
                                .put("within_prompts", variances.msWithin()))
                .put(
                        "omega_squared",
                        new Figures()
                                .put("prompt", variances.omegaSquaredPrompt())
                                .put("seed", variances.omegaSquaredSeed()))
                .put("total_prompt_ratio", variances.totalPromptShare())
                .put("expected_prompt_ratio_of_noise", variances.expectedPromptShareOfNoise())
                .put("f", new Figures().put("prompt", variances.fPrompt()).put("seed", variances.fSeed()))
                .put("pseudo_f", variances.pseudoF())
                .put(
                        "component",
                        new Figures()
                                .put("prompt", variances.promptVariance())
                                .put("seed", variances.seedVariance())
                                .put("interaction", variances.msInteraction()));
        if (dimension > 1) {
            return figures.leaveOut("p_value, intraclass_correlation", "they are of single numbers, not of vectors");
        }
        var correlation = IntraclassCorrelation.of(variances);
        return figures.put(
                        "p_value",
                        new Figures().put("prompt", variances.pValuePrompt()).put("seed", variances.pValueSeed()))
                .put(
                        "intraclass_correlation",
                        new Figures()
                                .put("icc1", correlation.oneWay())
                                .put("icc2", correlation.random())
                                .put("icc3", correlation.fixed())
                                .put("icc1k", correlation.oneWayOfMeans())
                                .put("icc2k", correlation.randomOfMeans())
                                .put("icc3k", correlation.fixedOfMeans()));
    }
}
