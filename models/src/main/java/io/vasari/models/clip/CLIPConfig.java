package io.vasari.models.clip;

import io.vasari.models.config.ConfigJson;
import java.nio.file.Path;

/**
 * What {@code config.json} of a CLIPModel says.
 *
 * @param projectionWidth of the space in which images and texts are compared
 */
public record CLIPConfig(CLIPTextConfig text, CLIPVisionConfig vision, int projectionWidth) {

    /**
     * Reads a file; a missing key has the default of transformers.
     *
     * @throws io.vasari.models.ModelLoadException naming what is not understood or not supported
     */
    public static CLIPConfig read(Path file) {
        ConfigJson json = ConfigJson.open(file);
        json.only("model_type", "clip");
        CLIPConfig config = new CLIPConfig(
                CLIPTextConfig.read(part(json, "text_config")),
                CLIPVisionConfig.read(part(json, "vision_config")),
                json.positive("projection_dim", 512));
        InertKeys.ignore(json);
        json.ignore("bos_token_id", "eos_token_id", "pad_token_id");
        json.finish();
        return config;
    }

    /** Old files repeat a part under another name, which wins over the first one where it is there. */
    private static ConfigJson part(ConfigJson json, String key) {
        json.ignore(key);
        return json.object(json.has(key + "_dict") ? key + "_dict" : key);
    }
}
