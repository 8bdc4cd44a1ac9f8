package io.vasari.cli.evaluate;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.tables.NumberTable;
import io.vasari.scores.features.FrechetTerms;
import io.vasari.scores.linear.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What mean and covariance of features say: the Frechet distance. */
public final class MomentsFigures {
    private MomentsFigures() {}

    /**
     * @param files moments of the samples, or of parts of them
     * @param reference moments, or a table of features
     * @param covariances whether the moments are printed
     */
    public static Evaluation of(List<Path> files, Path reference, boolean covariances) {
        SampleMoments samples = MomentsFile.read(files);
        SampleMoments expected = MomentsFile.isMoments(reference)
                ? MomentsFile.read(reference)
                : SampleMoments.of(NumberTable.read(reference, 2));
        if (samples.dimension() != expected.dimension()) {
            throw new UserError(
                    files.get(0) + " has dimension " + samples.dimension() + " and " + reference + " has "
                            + expected.dimension() + "; both must come from one embedder",
                    ExitCode.USAGE);
        }
        return of(samples, expected, covariances);
    }

    /** Whether a reference has moments alone, with which features have this distance only. */
    public static boolean isFor(Path reference) {
        return MomentsFile.isMoments(reference);
    }

    /** @param rows features, at least two */
    public static Evaluation of(Rows rows, Path reference, boolean covariances) {
        SampleMoments expected = MomentsFile.read(reference);
        if (rows.dimension() != expected.dimension()) {
            throw new UserError(
                    "the features have " + rows.dimension() + " columns and " + reference + " has dimension "
                            + expected.dimension() + "; both must come from one embedder",
                    ExitCode.USAGE);
        }
        return of(SampleMoments.of(rows), expected, covariances);
    }

    private static Evaluation of(SampleMoments samples, SampleMoments reference, boolean covariances) {
        var figures = new Figures();
        samples.n().ifPresent(n -> figures.put("window_samples", n));
        var described = new Figures();
        reference.n().ifPresent(n -> described.put("n", n));
        figures.put("reference", described).put("dimension", samples.dimension());
        FrechetTerms terms = samples.terms(reference);
        frechet(figures, terms);
        samples.n().ifPresent(n -> figures.put("frechet_distance_samples", n));
        if (covariances) {
            put(figures, samples, reference);
        }
        figures.leaveOut(
                "what features say beside it",
                "moments are of all samples together; give --features and" + " --reference as tables");
        return new Evaluation(
                figures.toJson(),
                String.format(
                        Locale.ROOT,
                        "  Frechet distance %.6g, %.6g of it between the means, dimension %d%n"
                                + "  Verdict: it falls with the number of samples: compare it at one number only.%n",
                        terms.distance(),
                        terms.means(),
                        samples.dimension()));
    }

    static void frechet(Figures figures, FrechetTerms terms) {
        figures.put("frechet_distance", terms.distance())
                .put(
                        "frechet_terms",
                        new Figures()
                                .put("means", terms.means())
                                .put("trace", terms.trace1())
                                .put("reference_trace", terms.trace2())
                                .put("trace_of_root", terms.traceOfRoot()));
    }

    static void put(Figures figures, SampleMoments samples, SampleMoments reference) {
        figures.put("moments", samples.figures()).put("reference_moments", reference.figures());
    }
}
