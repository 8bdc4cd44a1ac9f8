package io.vasari.models.diffusers.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.weights.Inference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * One forward pass for many drafts, whatever their steps and samplers. Each has a row with its prompt; those with guidance
 * have a second one, behind all the first ones, with their negative prompt.
 */
final class Pass {

    private final Denoiser denoiser;
    private final List<Draft> drafts;
    private final List<Draft> guided;
    private final LatentShape shape;

    Pass(Denoiser denoiser, List<Draft> drafts) {
        this.denoiser = denoiser;
        this.drafts = drafts;
        this.guided =
                drafts.stream().filter(draft -> draft.conditions().isGuided()).toList();
        this.shape = drafts.get(0).shape();
        for (Draft draft : drafts) {
            if (!draft.shape().equals(shape)) {
                throw new IllegalArgumentException(
                        "one pass for latents of " + shape + " and of " + draft.shape() + "; they must be equal");
            }
        }
    }

    /** Runs it and takes every draft a step further. */
    List<Draft> run() {
        float[] outputs = forward();
        int rowLength = outputs.length / (drafts.size() + guided.size());
        List<Draft> next = new ArrayList<>();
        int negative = drafts.size();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            float[] output = row(outputs, i, rowLength, draft);
            if (draft.conditions().isGuided()) {
                float[] away = row(outputs, negative++, rowLength, draft);
                output = Guidance.blend(
                        output,
                        away,
                        draft.conditions().scale(),
                        draft.conditions().rescale());
            }
            next.add(draft.next(output));
        }
        return next;
    }

    private float[] forward() {
        int rows = drafts.size() + guided.size();
        float[] samples = new float[rows * shape.size()];
        float[] timesteps = new float[rows];
        for (int row = 0; row < rows; row++) {
            Draft draft = draftOf(row);
            System.arraycopy(draft.modelInput(), 0, samples, row * shape.size(), shape.size());
            timesteps[row] = draft.timestep();
        }
        AtomicReference<float[]> outputs = new AtomicReference<>();
        Inference.run(scratch -> outputs.set(denoiser.network()
                .forward(
                        scratch.create(samples, shape.rows(rows)),
                        scratch.create(timesteps, new Shape(rows)),
                        context(scratch, rows),
                        learned(scratch, rows))
                .toFloatArray()));
        return outputs.get();
    }

    private Draft draftOf(int row) {
        return row < drafts.size() ? drafts.get(row) : guided.get(row - drafts.size());
    }

    private Optional<NDArray> context(NDManager scratch, int rows) {
        return drafts.get(0).conditions().prompt().map(first -> {
            float[] values = stacked(rows, row -> {
                Conditions conditions = draftOf(row).conditions();
                return (row < drafts.size() ? conditions.prompt() : conditions.negative())
                        .orElseThrow()
                        .values();
            });
            return scratch.create(values, new Shape(rows, first.length(), first.width()));
        });
    }

    private Optional<NDArray> learned(NDManager scratch, int rows) {
        return drafts.get(0)
                .conditions()
                .learned()
                .map(first -> scratch.create(
                        stacked(rows, row -> draftOf(row).conditions().learned().orElseThrow()),
                        new Shape(rows, first.length)));
    }

    private static float[] stacked(int rows, Function<Integer, float[]> ofRow) {
        float[] first = ofRow.apply(0);
        float[] all = new float[rows * first.length];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(ofRow.apply(row), 0, all, row * first.length, first.length);
        }
        return all;
    }

    /** What a denoiser says about the variance comes last, and is left out where the sampler has no use for it. */
    private static float[] row(float[] outputs, int row, int rowLength, Draft draft) {
        int from = row * rowLength;
        return Arrays.copyOfRange(outputs, from, from + Math.min(rowLength, draft.outputLength()));
    }
}
