package io.vasari.models.clip.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.ConfigFile;
import io.vasari.models.ModelLoadException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * {@code preprocessor_config.json} of CLIP, in its present and its older form; what it does not say is as in CLIP ViT-B/32.
 *
 * @param resize to that size first, if present
 * @param crop the middle, of width and height, if present
 * @param rescale multiplies levels of 0 to 255
 * @param normalize subtracts and divides by channel, if present
 */
record ImageConfig(Optional<Resize> resize, Optional<Size> crop, double rescale, Optional<Normalize> normalize) {

    private static final int BICUBIC = 3;
    private static final int MAX_SIDE = 16_384;
    private static final Size SIZE = new Size(224, 224);
    private static final List<Double> MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
    private static final List<Double> STD = List.of(0.26862954, 0.26130258, 0.27577711);

    record Size(int width, int height) {}

    /**
     * @param size of the result; where only the shortest edge is given, width and height are equal
     * @param shortestEdge whether only the shortest edge gets that size and the other follows
     */
    record Resize(Size size, boolean shortestEdge) {}

    record Normalize(List<Double> mean, List<Double> std) {}

    static ImageConfig read(Path file) {
        return new Reader(file, ConfigFile.read(file)).read();
    }

    private record Reader(Path file, JsonNode root) {

        ImageConfig read() {
            if (root.path("resample").asInt(BICUBIC) != BICUBIC && flag("do_resize")) {
                throw new ModelLoadException(file + " has the resample " + root.path("resample")
                        + ", supported is 3 (bicubic), the one that CLIP was trained with");
            }
            JsonNode edge = root.path("size").isNumber()
                    ? root.path("size")
                    : root.path("size").path("shortest_edge");
            Resize resize = edge.isMissingNode() && root.has("size")
                    ? new Resize(size("size"), false)
                    : new Resize(square("size", edge), true);
            return new ImageConfig(
                    flag("do_resize") ? Optional.of(resize) : Optional.empty(),
                    flag("do_center_crop") ? Optional.of(size("crop_size")) : Optional.empty(),
                    flag("do_rescale") ? root.path("rescale_factor").asDouble(1 / 255.0) : 1,
                    flag("do_normalize") ? Optional.of(normalize()) : Optional.empty());
        }

        private boolean flag(String key) {
            return root.path(key).asBoolean(true);
        }

        private Normalize normalize() {
            Normalize normalize = new Normalize(threeNumbers("image_mean", MEAN), threeNumbers("image_std", STD));
            if (normalize.std().stream().anyMatch(value -> value <= 0)) {
                throw new ModelLoadException(file + " has the image_std " + normalize.std() + ", expected above 0");
            }
            return normalize;
        }

        private Size size(String key) {
            JsonNode value = root.path(key);
            if (value.isObject()) {
                return new Size(side(key, value.path("width")), side(key, value.path("height")));
            }
            return square(key, value);
        }

        private Size square(String key, JsonNode value) {
            return value.isMissingNode() ? SIZE : new Size(side(key, value), side(key, value));
        }

        private int side(String key, JsonNode value) {
            if (!value.isIntegralNumber() || value.asLong() < 1 || value.asLong() > MAX_SIDE) {
                throw new ModelLoadException(file + " has the " + key + " " + root.path(key)
                        + ", expected sides in pixels from 1 to " + MAX_SIDE);
            }
            return value.asInt();
        }

        private List<Double> threeNumbers(String key, List<Double> otherwise) {
            JsonNode value = root.path(key);
            if (value.isMissingNode()) {
                return otherwise;
            }
            boolean numbers = value.isArray()
                    && value.size() == RgbImage.CHANNELS
                    && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isNumber);
            if (!numbers) {
                throw new ModelLoadException(file + " has the " + key + " " + value + ", expected three numbers");
            }
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asDouble)
                    .toList();
        }
    }
}
