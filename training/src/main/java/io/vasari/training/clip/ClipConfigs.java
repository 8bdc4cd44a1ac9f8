package io.vasari.training.clip;

import static io.vasari.training.cards.PackageWriter.fields;

import io.vasari.models.clip.CLIPConfig;
import io.vasari.models.clip.CLIPModel;
import io.vasari.training.cards.PackageWriter;
import io.vasari.training.tokens.ClipVocabulary;
import io.vasari.training.vases.Captions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the configuration files of {@code vase-clip} say, in the keys of transformers. */
final class ClipConfigs {

    /** Width and height of the pictures in pixels. */
    static final int SIDE = 32;

    /** Numbers of a picture. */
    static final int PIXELS = 3 * SIDE * SIDE;

    /** Tokens of every text: the longest caption, a start and an end. */
    static final ClipVocabulary VOCABULARY = new ClipVocabulary(Captions.vocabulary(), Captions.MAX_WORDS + 2);

    /** Logarithm of the first factor on cosines, 1 / 0.07. */
    static final double FIRST_LOGIT_SCALE = 2.6592;

    private static final int WIDTH = 128;
    private static final int PROJECTION = 64;

    private ClipConfigs() {}

    /** Builds the model of a configuration file, as any reader of the package does; the file is written into the folder first. */
    static CLIPModel model(Path folder) throws IOException {
        Path file = folder.resolve("config.json");
        PackageWriter.json(file, config());
        return new CLIPModel(CLIPConfig.read(file));
    }

    private static Map<String, Object> config() {
        return fields(
                "architectures",
                List.of("CLIPModel"),
                "model_type",
                "clip",
                "projection_dim",
                PROJECTION,
                "logit_scale_init_value",
                FIRST_LOGIT_SCALE,
                "text_config",
                text(),
                "vision_config",
                vision(),
                "torch_dtype",
                "float16");
    }

    private static Map<String, Object> text() {
        Map<String, Object> text = tower("clip_text_model", 2);
        text.put("vocab_size", VOCABULARY.size());
        text.put("max_position_embeddings", VOCABULARY.length());
        text.put("bos_token_id", VOCABULARY.startId());
        text.put("eos_token_id", VOCABULARY.endId());
        text.put("pad_token_id", VOCABULARY.endId());
        return text;
    }

    private static Map<String, Object> vision() {
        Map<String, Object> vision = tower("clip_vision_model", 3);
        vision.put("num_channels", 3);
        vision.put("image_size", SIDE);
        vision.put("patch_size", 4);
        return vision;
    }

    private static Map<String, Object> tower(String type, int layers) {
        return fields(
                "model_type",
                type,
                "hidden_size",
                WIDTH,
                "intermediate_size",
                4 * WIDTH,
                "projection_dim",
                PROJECTION,
                "num_hidden_layers",
                layers,
                "num_attention_heads",
                4,
                "hidden_act",
                "quick_gelu",
                "layer_norm_eps",
                1e-5,
                "attention_dropout",
                0.0);
    }

    /** {@code preprocessor_config.json}: a picture of 32x32 is only scaled to -1 to 1. */
    static Map<String, Object> preprocessor() {
        List<Double> half = List.of(0.5, 0.5, 0.5);
        return fields(
                "image_processor_type",
                "CLIPImageProcessor",
                "do_convert_rgb",
                true,
                "do_resize",
                true,
                "size",
                fields("shortest_edge", SIDE),
                "resample",
                3,
                "do_center_crop",
                true,
                "crop_size",
                fields("height", SIDE, "width", SIDE),
                "do_rescale",
                true,
                "rescale_factor",
                1 / 255.0,
                "do_normalize",
                true,
                "image_mean",
                half,
                "image_std",
                half);
    }
}
