package io.vasari.cli.evaluate;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.scores.features.BinDifferences;
import io.vasari.scores.features.Fidelity;
import io.vasari.scores.features.KMeansBins;
import io.vasari.scores.features.Kernel;
import io.vasari.scores.features.KernelDistance;
import io.vasari.scores.features.VendiScore;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.state.Moments;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** All that the critic says of features against those of real data. */
public final class FeatureFigures {
    private static final int MAX_ITERATIONS = 100;
    private static final int MAX_BINS = 100;
    private static final int ROWS_PER_BIN = 10;

    private final Rows samples;
    private final Rows reference;
    private final Settings settings;
    private final Figures figures = new Figures();

    /**
     * How they are compared.
     *
     * @param k the neighbour that balls reach to, at least 1
     * @param bins of NDB; empty for one in ten rows of the reference, at most 100
     * @param seed of the bins' first centroids
     * @param block rows of a block of the kernel distance by blocks, at least 2, if it is wanted
     * @param kernelSigma of a Gaussian kernel, above 0, if its distance is wanted
     * @param radii whether the balls' radii are listed
     * @param covariances whether means and covariances are listed
     * @param sizes numbers of samples at which the Frechet distance is taken for its limit, two different ones at least; or
     *     none
     */
    public record Settings(
            int k,
            OptionalInt bins,
            long seed,
            OptionalInt block,
            OptionalDouble kernelSigma,
            boolean radii,
            boolean covariances,
            List<Integer> sizes) {
        public static final Settings DEFAULT = new Settings(
                Fidelity.K,
                OptionalInt.empty(),
                0,
                OptionalInt.empty(),
                OptionalDouble.empty(),
                false,
                false,
                List.of());

        public Settings {
            sizes = List.copyOf(sizes);
            if (sizes.stream().distinct().count() == 1) {
                throw new UserError(
                        "--sizes has " + sizes.get(0)
                                + " alone; a line takes two different numbers of samples at least",
                        ExitCode.USAGE);
            }
            if (k < 1) {
                throw new UserError("--k is " + k + ", it must be at least 1", ExitCode.USAGE);
            }
            if (block.isPresent() && block.getAsInt() < 2) {
                throw new UserError("--block is " + block.getAsInt() + ", it must be at least 2", ExitCode.USAGE);
            }
            if (kernelSigma.isPresent() && !(kernelSigma.getAsDouble() > 0)) {
                throw new UserError(
                        "--kernel-sigma is " + kernelSigma.getAsDouble() + ", it must be above 0", ExitCode.USAGE);
            }
        }
    }

    private FeatureFigures(Rows samples, Rows reference, Settings settings) {
        this.samples = samples;
        this.reference = reference;
        this.settings = settings;
    }

    /**
     * @param samples at least two rows
     * @param reference at least two rows of the same dimension
     */
    public static Evaluation of(Rows samples, Rows reference, Settings settings) {
        Figures figures = figures(samples, reference, settings);
        var document = figures.toJson();
        return new Evaluation(document, new FeatureWords(document).table() + figures.reasons());
    }

    static Figures figures(Rows samples, Rows reference, Settings settings) {
        return new FeatureFigures(samples, reference, settings).compute();
    }

    private Figures compute() {
        figures.put("window_samples", samples.count())
                .put("reference", new Figures().put("n", reference.count()))
                .put("dimension", samples.dimension());
        kernels();
        frechet();
        fidelity();
        diversity();
        bins();
        return figures;
    }

    private void frechet() {
        var moments = SampleMoments.of(samples);
        var expected = SampleMoments.of(reference);
        MomentsFigures.frechet(figures, moments.terms(expected));
        figures.put("frechet_distance_samples", samples.count());
        if (settings.covariances()) {
            MomentsFigures.put(figures, moments, expected);
        }
        if (!settings.sizes().isEmpty()) {
            figures.put("frechet_distance_by_n", bySize(expected));
        }
    }

    /** Of the first rows, so many each time, against the whole reference. */
    private Figures bySize(SampleMoments expected) {
        for (int size : settings.sizes()) {
            if (size < 2 || size > samples.count()) {
                throw new UserError(
                        "--sizes has " + size + ", it must be 2 to the number of rows, " + samples.count(),
                        ExitCode.USAGE);
            }
        }
        long[] sizes = settings.sizes().stream().mapToLong(Integer::longValue).toArray();
        double[] distances = settings.sizes().stream()
                .mapToDouble(size ->
                        SampleMoments.of(samples.slice(0, size)).terms(expected).distance())
                .toArray();
        return LimitFigures.figures(sizes, distances);
    }

    private void kernels() {
        var polynomial = Kernel.polynomial(samples.dimension());
        put("kernel_distance", KernelDistance.unbiased(samples, reference, polynomial));
        figures.put("kernel_distance_biased", KernelDistance.biased(samples, reference, polynomial))
                .put("cmmd", KernelDistance.cmmd(samples, reference));
        settings.kernelSigma().ifPresent(sigma -> {
            var gaussian = Kernel.gaussian(sigma);
            var unbiased = KernelDistance.unbiased(samples, reference, gaussian);
            figures.put(
                    "gaussian_kernel",
                    new Figures()
                            .put("sigma", sigma)
                            .put("distance", unbiased.value())
                            .put("standard_error", unbiased.standardError())
                            .put("distance_biased", KernelDistance.biased(samples, reference, gaussian)));
        });
        settings.block().ifPresent(block -> {
            if (block > Math.min(samples.count(), reference.count())) {
                throw new UserError(
                        "--block is " + block + ", but there are " + samples.count() + " samples and "
                                + reference.count() + " of the reference; it must not exceed either",
                        ExitCode.USAGE);
            }
            var byBlocks = KernelDistance.ofBlocks(samples, reference, block, polynomial);
            figures.put(
                    "kernel_distance_by_blocks",
                    new Figures()
                            .put("block", block)
                            .put("distances", KernelDistance.blocks(samples, reference, block, polynomial))
                            .put("mean", byBlocks.value())
                            .put("standard_error", byBlocks.standardError()));
        });
    }

    private void put(String name, KernelDistance distance) {
        figures.put(name, distance.value()).put(name + "_standard_error", distance.standardError());
        if (distance.standardError().isEmpty()) {
            figures.leaveOut(name + "_standard_error", "it takes at least 3 rows of each");
        }
    }

    private void fidelity() {
        int k = settings.k();
        figures.put("k", k);
        if (Math.min(samples.count(), reference.count()) <= k) {
            figures.leaveOut(
                    "density, coverage_ratio, precision_ratio, recall_ratio",
                    "they take more rows of each than k = " + k + "; --k sets it");
            return;
        }
        var outside = Fidelity.of(reference, samples, k, Fidelity.Edge.OUTSIDE);
        put(figures, outside);
        figures.put("expected_coverage_ratio", Fidelity.expectedCoverage(reference.count(), samples.count(), k));
        figures.put("edges_inside", put(new Figures(), Fidelity.of(reference, samples, k, Fidelity.Edge.INSIDE)));
        if (settings.radii()) {
            figures.put("reference_radii", Fidelity.radii(reference, k)).put("radii", Fidelity.radii(samples, k));
        }
    }

    private static Figures put(Figures figures, Fidelity fidelity) {
        return figures.put("density", fidelity.density())
                .put("coverage_ratio", fidelity.coverage())
                .put("precision_ratio", fidelity.precision())
                .put("recall_ratio", fidelity.recall());
    }

    private void diversity() {
        var centred = VendiScore.ofCosines(samples, Moments.of(reference).mean());
        figures.put("vendi_score", centred.vendi())
                .put("rke_score", centred.rke())
                .put("vendi_orders", SimilarityFigures.orders(centred));
        var plain = VendiScore.ofCosines(samples, new double[samples.dimension()]);
        figures.put(
                "uncentred",
                new Figures()
                        .put("vendi_score", plain.vendi())
                        .put("rke_score", plain.rke())
                        .put("vendi_orders", SimilarityFigures.orders(plain)));
    }

    private void bins() {
        int usual = Math.max(2, Math.min(MAX_BINS, reference.count() / ROWS_PER_BIN));
        int bins = settings.bins().orElse(usual);
        if (bins < 2 || bins > reference.count()) {
            throw new UserError(
                    "--bins is " + bins + ", it must be 2 to the number of the reference's rows, " + reference.count(),
                    ExitCode.USAGE);
        }
        var fitted = KMeansBins.fit(reference, bins, MAX_ITERATIONS, new SplittableRandom(settings.seed()));
        var differences = BinDifferences.of(fitted.count(samples), fitted.count(reference));
        figures.put("ndb_ratio", differences.ratio())
                .put(
                        "ndb",
                        new Figures()
                                .put("bins", bins)
                                .put("seed", settings.seed())
                                .put("different", differences.different())
                                .put("different_after_holm", differences.differentAmongAll())
                                .put("ratio_after_holm", differences.ratioAmongAll())
                                .put("js_divergence_nats", differences.jsNats()));
    }
}
