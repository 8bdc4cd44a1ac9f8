package io.vasari.models.vae;

import io.vasari.models.blocks.AttentionNames;
import io.vasari.models.blocks.Norm;
import io.vasari.models.blocks.ResnetBlock;
import io.vasari.models.blocks.Upsampler;
import io.vasari.models.layers.Conv2d;
import java.util.List;

/** From latents to pixels. */
final class Decoder {

    private Decoder() {}

    static Chain of(AutoencoderKLConfig config, Norm norm, AttentionNames names) {
        List<Integer> channels = config.channels();
        int count = channels.size();
        int in = channels.get(count - 1);
        Chain chain = new Chain();
        chain.add(Conv2d.same("decoder.conv_in", config.latentChannels(), in, 3));
        chain.addMiddle("decoder.mid_block", in, norm, Encoder.attention("decoder", in, config, norm, names));
        for (int i = 0; i < count; i++) {
            String name = "decoder.up_blocks." + i;
            int out = channels.get(count - 1 - i);
            for (int j = 0; j <= config.layersPerBlock(); j++) {
                chain.add(ResnetBlock.timeless(name + ".resnets." + j, j == 0 ? in : out, out, norm));
            }
            if (i < count - 1) {
                chain.add(new Upsampler(name + ".upsamplers.0", out));
            }
            in = out;
        }
        chain.add(norm.over("decoder.conv_norm_out", in));
        chain.add(Conv2d.same("decoder.conv_out", in, config.outChannels(), 3));
        return chain;
    }
}
