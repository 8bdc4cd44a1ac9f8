package io.vasari.cli.evaluate;

import io.vasari.cli.UserError;
import io.vasari.cli.images.GalleryContents;
import io.vasari.cli.report.ShareTable;
import io.vasari.models.reference.ReferenceFeatures;
import io.vasari.models.reference.ReferenceSet;
import io.vasari.scores.ClassCounts;
import io.vasari.scores.ClassScores;
import io.vasari.scores.Reference;
import io.vasari.scores.duplicates.NearDuplicates;
import io.vasari.scores.features.InceptionScore;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.state.Reservoir;
import java.util.List;
import java.util.Optional;

/** All that the critic says of images, in the fields of a job's evaluation and beside them. */
public final class ImageFigures {
    private ImageFigures() {}

    /**
     * @param seen with the classifier and the embedder of the reference
     * @throws UserError if there are too few images
     */
    public static Evaluation of(GalleryContents seen, ReferenceSet set, FeatureFigures.Settings settings) {
        if (seen.n() < 2) {
            throw new UserError("there " + (seen.n() == 1 ? "is 1 image" : "are no images")
                    + " to evaluate, it takes at least 2; PNGs and JPEGs are read");
        }
        var text = new StringBuilder();
        Optional<ClassScores> classes = seen.counts().map(counts -> ClassScores.of(counts, reference(set)));
        Figures all = classes.map(JobForm::fields).orElseGet(Figures::new);
        all.put("samples", seen.n()).put("reference", set.name()).put("reference_version", set.version());
        classes.ifPresent(scores -> {
            all.put("window_samples", seen.n());
            ClassFigures.published(scores).document().forEach(all::set);
            text.append(ShareTable.of(JobForm.of(scores)));
        });
        seen.beliefs().ifPresent(beliefs -> all.put("inception_score", InceptionScore.of(beliefs)));
        seen.features().ifPresent(reservoir -> {
            Figures features = features(reservoir, set.features().orElseThrow(), settings);
            all.put("features", features);
            text.append(new FeatureWords(features.toJson()).table()).append(features.reasons());
        });
        return new Evaluation(all.toJson(), text.toString());
    }

    private static Reference reference(ReferenceSet set) {
        long[] counts =
                set.classCounts().values().stream().mapToLong(Long::longValue).toArray();
        return new Reference(set.name(), List.copyOf(set.classCounts().keySet()), ClassCounts.of(counts));
    }

    private static Figures features(
            Reservoir reservoir, ReferenceFeatures reference, FeatureFigures.Settings settings) {
        Rows expected = Rows.of(reference.dimension(), reference.rows());
        Figures figures = new Figures().put("embedder", reference.embedder().model());
        FeatureFigures.figures(reservoir.rows(), expected, settings).document().forEach(figures::set);
        var twins = NearDuplicates.of(reservoir.perceptualHashes());
        var support = twins.support();
        return figures.put("near_duplicate_ratio", twins.ratio())
                .put("near_duplicate_pairs", twins.pairs())
                .put(
                        "support",
                        new Figures()
                                .put("estimate", support.support())
                                .put("low", support.low())
                                .put("high", support.high()));
    }
}
