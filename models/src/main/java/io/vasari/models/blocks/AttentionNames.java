package io.vasari.models.blocks;

import io.vasari.models.layers.Attention;
import io.vasari.models.layers.Linear;
import java.util.Set;

/** How a file names the tensors of attention among pixels; before diffusers 0.17 it was otherwise. */
public enum AttentionNames {
    /** Since 2023. */
    CURRENT("to_q", "to_k", "to_v", "to_out.0"),
    /** Before. */
    OLD("query", "key", "value", "proj_attn");

    private final String query;
    private final String key;
    private final String value;
    private final String output;

    AttentionNames(String query, String key, String value, String output) {
        this.query = query;
        this.key = key;
        this.value = value;
        this.output = output;
    }

    /** The names in a file. */
    public static AttentionNames in(Set<String> tensorNames) {
        String end = "." + OLD.output + ".weight";
        return tensorNames.stream().anyMatch(name -> name.endsWith(end)) ? OLD : CURRENT;
    }

    Attention attention(String name, int channels, int heads) {
        return new Attention(
                Linear.biased(name + "." + query, channels, channels),
                Linear.biased(name + "." + key, channels, channels),
                Linear.biased(name + "." + value, channels, channels),
                Linear.biased(name + "." + output, channels, channels),
                heads);
    }
}
