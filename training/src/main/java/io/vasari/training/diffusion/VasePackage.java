package io.vasari.training.diffusion;

import ai.djl.ndarray.types.DataType;
import io.vasari.models.diffusers.DiffusersCard;
import io.vasari.models.diffusers.DiffusersFolder;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import io.vasari.training.RunFolder;
import io.vasari.training.attributes.AttributesPackage;
import io.vasari.training.cards.PackageWriter;
import io.vasari.training.cards.SheetFile;
import io.vasari.training.clip.ClipPackage;
import io.vasari.training.judge.PromptAccuracySection;
import io.vasari.training.judge.PromptPainter;
import io.vasari.training.judge.RevisionJudge;
import io.vasari.training.vases.CaptionOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes {@code vase-diffusion} of runs of {@link VaseRecipe}: one folder per revision in the layout of diffusers, with float16 weights,
 * and the cards. Figures and sheets are made with the weights as published.
 */
public final class VasePackage {

    /** Id of the package. */
    public static final String ID = "vase-diffusion";

    /** Oldest first; the last is the default. */
    private static final List<CaptionOrder> REVISIONS = List.of(CaptionOrder.FIXED, CaptionOrder.FREE);

    private static final String ORDER = "order.json";
    private static final int SHEET_SCALE = 3;

    /** What a card recommends: more of either makes these pictures no better. */
    private static final int STEPS = 24;

    private static final double GUIDANCE = 3;

    private VasePackage() {}

    /**
     * Writes revisions from the newest checkpoints of their runs; others that the package has already stay.
     *
     * @param runs folder of the run by captions
     * @param zoo in which {@code vase-diffusion} is written
     * @throws IOException if a run has no checkpoint, or the zoo cannot be written
     */
    public static void publish(Map<CaptionOrder, Path> runs, Path zoo) throws IOException {
        publish(runs, zoo, VasePreview.STEPS);
    }

    static void publish(Map<CaptionOrder, Path> runs, Path zoo, int previewSteps) throws IOException {
        PackageWriter writer = new PackageWriter(zoo, ID);
        for (Map.Entry<CaptionOrder, Path> run : runs.entrySet()) {
            publish(run.getKey().revision(), RunFolder.existing(run.getValue()).newestCheckpoint(), writer);
        }
        for (String revision : present(writer)) {
            measure(writer.revision(revision), previewSteps);
        }
        describe(zoo);
    }

    /** Writes the cards anew from what lies beside the weights. */
    static void describe(Path zoo) throws IOException {
        PackageWriter writer = new PackageWriter(zoo, ID);
        List<String> revisions = present(writer);
        Map<String, OrderSpread> spreads = new LinkedHashMap<>();
        StringBuilder accuracy = new StringBuilder();
        for (String revision : revisions) {
            spreads.put(revision, OrderSpread.read(writer.revision(revision).resolve(ORDER)));
            accuracy.append(PromptAccuracySection.of(writer.revision(revision)));
        }
        writer.card(card(writer, revisions));
        writer.readme(VaseReadme.text(spreads, accuracy.toString()));
    }

    /** The revisions that the package has, oldest first. */
    static List<String> present(PackageWriter writer) {
        return REVISIONS.stream()
                .map(CaptionOrder::revision)
                .filter(revision -> Files.exists(writer.revision(revision).resolve("model_index.json")))
                .toList();
    }

    private static void publish(String revision, Path checkpoint, PackageWriter writer) throws IOException {
        Path to = writer.revision(revision);
        Files.deleteIfExists(to.resolve(RevisionJudge.RESULT));
        VaseNetworks networks = VaseNetworks.create(to);
        try (Weights unet = VaseState.averageUnet(checkpoint, networks);
                Weights text = VaseState.averageText(checkpoint, networks)) {
            SafetensorsFile.write(unet, unetFile(to), DataType.FLOAT16);
            SafetensorsFile.write(text, textFile(to), DataType.FLOAT16);
        }
        writeTokenizer(to.resolve("tokenizer"));
        PackageWriter.json(to.resolve("scheduler/scheduler_config.json"), VaseConfigs.scheduler());
        PackageWriter.json(to.resolve("model_index.json"), VaseConfigs.modelIndex());
    }

    static void writeTokenizer(Path folder) throws IOException {
        VaseConfigs.VOCABULARY.write(folder);
    }

    private static void measure(Path revision, int previewSteps) throws IOException {
        try (PromptPainter painter = PromptPainter.load(revision, VaseConfigs.SIDE)) {
            var preview = new VasePreview(painter, previewSteps);
            SheetFile.write(
                    preview.paint(SheetPrompts.all()),
                    VaseConfigs.SHAPE,
                    SheetPrompts.COLUMNS,
                    SHEET_SCALE,
                    revision.resolve("sheet.png"));
            PackageWriter.json(
                    revision.resolve(ORDER), OrderSpread.measure(preview).json());
        }
    }

    private static Path unetFile(Path revision) {
        return revision.resolve("unet/diffusion_pytorch_model.safetensors");
    }

    private static Path textFile(Path revision) {
        return revision.resolve("text_encoder/model.safetensors");
    }

    /** That of any diffusers folder, in words of its own. */
    private static Map<String, Object> card(PackageWriter writer, List<String> revisions) {
        var folder = DiffusersFolder.open(writer.revision(revisions.get(0)));
        var card = new LinkedHashMap<>(DiffusersCard.of(folder, ID, revisions));
        card.put("title", "Vases from text");
        card.put(
                "description",
                "Paints 32x32 vases such as \"ornate green vase\"; one revision ignores word order, one depends on it.");
        card.put("license", "Apache-2.0");
        card.put("parameters", usually(card.get("parameters"), Map.of("steps", STEPS, "guidance_scale", GUIDANCE)));
        card.put(
                "critic",
                PackageWriter.fields(
                        "embedder", ClipPackage.ID, "attributes", AttributesPackage.ID, "reference", "vases"));
        return card;
    }

    /** Parameters of a card with other defaults. */
    private static Map<String, Object> usually(Object parameters, Map<String, Object> defaults) {
        var changed = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) parameters).forEach((name, limits) -> {
            var field = new LinkedHashMap<Object, Object>((Map<?, ?>) limits);
            if (defaults.containsKey(name)) {
                field.put("default", defaults.get(name));
            }
            changed.put((String) name, field);
        });
        return changed;
    }
}
