package io.vasari.models.clip;

import io.vasari.models.config.ConfigJson;
import java.nio.file.Path;

/**
 * What {@code config.json} of a CLIPTextModel says.
 *
 * @param vocabulary number of tokens
 * @param positions greatest number of tokens in a text
 * @param endId token whose first place is pooled; {@value #LEGACY_END_ID} means the place of the greatest id
 */
public record CLIPTextConfig(TowerConfig tower, int vocabulary, int positions, int endId) {

    /** What old configs say by mistake; the greatest id of CLIP's vocabulary is the end token. */
    public static final int LEGACY_END_ID = 2;

    /**
     * Reads a file; a missing key has the default of transformers.
     *
     * @throws io.vasari.models.ModelLoadException naming what is not understood or not supported
     */
    public static CLIPTextConfig read(Path file) {
        ConfigJson json = ConfigJson.open(file);
        json.only("model_type", "clip_text_model");
        return read(json);
    }

    static CLIPTextConfig read(ConfigJson json) {
        CLIPTextConfig config = new CLIPTextConfig(
                TowerConfig.read(json, 512, 2048, 8),
                json.positive("vocab_size", 49408),
                json.positive("max_position_embeddings", 77),
                json.natural("eos_token_id", 49407));
        json.ignore("bos_token_id", "pad_token_id", "projection_dim");
        json.finish();
        return config;
    }
}
