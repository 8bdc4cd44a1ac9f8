package io.vasari.models.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.blocks.Norm;
import io.vasari.models.blocks.SpatialAttention;
import io.vasari.models.blocks.SpatialTransformer;
import io.vasari.models.blocks.TimeMlp;
import io.vasari.models.layers.Activation;
import io.vasari.models.layers.Linear;
import io.vasari.models.layers.Scope;
import io.vasari.models.layers.Sinusoid;
import io.vasari.models.unet.UNet2DConditionConfig.Level;
import io.vasari.models.weights.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The denoiser of Stable Diffusion (Rombach et al., 2022): a UNet that cross-attends to encoded text.
 *
 * <p>Tensors are named and shaped as those of diffusers' UNet2DConditionModel. Immutable; safe from any thread.
 */
public final class UNet2DConditionModel {

    private final UNet2DConditionConfig config;
    private final Sinusoid sinusoid;
    private final TimeMlp timeEmbedding;
    private final Optional<Linear> contextProjection;
    private final Optional<ClassEmbedding> classEmbedding;
    private final Optional<AddedEmbedding> addedEmbedding;
    private final Skeleton skeleton;

    public UNet2DConditionModel(UNet2DConditionConfig config) {
        this.config = config;
        int first = config.levels().get(0).channels();
        this.sinusoid = new Sinusoid(first, config.cosinesFirst(), config.frequencyShift());
        this.timeEmbedding = new TimeMlp("time_embedding", first, config.timeWidth(), config.timeConditionWidth());
        this.contextProjection = config.contextProjection().isPresent()
                ? Optional.of(Linear.biased(
                        "encoder_hid_proj",
                        config.contextWidth(),
                        config.contextProjection().getAsInt()))
                : Optional.empty();
        this.classEmbedding = config.classEmbedding()
                .map(type -> ClassEmbedding.of(
                        type,
                        sinusoid,
                        config.classCount(),
                        config.projectionWidth().orElse(0),
                        config.timeWidth()));
        this.addedEmbedding = config.addedEmbedding().map(this::addedEmbedding);
        this.skeleton = skeleton();
    }

    /** What it was built from. */
    public UNet2DConditionConfig config() {
        return config;
    }

    /** Name and shape of every tensor. */
    public Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        timeEmbedding.declare(shapes);
        contextProjection.ifPresent(layer -> layer.declare(shapes));
        classEmbedding.ifPresent(layer -> layer.declare(shapes));
        addedEmbedding.ifPresent(layer -> layer.declare(shapes));
        skeleton.declare(shapes);
        return shapes;
    }

    /** As {@link #forward(NDArray, NDArray, NDArray, Extras, Parameters)}, for configurations without extras. */
    public NDArray forward(NDArray sample, NDArray timesteps, NDArray encoderHiddenStates, Parameters p) {
        return forward(sample, timesteps, encoderHiddenStates, Extras.NONE, p);
    }

    /**
     * Predicts noise, velocity or whatever it was trained to.
     *
     * @param sample shape (n, in channels, height, width), any height and width
     * @param timesteps one per sample, shape (n), float32; fractions are allowed
     * @param encoderHiddenStates encoded text, shape (n, length, context width)
     * @param extras what the config asks for beyond text
     * @return shape (n, out channels, height, width), on the manager of {@code sample}; all other tensors made are closed
     * @throws IllegalArgumentException if an extra is missing or not wanted
     */
    public NDArray forward(
            NDArray sample, NDArray timesteps, NDArray encoderHiddenStates, Extras extras, Parameters p) {
        return Scope.run(() -> {
            NDArray context = contextProjection
                    .map(layer -> layer.forward(encoderHiddenStates, p))
                    .orElse(encoderHiddenStates);
            NDArray time = Scope.run(() -> Activation.SILU.apply(time(timesteps, encoderHiddenStates, extras, p)));
            Signals signals = new Signals(time, Optional.of(context));
            NDArray input = config.centerInput() ? sample.mul(2).sub(1) : sample;
            return skeleton.forward(input, signals, p);
        });
    }

    private NDArray time(NDArray timesteps, NDArray encoderHiddenStates, Extras extras, Parameters p) {
        NDArray embedded = sinusoid.forward(timesteps);
        NDArray time = extras.timestepCondition()
                .map(condition -> timeEmbedding.forward(embedded, condition, p))
                .orElseGet(() -> timeEmbedding.forward(embedded, p));
        Optional<NDArray> labels = ClassEmbedding.labels(classEmbedding, extras.classLabels(), p);
        if (labels.isPresent()) {
            time = config.classConcat()
                    ? time.getNDArrayInternal().concat(new NDList(labels.get()), 1)
                    : time.add(labels.get());
        }
        return addedEmbedding.isPresent()
                ? time.add(addedEmbedding.get().forward(encoderHiddenStates, extras, p))
                : time;
    }

    private AddedEmbedding addedEmbedding(String type) {
        return switch (type) {
            case "text" -> new AddedEmbedding.Text(config.contextWidth(), config.timeWidth(), config.addedHeads());
            case "text_time" -> new AddedEmbedding.TextTime(
                    new Sinusoid(config.addedTimeWidth().orElseThrow(), config.cosinesFirst(), config.frequencyShift()),
                    new TimeMlp(AddedEmbedding.NAME, config.projectionWidth().orElseThrow(), config.timeWidth()));
            default -> throw new IllegalArgumentException("no added embedding is named " + type);
        };
    }

    private Skeleton skeleton() {
        List<Level> levels = config.levels();
        Level lowest = levels.get(levels.size() - 1);
        // The original never passes crossOnly to the middle.
        Skeleton.AttentionNamed middle =
                name -> Optional.of(transformer(name, lowest, lowest.transformersDown(), false));
        return new Skeleton(new Skeleton.Plan(
                config.inChannels(),
                config.outChannels(),
                config.convInKernel(),
                config.convOutKernel(),
                levels.stream().map(Level::channels).toList(),
                levels.stream().map(Level::layers).toList(),
                config.downsamplePadding(),
                new Norm(config.groups(), config.normEps()),
                config.classConcat() ? 2 * config.timeWidth() : config.timeWidth(),
                config.timeUse(),
                (name, i) -> attention(
                        name,
                        levels.get(i),
                        levels.get(i).crossDown(),
                        levels.get(i).transformersDown()),
                config.midBlock() ? Optional.of(middle) : Optional.empty(),
                (name, i) -> attention(
                        name,
                        levels.get(i),
                        levels.get(i).crossUp(),
                        levels.get(i).transformersUp())));
    }

    private Optional<SpatialAttention> attention(String name, Level level, boolean cross, int layers) {
        return cross ? Optional.of(transformer(name, level, layers, level.crossOnly())) : Optional.empty();
    }

    private SpatialTransformer transformer(String name, Level level, int layers, boolean crossOnly) {
        return new SpatialTransformer(
                name,
                level.channels(),
                layers,
                level.heads(),
                level.contextWidth(),
                config.groups(),
                config.linearProjection(),
                crossOnly);
    }
}
