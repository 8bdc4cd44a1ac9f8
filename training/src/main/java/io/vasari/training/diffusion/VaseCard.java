package io.vasari.training.diffusion;

import io.vasari.models.AttributeClassifier;
import io.vasari.models.ModelLoadException;
import io.vasari.models.ModelZoo;
import io.vasari.training.attributes.AttributesPackage;
import io.vasari.training.cards.PackageWriter;
import io.vasari.training.judge.JudgeOptions;
import io.vasari.training.judge.RevisionJudge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Adds to the card of a published {@code vase-diffusion} how often its pictures show what was asked for, with sheets by steps, guidance
 * and colour. {@code vase-attributes} is the judge.
 */
public final class VaseCard {

    private VaseCard() {}

    /**
     * Judges every revision and writes the cards anew.
     *
     * @param zoo that holds {@code vase-diffusion}
     * @param judgeZoo that holds {@code vase-attributes}; may be the same
     * @param progress hears a line for each measurement
     * @throws IOException if there is no revision to judge, a model does not load, or the cards cannot be written
     */
    public static void write(Path zoo, Path judgeZoo, JudgeOptions options, Consumer<String> progress)
            throws IOException {
        PackageWriter writer = new PackageWriter(zoo, VasePackage.ID);
        List<String> revisions = VasePackage.present(writer);
        if (revisions.isEmpty()) {
            throw new IOException("no revision of " + VasePackage.ID + " in " + zoo + "; publish one first");
        }
        String name = AttributesPackage.ID + "/" + AttributesPackage.REVISION;
        try (AttributeClassifier classifier =
                ModelZoo.open(judgeZoo).loadAttributeClassifier(AttributesPackage.ID, AttributesPackage.REVISION)) {
            var judge = new RevisionJudge(classifier, name, options, progress);
            for (String revision : revisions) {
                judge.judge(writer.revision(revision));
            }
        } catch (ModelLoadException e) {
            throw new IOException(e.getMessage(), e);
        }
        VasePackage.describe(zoo);
    }
}
