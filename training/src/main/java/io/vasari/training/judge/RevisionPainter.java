package io.vasari.training.judge;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.clip.CLIPTextConfig;
import io.vasari.models.clip.CLIPTextModel;
import io.vasari.models.noise.SampleNoise;
import io.vasari.models.sampler.Sampler;
import io.vasari.models.sampler.SamplerConfig;
import io.vasari.models.sampler.Schedule;
import io.vasari.models.sampler.StepOptions;
import io.vasari.models.sampler.Trajectory;
import io.vasari.models.sampler.diffusers.DiffusersSamplers;
import io.vasari.models.tokenizer.Tokenizer;
import io.vasari.models.tokenizer.Tokenizers;
import io.vasari.models.unet.UNet2DConditionConfig;
import io.vasari.models.unet.UNet2DConditionModel;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A revision of a diffusers package that paints pixels, run with the scheduler in its folder under classifier-free guidance (J. Ho and
 * T. Salimans, 2021). It reads what the package says and nothing else. Not safe for concurrent use.
 */
public final class RevisionPainter implements AutoCloseable {

    /** One picture; the same seed is the same noise. */
    public record Wish(String prompt, long seed) {}

    private static final int BATCH = 16;

    private final UNet2DConditionModel unet;
    private final CLIPTextModel text;
    private final Weights unetWeights;
    private final Weights textWeights;
    private final Tokenizer tokenizer;
    private final Sampler sampler;
    private final int side;

    private RevisionPainter(
            UNet2DConditionModel unet,
            CLIPTextModel text,
            Weights unetWeights,
            Weights textWeights,
            Tokenizer tokenizer,
            Sampler sampler,
            int side) {
        this.unet = unet;
        this.text = text;
        this.unetWeights = unetWeights;
        this.textWeights = textWeights;
        this.tokenizer = tokenizer;
        this.sampler = sampler;
        this.side = side;
    }

    /**
     * Loads a folder with {@code unet}, {@code text_encoder}, {@code tokenizer} and {@code scheduler}.
     *
     * @param side width and height of its pictures in pixels
     * @throws io.vasari.models.ModelLoadException naming what is missing or does not fit
     */
    public static RevisionPainter load(Path revision, int side) {
        Path unetFolder = revision.resolve("unet");
        Path textFolder = revision.resolve("text_encoder");
        var unet = new UNet2DConditionModel(UNet2DConditionConfig.read(unetFolder.resolve("config.json")));
        var text = new CLIPTextModel(CLIPTextConfig.read(textFolder.resolve("config.json")));
        Tokenizer tokenizer = Tokenizers.load(
                revision.resolve("tokenizer"), OptionalInt.of(text.config().positions()));
        Sampler sampler = DiffusersSamplers.of(SamplerConfig.read(revision.resolve("scheduler/scheduler_config.json")));
        Weights unetWeights =
                SafetensorsFile.read(unetFolder.resolve("diffusion_pytorch_model.safetensors"), unet.shapes());
        Weights textWeights = SafetensorsFile.read(textFolder.resolve("model.safetensors"), text.shapes());
        return new RevisionPainter(unet, text, unetWeights, textWeights, tokenizer, sampler, side);
    }

    /**
     * Paints.
     *
     * @param guidance 1 for none
     * @return RGB bytes of each picture, row by row
     */
    public List<byte[]> paint(List<Wish> wishes, int steps, double guidance) {
        Schedule schedule = sampler.schedule(steps);
        List<byte[]> pictures = new ArrayList<>();
        for (int from = 0; from < wishes.size(); from += BATCH) {
            List<Wish> part = wishes.subList(from, Math.min(from + BATCH, wishes.size()));
            List<Trajectory> trajectories = part.stream()
                    .map(wish -> sampler.start(schedule, noise(wish), StepOptions.DEFAULT))
                    .toList();
            List<String> prompts =
                    new ArrayList<>(part.stream().map(Wish::prompt).toList());
            if (guidance != 1) {
                part.forEach(wish -> prompts.add(""));
            }
            while (!trajectories.get(0).finished()) {
                move(trajectories, prompts, guidance);
            }
            trajectories.forEach(trajectory -> pictures.add(bytes(trajectory.latents())));
        }
        return pictures;
    }

    private float[] noise(Wish wish) {
        float[] noise = new float[3 * side * side];
        SampleNoise.fill(wish.seed(), 0, noise, 0, noise.length);
        return noise;
    }

    /** One step of all; their prompts come first, empty ones for guidance after them. */
    private void move(List<Trajectory> trajectories, List<String> prompts, double guidance) {
        int pixels = 3 * side * side;
        int rows = prompts.size();
        float[] input = new float[rows * pixels];
        float[] timesteps = new float[rows];
        for (int row = 0; row < rows; row++) {
            Trajectory trajectory = trajectories.get(row % trajectories.size());
            System.arraycopy(trajectory.modelInput(), 0, input, row * pixels, pixels);
            timesteps[row] = trajectory.timestep();
        }
        float[][] result = new float[1][];
        Inference.run(scratch -> result[0] = predict(scratch, input, timesteps, prompts));
        for (int i = 0; i < trajectories.size(); i++) {
            float[] output = new float[pixels];
            int free = guidance == 1 ? i : trajectories.size() + i;
            for (int p = 0; p < pixels; p++) {
                float unguided = result[0][free * pixels + p];
                output[p] = (float) (unguided + guidance * (result[0][i * pixels + p] - unguided));
            }
            trajectories.get(i).advance(output, (draw, target) -> {
                throw new IllegalStateException("the scheduler of this package draws fresh noise");
            });
        }
    }

    private float[] predict(NDManager scratch, float[] input, float[] timesteps, List<String> prompts) {
        int rows = prompts.size();
        long[] tokens = prompts.stream()
                .flatMapToLong(prompt ->
                        java.util.Arrays.stream(tokenizer.encode(prompt).toArray()))
                .toArray();
        NDArray context = text.encode(scratch.create(tokens, new Shape(rows, tokenizer.maxTokens())), 0, textWeights);
        return unet.forward(
                        scratch.create(input, new Shape(rows, 3, side, side)),
                        scratch.create(timesteps, new Shape(rows)),
                        context,
                        unetWeights)
                .toFloatArray();
    }

    private static byte[] bytes(float[] planes) {
        byte[] pixels = new byte[planes.length];
        int plane = planes.length / 3;
        for (int p = 0; p < plane; p++) {
            for (int channel = 0; channel < 3; channel++) {
                float level = (Math.max(-1, Math.min(1, planes[channel * plane + p])) + 1) * 127.5f;
                pixels[3 * p + channel] = (byte) Math.round(level);
            }
        }
        return pixels;
    }

    @Override
    public void close() {
        unetWeights.close();
        textWeights.close();
        tokenizer.close();
    }
}
