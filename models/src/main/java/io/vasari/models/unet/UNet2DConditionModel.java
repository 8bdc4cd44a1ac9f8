package io.vasari.models.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.blocks.Norm;
import io.vasari.models.blocks.ResnetBlock;
import io.vasari.models.blocks.SpatialAttention;
import io.vasari.models.blocks.SpatialTransformer;
import io.vasari.models.blocks.TimeMlp;
import io.vasari.models.blocks.Upsampler;
import io.vasari.models.layers.Activation;
import io.vasari.models.layers.Conv2d;
import io.vasari.models.layers.GroupNorm;
import io.vasari.models.layers.Layer;
import io.vasari.models.layers.Linear;
import io.vasari.models.layers.Scope;
import io.vasari.models.layers.Sinusoid;
import io.vasari.models.unet.UNet2DConditionConfig.Level;
import io.vasari.models.weights.Parameters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    private final int blockTimeWidth;
    private final Conv2d convIn;
    private final Sinusoid sinusoid;
    private final TimeMlp timeEmbedding;
    private final Optional<Linear> contextProjection;
    private final Optional<ClassEmbedding> classEmbedding;
    private final Optional<AddedEmbedding> addedEmbedding;
    private final List<DownBlock> downBlocks = new ArrayList<>();
    private final Optional<MidBlock> midBlock;
    private final List<UpBlock> upBlocks = new ArrayList<>();
    private final GroupNorm normOut;
    private final Conv2d convOut;

    public UNet2DConditionModel(UNet2DConditionConfig config) {
        this.config = config;
        int first = config.levels().get(0).channels();
        this.blockTimeWidth = config.classConcat() ? 2 * config.timeWidth() : config.timeWidth();
        this.convIn = Conv2d.same("conv_in", config.inChannels(), first, config.convInKernel());
        this.sinusoid = new Sinusoid(first, config.cosinesFirst(), config.frequencyShift());
        this.timeEmbedding = new TimeMlp("time_embedding", first, config.timeWidth(), config.timeConditionWidth());
        this.contextProjection = config.contextProjection().isPresent()
                ? Optional.of(Linear.biased(
                        "encoder_hid_proj",
                        config.contextWidth(),
                        config.contextProjection().getAsInt()))
                : Optional.empty();
        this.classEmbedding = config.classEmbedding().map(this::classEmbedding);
        this.addedEmbedding = config.addedEmbedding().map(this::addedEmbedding);
        addDownBlocks();
        this.midBlock = config.midBlock() ? Optional.of(midBlock()) : Optional.empty();
        addUpBlocks();
        this.normOut = new GroupNorm("conv_norm_out", config.groups(), first, config.normEps());
        this.convOut = Conv2d.same("conv_out", first, config.outChannels(), config.convOutKernel());
    }

    /** What it was built from. */
    public UNet2DConditionConfig config() {
        return config;
    }

    /** Name and shape of every tensor. */
    public Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        convIn.declare(shapes);
        timeEmbedding.declare(shapes);
        contextProjection.ifPresent(layer -> layer.declare(shapes));
        classEmbedding.ifPresent(layer -> layer.declare(shapes));
        addedEmbedding.ifPresent(layer -> layer.declare(shapes));
        Layer.declare(downBlocks, shapes);
        midBlock.ifPresent(layer -> layer.declare(shapes));
        Layer.declare(upBlocks, shapes);
        normOut.declare(shapes);
        convOut.declare(shapes);
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
            Deque<NDArray> skips = new ArrayDeque<>();
            skips.push(convIn.forward(input, p));
            downBlocks.forEach(block -> block.forward(skips, signals, p));
            NDArray lowest = skips.element();
            NDArray y = midBlock.map(block -> block.forward(lowest, signals, p)).orElseGet(lowest::duplicate);
            for (UpBlock block : upBlocks) {
                y = block.forward(y, skips, signals, p);
            }
            return convOut.forward(normOut.forwardSilu(y, p), p);
        });
    }

    private NDArray time(NDArray timesteps, NDArray encoderHiddenStates, Extras extras, Parameters p) {
        NDArray embedded = sinusoid.forward(timesteps);
        NDArray time = extras.timestepCondition()
                .map(condition -> timeEmbedding.forward(embedded, condition, p))
                .orElseGet(() -> timeEmbedding.forward(embedded, p));
        if (classEmbedding.isPresent() != extras.classLabels().isPresent()) {
            throw new IllegalArgumentException(
                    classEmbedding.isPresent()
                            ? "this network needs class labels in Extras"
                            : "this network takes no class labels: its config has no class embedding");
        }
        if (classEmbedding.isPresent()) {
            NDArray labels = classEmbedding.get().forward(extras.classLabels().get(), p);
            time = config.classConcat() ? time.getNDArrayInternal().concat(new NDList(labels), 1) : time.add(labels);
        }
        return addedEmbedding.isPresent()
                ? time.add(addedEmbedding.get().forward(encoderHiddenStates, extras, p))
                : time;
    }

    private ClassEmbedding classEmbedding(String type) {
        int width = config.timeWidth();
        int projected = config.projectionWidth().orElse(0);
        return switch (type) {
            case "learned" -> new ClassEmbedding.Learned(config.classCount().orElseThrow(), width);
            case "timestep" -> new ClassEmbedding.Timestep(
                    sinusoid, new TimeMlp(ClassEmbedding.NAME, sinusoid.width(), width));
            case "projection" -> new ClassEmbedding.Projection(new TimeMlp(ClassEmbedding.NAME, projected, width));
            case "simple_projection" -> new ClassEmbedding.SimpleProjection(
                    Linear.biased(ClassEmbedding.NAME, projected, width));
            case "identity" -> new ClassEmbedding.Identity();
            default -> throw new IllegalArgumentException("no class embedding is named " + type);
        };
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

    private void addDownBlocks() {
        int in = config.levels().get(0).channels();
        for (int i = 0; i < config.levels().size(); i++) {
            Level level = config.levels().get(i);
            String name = "down_blocks." + i;
            List<Stage> stages = new ArrayList<>();
            for (int j = 0; j < level.layers(); j++) {
                stages.add(new Stage(
                        resnet(name + ".resnets." + j, j == 0 ? in : level.channels(), level.channels()),
                        attention(name + ".attentions." + j, level, level.crossDown(), level.transformersDown())));
            }
            in = level.channels();
            downBlocks.add(new DownBlock(
                    stages,
                    i == config.levels().size() - 1
                            ? Optional.empty()
                            : Optional.of(Conv2d.halving(
                                    name + ".downsamplers.0.conv", in, in, config.downsamplePadding()))));
        }
    }

    private MidBlock midBlock() {
        Level level = config.levels().get(config.levels().size() - 1);
        int channels = level.channels();
        // The original never passes crossOnly to the middle.
        SpatialAttention attention = transformer("mid_block.attentions.0", level, level.transformersDown(), false);
        return new MidBlock(
                new Stage(resnet("mid_block.resnets.0", channels, channels), Optional.of(attention)),
                resnet("mid_block.resnets.1", channels, channels));
    }

    private void addUpBlocks() {
        int count = config.levels().size();
        int below = config.levels().get(count - 1).channels();
        for (int i = 0; i < count; i++) {
            int at = count - 1 - i;
            Level level = config.levels().get(at);
            int above = config.levels().get(Math.max(at - 1, 0)).channels();
            String name = "up_blocks." + i;
            List<Stage> stages = new ArrayList<>();
            for (int j = 0; j <= level.layers(); j++) {
                int in = j == 0 ? below : level.channels();
                int skip = j == level.layers() ? above : level.channels();
                stages.add(new Stage(
                        resnet(name + ".resnets." + j, in + skip, level.channels()),
                        attention(name + ".attentions." + j, level, level.crossUp(), level.transformersUp())));
            }
            below = level.channels();
            upBlocks.add(new UpBlock(
                    stages, at == 0 ? Optional.empty() : Optional.of(new Upsampler(name + ".upsamplers.0", below))));
        }
    }

    private ResnetBlock resnet(String name, int in, int out) {
        return ResnetBlock.timed(
                name, in, out, blockTimeWidth, config.timeUse(), new Norm(config.groups(), config.normEps()));
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
