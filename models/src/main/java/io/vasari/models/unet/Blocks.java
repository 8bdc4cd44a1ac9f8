package io.vasari.models.unet;

import io.vasari.models.config.ConfigJson;
import java.util.List;

/** Reads the names of the blocks that a UNet is made of. */
final class Blocks {

    private Blocks() {}

    /**
     * Reads a list of block types.
     *
     * @param known the default, which has every supported type
     */
    static List<String> read(ConfigJson json, String key, List<String> known) {
        List<String> types = json.texts(key, known);
        for (String type : types) {
            if (!known.contains(type)) {
                throw json.refusal(key + " has " + type + ", which is not supported; supported: "
                        + known.stream().distinct().toList());
            }
        }
        return types;
    }

    /** Refuses lists that do not have one entry per level, and empty ones. */
    static void requireEqualLengths(ConfigJson json, List<Integer> channels, List<String> down, List<String> up) {
        if (channels.isEmpty() || down.size() != channels.size() || up.size() != channels.size()) {
            throw json.refusal(
                    "block_out_channels, down_block_types and up_block_types must have the same length, at least 1;"
                            + " they have " + channels.size() + ", " + down.size() + " and " + up.size());
        }
    }
}
