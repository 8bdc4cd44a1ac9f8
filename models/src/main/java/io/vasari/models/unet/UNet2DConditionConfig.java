package io.vasari.models.unet;

import io.vasari.models.blocks.ResnetBlock.TimeUse;
import io.vasari.models.config.ConfigJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What {@code config.json} of a UNet2DConditionModel says, resolved to one {@link Level} per resolution.
 *
 * @param sampleSize height and width of the latents it was trained on; empty if unknown
 * @param centerInput whether the input is mapped from [0, 1] to [-1, 1] first
 * @param cosinesFirst {@code flip_sin_to_cos}
 * @param levels finest first
 * @param midBlock whether there is one
 * @param downsamplePadding 1 on every side, or 0 for right and bottom
 * @param groups of every group norm
 * @param normEps of the residual blocks and of the last norm
 * @param contextWidth of {@code encoder_hidden_states} as callers give them
 * @param contextProjection width that a projection of the context gives, if there is one
 * @param timeWidth of the time embedding
 * @param classEmbedding {@code class_embed_type}; {@code learned} where only {@code num_class_embeds} is given
 * @param classCount {@code num_class_embeds}
 * @param classConcat whether class embeddings are appended to the time embedding instead of added
 * @param projectionWidth {@code projection_class_embeddings_input_dim}
 * @param addedEmbedding {@code addition_embed_type}
 */
public record UNet2DConditionConfig(
        List<Integer> sampleSize,
        int inChannels,
        int outChannels,
        boolean centerInput,
        boolean cosinesFirst,
        int frequencyShift,
        List<Level> levels,
        boolean midBlock,
        int downsamplePadding,
        int groups,
        double normEps,
        int contextWidth,
        OptionalInt contextProjection,
        boolean linearProjection,
        TimeUse timeUse,
        int timeWidth,
        OptionalInt timeConditionWidth,
        int convInKernel,
        int convOutKernel,
        Optional<String> classEmbedding,
        OptionalInt classCount,
        boolean classConcat,
        OptionalInt projectionWidth,
        Optional<String> addedEmbedding,
        OptionalInt addedTimeWidth,
        int addedHeads) {

    /**
     * One resolution.
     *
     * @param layers residual blocks on the way down; one more on the way up
     * @param crossDown whether it has cross-attention on the way down
     * @param crossUp whether it has cross-attention on the way up
     * @param transformersDown transformer blocks per attention on the way down
     * @param transformersUp transformer blocks per attention on the way up
     * @param crossOnly whether both attentions of a transformer block read the context
     */
    public record Level(
            int channels,
            int layers,
            boolean crossDown,
            boolean crossUp,
            int heads,
            int contextWidth,
            int transformersDown,
            int transformersUp,
            boolean crossOnly) {}

    private static final String CROSS_DOWN = "CrossAttnDownBlock2D";
    private static final String CROSS_UP = "CrossAttnUpBlock2D";

    /**
     * Reads a file; a missing key has the default of diffusers.
     *
     * @throws io.vasari.models.ModelLoadException naming what is not understood or not supported
     */
    public static UNet2DConditionConfig read(Path file) {
        ConfigJson json = ConfigJson.open(file);
        refuseUnsupported(json);
        List<Level> levels = levels(json);
        List<Integer> channels = levels.stream().map(Level::channels).toList();
        Optional<String> classEmbedding = json.optionalText("class_embed_type");
        OptionalInt classCount = json.optionalPositive("num_class_embeds");
        json.only("class_embed_type", null, "timestep", "identity", "projection", "simple_projection");
        json.only("addition_embed_type", null, "text", "text_time");
        OptionalInt projectionWidth = json.optionalPositive("projection_class_embeddings_input_dim");
        Optional<String> added = json.optionalText("addition_embed_type");
        OptionalInt addedTimeWidth = json.optionalPositive("addition_time_embed_dim");
        OptionalInt encoderWidth = json.optionalPositive("encoder_hid_dim");
        json.only("encoder_hid_dim_type", null, "text_proj");
        int width = levels.get(0).contextWidth();
        if (encoderWidth.isEmpty() && json.has("encoder_hid_dim_type")) {
            throw json.refusal("encoder_hid_dim_type needs encoder_hid_dim");
        }
        if (projectionWidth.isEmpty()
                && (classEmbedding.filter(type -> type.endsWith("projection")).isPresent()
                        || added.equals(Optional.of("text_time")))) {
            throw json.refusal("class_embed_type and addition_embed_type need projection_class_embeddings_input_dim");
        }
        if (added.equals(Optional.of("text_time")) && addedTimeWidth.isEmpty()) {
            throw json.refusal("addition_embed_type text_time needs addition_time_embed_dim");
        }
        UNet2DConditionConfig config = new UNet2DConditionConfig(
                sampleSize(json),
                json.positive("in_channels", 4),
                json.positive("out_channels", 4),
                json.flag("center_input_sample", false),
                json.flag("flip_sin_to_cos", true),
                json.natural("freq_shift", 0),
                levels,
                !json.nulled("mid_block_type"),
                json.natural("downsample_padding", 1),
                json.positive("norm_num_groups", 32),
                json.number("norm_eps", 1e-5),
                encoderWidth.orElse(width),
                encoderWidth.isPresent() ? OptionalInt.of(width) : OptionalInt.empty(),
                json.flag("use_linear_projection", false),
                json.text("resnet_time_scale_shift", "default").equals("default")
                        ? TimeUse.ADD
                        : TimeUse.SCALE_AND_SHIFT,
                json.positive("time_embedding_dim", 4 * channels.get(0)),
                json.optionalPositive("time_cond_proj_dim"),
                json.positive("conv_in_kernel", 3),
                json.positive("conv_out_kernel", 3),
                classEmbedding.or(() -> classCount.isPresent() ? Optional.of("learned") : Optional.empty()),
                classCount,
                json.flag("class_embeddings_concat", false),
                projectionWidth,
                added,
                addedTimeWidth,
                json.positive("addition_embed_type_num_heads", 64));
        json.finish();
        return config;
    }

    private static void refuseUnsupported(ConfigJson json) {
        json.only("act_fn", "silu", "swish");
        json.only("mid_block_type", "UNetMidBlock2DCrossAttn", null);
        json.only("downsample_padding", 1, 0);
        json.only("mid_block_scale_factor", 1);
        json.only("dual_cross_attention", false);
        json.only("resnet_time_scale_shift", "default", "scale_shift");
        json.only("resnet_skip_time_act", false);
        json.only("resnet_out_scale_factor", 1);
        json.only("time_embedding_type", "positional");
        json.only("attention_type", "default");
        json.absent("num_attention_heads", "time_embedding_act_fn", "timestep_post_act", "cross_attention_norm");
        // Dropout is for training; float32 needs no upcast; the mid block's flag concerns a block type that is refused
        // above.
        json.ignore("dropout", "upcast_attention", "mid_block_only_cross_attention");
        if (json.nulled("norm_num_groups")) {
            throw json.refusal("norm_num_groups is null, which is not supported");
        }
    }

    private static List<Integer> sampleSize(ConfigJson json) {
        return json.has("sample_size") ? json.positiveEach("sample_size", 2, 1) : List.of();
    }

    private static List<Level> levels(ConfigJson json) {
        List<Integer> channels = json.positives("block_out_channels", List.of(320, 640, 1280, 1280));
        int count = channels.size();
        List<String> down =
                Blocks.read(json, "down_block_types", List.of(CROSS_DOWN, CROSS_DOWN, CROSS_DOWN, "DownBlock2D"));
        List<String> up = Blocks.read(json, "up_block_types", List.of("UpBlock2D", CROSS_UP, CROSS_UP, CROSS_UP));
        Blocks.requireEqualLengths(json, channels, down, up);
        List<Integer> layers = json.positiveEach("layers_per_block", count, 2);
        List<Integer> heads = json.positiveEach("attention_head_dim", count, 8);
        List<Integer> context = json.positiveEach("cross_attention_dim", count, 1280);
        List<Integer> transformers = json.positiveEach("transformer_layers_per_block", count, 1);
        List<Integer> reversed = json.has("reverse_transformer_layers_per_block")
                ? json.positiveEach("reverse_transformer_layers_per_block", count, 1)
                : IntStream.range(0, count)
                        .mapToObj(i -> transformers.get(count - 1 - i))
                        .toList();
        List<Boolean> crossOnly = json.flagEach("only_cross_attention", count, false);
        int groups = json.positive("norm_num_groups", 32);
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean attends = down.get(i).equals(CROSS_DOWN)
                    || up.get(count - 1 - i).equals(CROSS_UP)
                    || i == count - 1 && !json.nulled("mid_block_type");
            if (attends && channels.get(i) % heads.get(i) != 0) {
                throw json.refusal("attention_head_dim is the number of heads; " + heads.get(i)
                        + " heads do not divide " + channels.get(i) + " channels");
            }
            if (channels.get(i) % groups != 0) {
                throw json.refusal("norm_num_groups " + groups + " does not divide " + channels.get(i) + " channels");
            }
            levels.add(new Level(
                    channels.get(i),
                    layers.get(i),
                    down.get(i).equals(CROSS_DOWN),
                    up.get(count - 1 - i).equals(CROSS_UP),
                    heads.get(i),
                    context.get(i),
                    transformers.get(i),
                    reversed.get(count - 1 - i),
                    crossOnly.get(i)));
        }
        return List.copyOf(levels);
    }
}
