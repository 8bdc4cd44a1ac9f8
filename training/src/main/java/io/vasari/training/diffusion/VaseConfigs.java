package io.vasari.training.diffusion;

import static io.vasari.training.cards.PackageWriter.fields;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vasari.models.ImageShape;
import io.vasari.models.sampler.SamplerConfig;
import io.vasari.models.sampler.tables.NoiseSchedule;
import io.vasari.training.tokens.ClipVocabulary;
import io.vasari.training.vases.Captions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the configuration files of {@code vase-diffusion} say, in the keys of diffusers and transformers. */
final class VaseConfigs {

    private static final String COSINE = "squaredcos_cap_v2";

    /** Width and height of the pictures in pixels. */
    static final int SIDE = 32;

    /** Of a picture. */
    static final ImageShape SHAPE = new ImageShape(SIDE, SIDE, 3);

    /** Numbers of a picture. */
    static final int PIXELS = 3 * SIDE * SIDE;

    /** Tokens of every prompt: the longest caption, a start and an end. */
    static final ClipVocabulary VOCABULARY = new ClipVocabulary(Captions.vocabulary(), Captions.MAX_WORDS + 2);

    /** The scheduler of the package. */
    static final SamplerConfig SAMPLER = SamplerConfig.of(new ObjectMapper().valueToTree(scheduler()));

    /**
     * The cosine schedule (A. Nichol and P. Dhariwal, "Improved denoising diffusion probabilistic models", 2021, section 3.2). It
     * spends its steps where 32x32 pictures take shape, and its last level is noise alone (signal 5e-5), so brightness is free from
     * the first step on, without the special cases that a signal of exactly 0 needs in samplers.
     */
    static final NoiseSchedule NOISE = NoiseSchedule.of(SAMPLER, COSINE);

    private static final int TEXT_WIDTH = 128;

    private VaseConfigs() {}

    static Map<String, Object> unet() {
        return fields(
                "_class_name",
                "UNet2DConditionModel",
                "sample_size",
                SIDE,
                "in_channels",
                3,
                "out_channels",
                3,
                "center_input_sample",
                false,
                "flip_sin_to_cos",
                true,
                "freq_shift",
                0,
                "down_block_types",
                List.of("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
                "mid_block_type",
                "UNetMidBlock2DCrossAttn",
                "up_block_types",
                List.of("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
                "block_out_channels",
                List.of(32, 64, 128),
                "layers_per_block",
                1,
                "downsample_padding",
                1,
                "act_fn",
                "silu",
                "norm_num_groups",
                8,
                "norm_eps",
                1e-5,
                "cross_attention_dim",
                TEXT_WIDTH,
                "attention_head_dim",
                List.of(1, 2, 4));
    }

    static Map<String, Object> textEncoder() {
        return fields(
                "architectures",
                List.of("CLIPTextModel"),
                "model_type",
                "clip_text_model",
                "vocab_size",
                VOCABULARY.size(),
                "hidden_size",
                TEXT_WIDTH,
                "intermediate_size",
                4 * TEXT_WIDTH,
                "projection_dim",
                TEXT_WIDTH,
                "num_hidden_layers",
                2,
                "num_attention_heads",
                4,
                "max_position_embeddings",
                VOCABULARY.length(),
                "hidden_act",
                "quick_gelu",
                "layer_norm_eps",
                1e-5,
                "attention_dropout",
                0.0,
                "bos_token_id",
                VOCABULARY.startId(),
                "eos_token_id",
                VOCABULARY.endId(),
                "pad_token_id",
                VOCABULARY.endId(),
                "torch_dtype",
                "float16");
    }

    static Map<String, Object> scheduler() {
        return fields(
                "_class_name",
                "DDIMScheduler",
                "num_train_timesteps",
                1000,
                "beta_start",
                0.0001,
                "beta_end",
                0.02,
                "beta_schedule",
                COSINE,
                "prediction_type",
                "v_prediction",
                "timestep_spacing",
                "trailing",
                "clip_sample",
                false,
                "set_alpha_to_one",
                true,
                "steps_offset",
                0,
                "rescale_betas_zero_snr",
                false,
                "thresholding",
                false);
    }

    static Map<String, Object> modelIndex() {
        List<String> none = Arrays.asList(null, null);
        return fields(
                "_class_name",
                "StableDiffusionPipeline",
                "feature_extractor",
                none,
                "image_encoder",
                none,
                "requires_safety_checker",
                false,
                "safety_checker",
                none,
                "scheduler",
                List.of("diffusers", "DDIMScheduler"),
                "text_encoder",
                List.of("transformers", "CLIPTextModel"),
                "tokenizer",
                List.of("transformers", "CLIPTokenizer"),
                "unet",
                List.of("diffusers", "UNet2DConditionModel"),
                "vae",
                none);
    }
}
