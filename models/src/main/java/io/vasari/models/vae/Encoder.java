package io.vasari.models.vae;

import io.vasari.models.blocks.AttentionNames;
import io.vasari.models.blocks.Norm;
import io.vasari.models.blocks.PixelAttention;
import io.vasari.models.blocks.ResnetBlock;
import io.vasari.models.layers.Conv2d;
import java.util.List;
import java.util.Optional;

/** From pixels to mean and log variance, side by side along the channels. */
final class Encoder {

    private Encoder() {}

    static Chain of(AutoencoderKLConfig config, Norm norm, AttentionNames names) {
        List<Integer> channels = config.channels();
        Chain chain = new Chain();
        chain.add(Conv2d.same("encoder.conv_in", config.inChannels(), channels.get(0), 3));
        int in = channels.get(0);
        for (int i = 0; i < channels.size(); i++) {
            String name = "encoder.down_blocks." + i;
            int out = channels.get(i);
            for (int j = 0; j < config.layersPerBlock(); j++) {
                chain.add(ResnetBlock.timeless(name + ".resnets." + j, j == 0 ? in : out, out, norm));
            }
            if (i < channels.size() - 1) {
                chain.add(Conv2d.halving(name + ".downsamplers.0.conv", out, out, 0));
            }
            in = out;
        }
        chain.addMiddle("encoder.mid_block", in, norm, attention("encoder", in, config, norm, names));
        chain.add(norm.over("encoder.conv_norm_out", in));
        chain.add(Conv2d.same("encoder.conv_out", in, 2 * config.latentChannels(), 3));
        return chain;
    }

    static Optional<PixelAttention> attention(
            String part, int channels, AutoencoderKLConfig config, Norm norm, AttentionNames names) {
        return config.midAttention()
                ? Optional.of(new PixelAttention(part + ".mid_block.attentions.0", channels, 1, norm, names))
                : Optional.empty();
    }
}
