package io.vasari.models.clip;

import io.vasari.models.config.ConfigJson;

/**
 * The part of a CLIPModel's {@code config.json} that is about images.
 *
 * @param imageSide height and width of an image in pixels
 * @param patchSide height and width of a patch in pixels; what does not fill a patch is not seen
 */
public record CLIPVisionConfig(TowerConfig tower, int channels, int imageSide, int patchSide) {

    static CLIPVisionConfig read(ConfigJson json) {
        CLIPVisionConfig config = new CLIPVisionConfig(
                TowerConfig.read(json, 768, 3072, 12),
                json.positive("num_channels", 3),
                json.positive("image_size", 224),
                json.positive("patch_size", 32));
        json.ignore("bos_token_id", "eos_token_id", "pad_token_id", "projection_dim");
        json.finish();
        return config;
    }

    /** Number of patches of an image. */
    int patches() {
        int side = imageSide / patchSide;
        return side * side;
    }
}
