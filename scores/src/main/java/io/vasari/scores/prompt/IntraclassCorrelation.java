package io.vasari.scores.prompt;

/**
 * How alike the scores of one prompt are across seeds (Shrout and Fleiss 1979); each at most 1. Prompts are the targets,
 * seeds the judges.
 *
 * @param oneWay ICC(1,1)
 * @param random ICC(2,1), seeds drawn at random
 * @param fixed ICC(3,1), these seeds alone
 * @param oneWayOfMeans ICC(1,k)
 * @param randomOfMeans ICC(2,k)
 * @param fixedOfMeans ICC(3,k)
 */
public record IntraclassCorrelation(
        double oneWay, double random, double fixed, double oneWayOfMeans, double randomOfMeans, double fixedOfMeans) {
    /** @param variances of which something varies, else the correlations are NaN */
    public static IntraclassCorrelation of(VarianceDecomposition variances) {
        double n = variances.prompts();
        double k = variances.seeds();
        double prompt = variances.msPrompt();
        double within = variances.msWithin();
        double rest = variances.msInteraction();
        double judges = variances.msSeed() - rest;
        return new IntraclassCorrelation(
                (prompt - within) / (prompt + (k - 1) * within),
                (prompt - rest) / (prompt + (k - 1) * rest + k * judges / n),
                (prompt - rest) / (prompt + (k - 1) * rest),
                (prompt - within) / prompt,
                (prompt - rest) / (prompt + judges / n),
                (prompt - rest) / prompt);
    }
}
