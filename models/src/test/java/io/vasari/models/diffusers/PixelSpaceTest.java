package io.vasari.models.diffusers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.models.DiffusionRequest;
import io.vasari.models.ImageShape;
import io.vasari.models.IterativeModel;
import io.vasari.models.IterativeModel.Sketch;
import io.vasari.models.ModelZoo;
import io.vasari.models.RandomWeights;
import io.vasari.models.SampleKey;
import io.vasari.models.unet.UNet2DConditionConfig;
import io.vasari.models.unet.UNet2DConditionModel;
import io.vasari.models.vectors.Vectors;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text-to-image package without an autoencoder, in a zoo, with weights in half precision. */
class PixelSpaceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path zoo;

    @Test
    void runsFromTheZoo() throws IOException {
        writePackage();
        try (var model = (IterativeModel) ModelZoo.open(zoo).load("painter", "r1")) {
            Sketch sketch = model.begin(
                    new SampleKey(1, 2),
                    new DiffusionRequest("a cat", "", 3, 3, Optional.empty(), 20, 12, Optional.empty()));
            assertThat(sketch.shape()).isEqualTo(new ImageShape(20, 12, 3));
            while (!sketch.isFinished()) {
                model.advance(List.of(sketch));
                assertThat(sketch.preview().shape()).isEqualTo(sketch.shape());
            }
            var image = model.finish(List.of(sketch));
            assertThat(image.shape()).isEqualTo(sketch.shape());
            assertThat(image.pixels()).isEqualTo(sketch.preview().pixels());
        }
    }

    private void writePackage() throws IOException {
        Path root = zoo.resolve("painter");
        Path revision = root.resolve("r1");
        for (String part : List.of("tokenizer", "text_encoder", "scheduler")) {
            Files.createDirectories(revision.resolve(part));
            try (Stream<Path> files = Files.list(Vectors.path("sd-tiny-a").resolve(part))) {
                for (Path file : files.toList()) {
                    Files.copy(file, revision.resolve(part).resolve(file.getFileName()));
                }
            }
        }
        Files.writeString(
                root.resolve("model.json"),
                """
                {"id": "painter", "family": "diffusers", "revisions": ["r1"]}""");
        ObjectNode index = (ObjectNode)
                JSON.readTree(Vectors.path("sd-tiny-a/model_index.json").toFile());
        index.putArray("vae").addNull().addNull();
        JSON.writeValue(revision.resolve("model_index.json").toFile(), index);
        ObjectNode config = (ObjectNode)
                JSON.readTree(Vectors.path("sd-tiny-a/unet/config.json").toFile());
        config.put("in_channels", 3).put("out_channels", 3);
        Path unet = Files.createDirectories(revision.resolve("unet"));
        JSON.writeValue(unet.resolve("config.json").toFile(), config);
        var shapes = new UNet2DConditionModel(UNet2DConditionConfig.read(unet.resolve("config.json"))).shapes();
        try (Weights weights = RandomWeights.of(shapes, 5)) {
            SafetensorsFile.write(weights, unet.resolve("diffusion_pytorch_model.safetensors"), DataType.FLOAT16);
        }
    }
}
