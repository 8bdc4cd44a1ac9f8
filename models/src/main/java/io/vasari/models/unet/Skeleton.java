package io.vasari.models.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.blocks.Norm;
import io.vasari.models.blocks.ResnetBlock;
import io.vasari.models.blocks.ResnetBlock.TimeUse;
import io.vasari.models.blocks.SpatialAttention;
import io.vasari.models.blocks.Upsampler;
import io.vasari.models.layers.Activation;
import io.vasari.models.layers.Conv2d;
import io.vasari.models.layers.GroupNorm;
import io.vasari.models.layers.Layer;
import io.vasari.models.weights.Parameters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the UNets have in common: down through the levels, across the middle, and up again past the skips. */
final class Skeleton implements Layer {

    private final Plan plan;
    private final Conv2d convIn;
    private final List<DownBlock> downBlocks = new ArrayList<>();
    private final Optional<MidBlock> midBlock;
    private final List<UpBlock> upBlocks = new ArrayList<>();
    private final GroupNorm normOut;
    private final Conv2d convOut;

    Skeleton(Plan plan) {
        this.plan = plan;
        int first = plan.channels.get(0);
        int lowest = plan.channels.get(plan.channels.size() - 1);
        this.convIn = Conv2d.same("conv_in", plan.inChannels, first, plan.convInKernel);
        addDownBlocks();
        this.midBlock = plan.middle.map(attention -> new MidBlock(
                new Stage(resnet("mid_block.resnets.0", lowest, lowest), attention.at("mid_block.attentions.0")),
                resnet("mid_block.resnets.1", lowest, lowest)));
        addUpBlocks();
        this.normOut = plan.norm.over("conv_norm_out", first);
        this.convOut = Conv2d.same("conv_out", first, plan.outChannels, plan.convOutKernel);
    }

    /** Makes the attention of a name, where there is one. */
    interface AttentionNamed {

        Optional<SpatialAttention> at(String name);
    }

    /** Makes the attention of a name on a level, where there is one; level 0 is the finest. */
    interface AttentionOnLevel {

        Optional<SpatialAttention> at(String name, int level);
    }

    /**
     * What is built.
     *
     * @param channels per level, finest first
     * @param layers residual blocks per level on the way down; one more on the way up
     * @param downsamplePadding 1 on every side, or 0 for right and bottom
     * @param timeWidth of the time embedding
     * @param middle attention of the middle block, if there is a middle block
     */
    record Plan(
            int inChannels,
            int outChannels,
            int convInKernel,
            int convOutKernel,
            List<Integer> channels,
            List<Integer> layers,
            int downsamplePadding,
            Norm norm,
            int timeWidth,
            TimeUse timeUse,
            AttentionOnLevel down,
            Optional<AttentionNamed> middle,
            AttentionOnLevel up) {}

    @Override
    public void declare(Map<String, Shape> shapes) {
        convIn.declare(shapes);
        Layer.declare(downBlocks, shapes);
        midBlock.ifPresent(layer -> layer.declare(shapes));
        Layer.declare(upBlocks, shapes);
        normOut.declare(shapes);
        convOut.declare(shapes);
    }

    /** From shape (n, in channels, height, width) to (n, out channels, height, width). */
    NDArray forward(NDArray sample, Signals signals, Parameters p) {
        Activation.readOverflow(sample.getManager());
        Deque<NDArray> skips = new ArrayDeque<>();
        skips.push(convIn.forward(sample, p));
        downBlocks.forEach(block -> block.forward(skips, signals, p));
        // The lowest result is a skip too, so the way up must not close it.
        NDArray lowest = skips.element();
        NDArray y = midBlock.map(block -> block.forward(lowest, signals, p))
                .orElseGet(() -> lowest.reshape(lowest.getShape()));
        for (UpBlock block : upBlocks) {
            y = block.forward(y, skips, signals, p);
        }
        return convOut.forward(normOut.forwardSilu(y, p), p);
    }

    private void addDownBlocks() {
        int in = plan.channels.get(0);
        for (int i = 0; i < plan.channels.size(); i++) {
            int out = plan.channels.get(i);
            String name = "down_blocks." + i;
            List<Stage> stages = new ArrayList<>();
            for (int j = 0; j < plan.layers.get(i); j++) {
                stages.add(new Stage(
                        resnet(name + ".resnets." + j, j == 0 ? in : out, out),
                        plan.down.at(name + ".attentions." + j, i)));
            }
            boolean last = i == plan.channels.size() - 1;
            downBlocks.add(new DownBlock(
                    stages,
                    last
                            ? Optional.empty()
                            : Optional.of(
                                    Conv2d.halving(name + ".downsamplers.0.conv", out, out, plan.downsamplePadding))));
            in = out;
        }
    }

    private void addUpBlocks() {
        int count = plan.channels.size();
        int below = plan.channels.get(count - 1);
        for (int i = 0; i < count; i++) {
            int level = count - 1 - i;
            int out = plan.channels.get(level);
            int above = plan.channels.get(Math.max(level - 1, 0));
            String name = "up_blocks." + i;
            List<Stage> stages = new ArrayList<>();
            for (int j = 0; j <= plan.layers.get(level); j++) {
                int skip = j == plan.layers.get(level) ? above : out;
                stages.add(new Stage(
                        resnet(name + ".resnets." + j, (j == 0 ? below : out) + skip, out),
                        plan.up.at(name + ".attentions." + j, level)));
            }
            upBlocks.add(new UpBlock(
                    stages, level == 0 ? Optional.empty() : Optional.of(new Upsampler(name + ".upsamplers.0", out))));
            below = out;
        }
    }

    private ResnetBlock resnet(String name, int in, int out) {
        return ResnetBlock.timed(name, in, out, plan.timeWidth, plan.timeUse, plan.norm);
    }
}
