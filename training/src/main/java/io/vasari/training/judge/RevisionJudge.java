package io.vasari.training.judge;

import io.vasari.models.AttributeClassifier;
import io.vasari.training.cards.PackageWriter;
import io.vasari.training.cards.SheetFile;
import io.vasari.training.vases.VaseTrait;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Paints all 160 prompts with a revision for every step count and guidance, has them judged, and writes into the revision's folder
 * {@code accuracy.json} and the sheets {@code steps.png}, {@code guidance.png} and {@code colours.png}.
 *
 * <p>A prompt has the same noise in every cell, so that only steps and guidance differ.
 */
public final class RevisionJudge {

    /** What it writes beside the sheets. */
    public static final String RESULT = "accuracy.json";

    private static final int SCALE = 2;
    private static final int KINDS = VaseTrait.KIND.labels().size();
    private static final int ORNAMENTS = VaseTrait.ORNAMENT.labels().size();
    private static final int PER_COLOUR = KINDS * ORNAMENTS;
    private static final long FIRST_SEED = 31_000;

    private final AttributeClassifier judge;
    private final String judgeName;
    private final JudgeOptions options;
    private final Consumer<String> progress;

    /**
     * @param judge must know colour, kind and ornament; it stays open
     * @param judgeName named in the result
     * @param progress hears a line for each cell of the table
     */
    public RevisionJudge(AttributeClassifier judge, String judgeName, JudgeOptions options, Consumer<String> progress) {
        for (VaseTrait trait : VaseTrait.values()) {
            if (!trait.labels().equals(judge.traits().get(trait.key()))) {
                throw new IllegalArgumentException(judgeName + " must know " + trait.key() + " as " + trait.labels()
                        + ", but it knows " + judge.traits());
            }
        }
        this.judge = judge;
        this.judgeName = judgeName;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Judges one revision.
     *
     * @param revision its folder, in the layout of diffusers
     */
    public void judge(Path revision) throws IOException {
        List<AskedVase> asked = new ArrayList<>();
        List<PromptPainter.Prompt> prompts = new ArrayList<>();
        for (int seed = 0; seed < options.seedsPerPrompt(); seed++) {
            for (AskedVase vase : AskedVase.all()) {
                prompts.add(vase.withSeed(FIRST_SEED + prompts.size()));
                asked.add(vase);
            }
        }
        List<Map<String, Object>> cells = new ArrayList<>();
        Map<Cell, List<byte[]>> shown = new HashMap<>();
        try (PromptPainter painter = PromptPainter.load(revision, judge.shape().widthPixels())) {
            for (int steps : options.steps()) {
                for (double guidance : options.guidances()) {
                    List<byte[]> painted = painter.paint(prompts, steps, guidance);
                    PromptAccuracy cell = PromptAccuracy.of(steps, guidance, asked, painted, judge);
                    cells.add(cell.json());
                    shown.put(
                            new Cell(steps, guidance),
                            painted.subList(0, AskedVase.all().size()));
                    progress.accept(revision.getFileName() + " " + cell);
                }
            }
        }
        PackageWriter.json(revision.resolve(RESULT), PackageWriter.fields("classifier", judgeName, "cells", cells));
        writeSheets(revision, shown);
    }

    private void writeSheets(Path revision, Map<Cell, List<byte[]>> shown) throws IOException {
        List<byte[]> bySteps = new ArrayList<>();
        for (int steps : options.steps()) {
            bySteps.addAll(oneOfEachColour(shown.get(new Cell(steps, options.plainGuidance()))));
        }
        List<byte[]> byGuidance = new ArrayList<>();
        for (double guidance : options.guidances()) {
            byGuidance.addAll(oneOfEachColour(shown.get(new Cell(options.plainSteps(), guidance))));
        }
        int colours = VaseTrait.COLOUR.labels().size();
        SheetFile.write(bySteps, judge.shape(), colours, SCALE, revision.resolve("steps.png"));
        SheetFile.write(byGuidance, judge.shape(), colours, SCALE, revision.resolve("guidance.png"));
        SheetFile.write(
                shown.get(new Cell(options.plainSteps(), options.plainGuidance())),
                judge.shape(),
                PER_COLOUR,
                SCALE,
                revision.resolve("colours.png"));
    }

    /** Of each colour another kind and ornament, so that a row shows all of them. */
    private static List<byte[]> oneOfEachColour(List<byte[]> pictures) {
        List<byte[]> row = new ArrayList<>();
        for (int colour = 0; colour < VaseTrait.COLOUR.labels().size(); colour++) {
            int kind = colour % KINDS;
            int ornament = (colour + 1) % ORNAMENTS;
            row.add(pictures.get(colour * PER_COLOUR + kind * ORNAMENTS + ornament));
        }
        return row;
    }

    private record Cell(int steps, double guidance) {}
}
