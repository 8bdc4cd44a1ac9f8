package io.vasari.models.clip;

import io.vasari.models.config.ConfigJson;
import io.vasari.models.layers.Activation;

/**
 * What the transformers of both towers are made of.
 *
 * @param width of a token
 * @param hiddenWidth of the feed-forward layers
 * @param heads must divide {@code width}
 * @param normEps of every layer norm
 */
public record TowerConfig(int width, int hiddenWidth, int layers, int heads, Activation activation, double normEps) {

    static TowerConfig read(ConfigJson json, int width, int hiddenWidth, int heads) {
        json.only("hidden_act", "quick_gelu", "gelu");
        TowerConfig config = new TowerConfig(
                json.positive("hidden_size", width),
                json.positive("intermediate_size", hiddenWidth),
                json.positive("num_hidden_layers", 12),
                json.positive("num_attention_heads", heads),
                json.text("hidden_act", "quick_gelu").equals("gelu") ? Activation.GELU : Activation.QUICK_GELU,
                json.number("layer_norm_eps", 1e-5));
        if (config.width % config.heads != 0) {
            throw json.refusal("num_attention_heads " + config.heads + " does not divide hidden_size " + config.width);
        }
        InertKeys.ignore(json);
        return config;
    }
}
