package io.vasari.models.vae;

import io.vasari.models.config.ConfigJson;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/**
 * What {@code config.json} of an AutoencoderKL says.
 *
 * @param channels per resolution, finest first
 * @param layersPerBlock residual blocks per resolution of the encoder; the decoder has one more
 * @param groups of every group norm
 * @param sampleSize side of the images it was trained on, in pixels
 * @param scalingFactor latents are multiplied by this before a diffusion model sees them; callers do that
 * @param midAttention whether the lowest resolution has attention
 * @param quantConv whether a 1x1 convolution follows the encoder
 * @param postQuantConv whether a 1x1 convolution precedes the decoder
 */
public record AutoencoderKLConfig(
        int inChannels,
        int outChannels,
        int latentChannels,
        List<Integer> channels,
        int layersPerBlock,
        int groups,
        int sampleSize,
        double scalingFactor,
        boolean midAttention,
        boolean quantConv,
        boolean postQuantConv) {

    private static final String DOWN = "DownEncoderBlock2D";
    private static final String UP = "UpDecoderBlock2D";

    /**
     * Reads a file; a missing key has the default of diffusers.
     *
     * @throws io.vasari.models.ModelLoadException naming what is not understood or not supported
     */
    public static AutoencoderKLConfig read(Path file) {
        ConfigJson json = ConfigJson.open(file);
        json.only("act_fn", "silu", "swish");
        json.absent("latents_mean", "latents_std");
        // Everything is computed in float32 already; pipelines of UNets do not shift latents.
        json.ignore("force_upcast", "shift_factor");
        List<Integer> channels = json.positives("block_out_channels", List.of(64));
        requireBlocks(json, "down_block_types", DOWN, channels.size());
        requireBlocks(json, "up_block_types", UP, channels.size());
        int groups = json.positive("norm_num_groups", 32);
        if (channels.isEmpty() || channels.stream().anyMatch(count -> count % groups != 0)) {
            throw json.refusal("norm_num_groups " + groups + " does not divide each of the channels " + channels);
        }
        AutoencoderKLConfig config = new AutoencoderKLConfig(
                json.positive("in_channels", 3),
                json.positive("out_channels", 3),
                json.positive("latent_channels", 4),
                channels,
                json.positive("layers_per_block", 1),
                groups,
                json.positive("sample_size", 32),
                json.number("scaling_factor", 0.18215),
                json.flag("mid_block_add_attention", true),
                json.flag("use_quant_conv", true),
                json.flag("use_post_quant_conv", true));
        json.finish();
        return config;
    }

    /** Pixels per latent along one side. */
    public int factor() {
        return 1 << (channels.size() - 1);
    }

    private static void requireBlocks(ConfigJson json, String key, String type, int count) {
        List<String> expected = Collections.nCopies(count, type);
        List<String> found = json.texts(key, List.of(type));
        if (!found.equals(expected)) {
            throw json.refusal(key + " is " + found + "; supported: " + expected + ", as many as block_out_channels");
        }
    }
}
