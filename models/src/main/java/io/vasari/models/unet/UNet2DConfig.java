package io.vasari.models.unet;

import io.vasari.models.config.ConfigJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code config.json} of a UNet2DModel says, resolved to one {@link Level} per resolution.
 *
 * @param sampleSize height and width of the images it was trained on; empty if unknown
 * @param centerInput whether the input is mapped from [0, 1] to [-1, 1] first
 * @param cosinesFirst {@code flip_sin_to_cos}
 * @param levels finest first
 * @param layersPerBlock residual blocks per level on the way down; one more on the way up
 * @param midBlock whether there is one
 * @param midAttention whether it has attention
 * @param midGroups of the norm of that attention
 * @param headWidth channels per head; where there is none, attention has one head
 * @param downsamplePadding 1 on every side, or 0 for right and bottom
 * @param groups of every other group norm
 * @param normEps of every group norm
 * @param timeWidth of the time embedding
 * @param classEmbedding {@code class_embed_type}; {@code learned} where only {@code num_class_embeds} is given
 * @param classCount {@code num_class_embeds}
 */
public record UNet2DConfig(
        List<Integer> sampleSize,
        int inChannels,
        int outChannels,
        boolean centerInput,
        boolean cosinesFirst,
        int frequencyShift,
        List<Level> levels,
        int layersPerBlock,
        boolean midBlock,
        boolean midAttention,
        int midGroups,
        OptionalInt headWidth,
        int downsamplePadding,
        int groups,
        double normEps,
        int timeWidth,
        Optional<String> classEmbedding,
        OptionalInt classCount) {

    /**
     * One resolution.
     *
     * @param attentionDown whether it has attention on the way down
     * @param attentionUp whether it has attention on the way up
     */
    public record Level(int channels, boolean attentionDown, boolean attentionUp) {}

    private static final String DOWN = "AttnDownBlock2D";
    private static final String UP = "AttnUpBlock2D";

    /**
     * Reads a file; a missing key has the default of diffusers.
     *
     * @throws io.vasari.models.ModelLoadException naming what is not understood or not supported
     */
    public static UNet2DConfig read(Path file) {
        ConfigJson json = ConfigJson.open(file);
        refuseUnsupported(json);
        OptionalInt classCount = json.optionalPositive("num_class_embeds");
        int groups = json.positive("norm_num_groups", 32);
        OptionalInt headWidth = json.nulled("attention_head_dim")
                ? OptionalInt.empty()
                : OptionalInt.of(json.positive("attention_head_dim", 8));
        List<Level> levels = levels(json);
        UNet2DConfig config = new UNet2DConfig(
                json.has("sample_size") ? json.positiveEach("sample_size", 2, 1) : List.of(),
                json.positive("in_channels", 3),
                json.positive("out_channels", 3),
                json.flag("center_input_sample", false),
                json.flag("flip_sin_to_cos", true),
                json.natural("freq_shift", 0),
                levels,
                json.positive("layers_per_block", 2),
                !json.nulled("mid_block_type"),
                json.flag("add_attention", true),
                json.positive("attn_norm_num_groups", groups),
                headWidth,
                json.natural("downsample_padding", 1),
                groups,
                json.number("norm_eps", 1e-5),
                json.positive("time_embedding_dim", 4 * levels.get(0).channels()),
                json.optionalText("class_embed_type")
                        .or(() -> classCount.isPresent() ? Optional.of("learned") : Optional.empty()),
                classCount);
        config.requireDivisible(json);
        json.finish();
        return config;
    }

    private static void refuseUnsupported(ConfigJson json) {
        json.only("act_fn", "silu", "swish");
        json.only("mid_block_type", "UNetMidBlock2D", null);
        json.only("mid_block_scale_factor", 1);
        json.only("downsample_padding", 1, 0);
        json.only("downsample_type", "conv");
        json.only("upsample_type", "conv");
        json.only("resnet_time_scale_shift", "default");
        json.only("time_embedding_type", "positional");
        json.only("class_embed_type", null, "timestep", "identity");
        // Dropout is for training; the count of timesteps concerns a time embedding that is refused above.
        json.ignore("dropout", "num_train_timesteps");
        if (json.nulled("norm_num_groups")) {
            throw json.refusal("norm_num_groups is null, which is not supported");
        }
    }

    private static List<Level> levels(ConfigJson json) {
        List<Integer> channels = json.positives("block_out_channels", List.of(224, 448, 672, 896));
        List<String> down = Blocks.read(json, "down_block_types", List.of("DownBlock2D", DOWN, DOWN, DOWN));
        List<String> up = Blocks.read(json, "up_block_types", List.of(UP, UP, UP, "UpBlock2D"));
        Blocks.requireEqualLengths(json, channels, down, up);
        int count = channels.size();
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            levels.add(new Level(
                    channels.get(i),
                    down.get(i).equals(DOWN),
                    up.get(count - 1 - i).equals(UP)));
        }
        return List.copyOf(levels);
    }

    private void requireDivisible(ConfigJson json) {
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            boolean lowest = i == levels.size() - 1;
            boolean middle = lowest && midBlock && midAttention;
            if (level.channels % groups != 0 || middle && level.channels % midGroups != 0) {
                throw json.refusal("norm_num_groups " + groups + " or attn_norm_num_groups " + midGroups
                        + " does not divide " + level.channels + " channels");
            }
            if ((level.attentionDown || level.attentionUp || middle)
                    && level.channels % headWidth.orElse(level.channels) != 0) {
                throw json.refusal("attention_head_dim is the number of channels per head; " + headWidth.getAsInt()
                        + " does not divide " + level.channels + " channels");
            }
        }
    }
}
