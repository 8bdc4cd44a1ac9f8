package io.vasari.models.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.blocks.AttentionNames;
import io.vasari.models.blocks.Norm;
import io.vasari.models.blocks.PixelAttention;
import io.vasari.models.blocks.ResnetBlock.TimeUse;
import io.vasari.models.blocks.SpatialAttention;
import io.vasari.models.blocks.TimeMlp;
import io.vasari.models.layers.Activation;
import io.vasari.models.layers.Scope;
import io.vasari.models.layers.Sinusoid;
import io.vasari.models.unet.UNet2DConfig.Level;
import io.vasari.models.weights.Parameters;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The denoiser of DDPM (Ho et al., 2020): a UNet with attention among pixels, without text.
 *
 * <p>Tensors are named and shaped as those of diffusers' UNet2DModel. Immutable; safe from any thread.
 */
public final class UNet2DModel {

    private final UNet2DConfig config;
    private final AttentionNames names;
    private final Sinusoid sinusoid;
    private final TimeMlp timeEmbedding;
    private final Optional<ClassEmbedding> classEmbedding;
    private final Skeleton skeleton;

    /** For files with current names. */
    public UNet2DModel(UNet2DConfig config) {
        this(config, AttentionNames.CURRENT);
    }

    /**
     * For files of any age.
     *
     * @param names what the file calls the tensors of its attention
     */
    public UNet2DModel(UNet2DConfig config, AttentionNames names) {
        this.config = config;
        this.names = names;
        int first = config.levels().get(0).channels();
        this.sinusoid = new Sinusoid(first, config.cosinesFirst(), config.frequencyShift());
        this.timeEmbedding = new TimeMlp("time_embedding", first, config.timeWidth());
        this.classEmbedding = config.classEmbedding()
                .map(type -> ClassEmbedding.of(type, sinusoid, config.classCount(), 0, config.timeWidth()));
        this.skeleton = skeleton();
    }

    /** What it was built from. */
    public UNet2DConfig config() {
        return config;
    }

    /** Name and shape of every tensor. */
    public Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        timeEmbedding.declare(shapes);
        classEmbedding.ifPresent(layer -> layer.declare(shapes));
        skeleton.declare(shapes);
        return shapes;
    }

    /** As {@link #forward(NDArray, NDArray, Optional, Parameters)}, for configurations without classes. */
    public NDArray forward(NDArray sample, NDArray timesteps, Parameters p) {
        return forward(sample, timesteps, Optional.empty(), p);
    }

    /**
     * Predicts noise, or whatever it was trained to.
     *
     * @param sample shape (n, in channels, height, width)
     * @param timesteps one per sample, shape (n), float32
     * @param classLabels int64 of shape (n) for learned classes, float32 of shape (n) for {@code timestep}, else float32 of
     *     shape (n, time width); wanted exactly when the config has a class embedding
     * @return shape (n, out channels, height, width), on the manager of {@code sample}; all other tensors made are closed
     * @throws IllegalArgumentException if class labels are missing or not wanted
     */
    public NDArray forward(NDArray sample, NDArray timesteps, Optional<NDArray> classLabels, Parameters p) {
        return Scope.run(() -> {
            NDArray time = timeEmbedding.forward(sinusoid.forward(timesteps), p);
            NDArray withClass = ClassEmbedding.labels(classEmbedding, classLabels, p)
                    .map(time::add)
                    .orElse(time);
            Signals signals = new Signals(Activation.SILU.apply(withClass), Optional.empty());
            return skeleton.forward(config.centerInput() ? sample.mul(2).sub(1) : sample, signals, p);
        });
    }

    private Skeleton skeleton() {
        List<Level> levels = config.levels();
        Level lowest = levels.get(levels.size() - 1);
        Norm norm = new Norm(config.groups(), config.normEps());
        Norm midNorm = new Norm(config.midGroups(), config.normEps());
        Skeleton.AttentionNamed middle = name -> attention(name, lowest, config.midAttention(), midNorm);
        return new Skeleton(new Skeleton.Plan(
                config.inChannels(),
                config.outChannels(),
                3,
                3,
                levels.stream().map(Level::channels).toList(),
                Collections.nCopies(levels.size(), config.layersPerBlock()),
                config.downsamplePadding(),
                norm,
                config.timeWidth(),
                TimeUse.ADD,
                (name, i) -> attention(name, levels.get(i), levels.get(i).attentionDown(), norm),
                config.midBlock() ? Optional.of(middle) : Optional.empty(),
                (name, i) -> attention(name, levels.get(i), levels.get(i).attentionUp(), norm)));
    }

    private Optional<SpatialAttention> attention(String name, Level level, boolean wanted, Norm norm) {
        int heads = level.channels() / config.headWidth().orElse(level.channels());
        return wanted ? Optional.of(new PixelAttention(name, level.channels(), heads, norm, names)) : Optional.empty();
    }
}
