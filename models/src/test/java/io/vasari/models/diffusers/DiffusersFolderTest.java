package io.vasari.models.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.models.ModelLoadException;
import io.vasari.models.safetensors.TensorFile;
import io.vasari.models.sampler.SamplerConfig;
import io.vasari.models.sampler.SchedulerClass;
import io.vasari.models.vectors.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffusersFolderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path temporary;

    @Test
    void componentsAreListedWithTheirParameters() {
        assertThat(DiffusersFolder.open(Vectors.path("sd-tiny-a")).check())
                .extracting(Component::name, Component::className)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("tokenizer", "CLIPTokenizer"),
                        org.assertj.core.groups.Tuple.tuple("text_encoder", "CLIPTextModel"),
                        org.assertj.core.groups.Tuple.tuple("unet", "UNet2DConditionModel"),
                        org.assertj.core.groups.Tuple.tuple("vae", "AutoencoderKL"),
                        org.assertj.core.groups.Tuple.tuple("scheduler", "PNDMScheduler"));
        // Float32: a bit less than a quarter of the file's size.
        assertThat(DiffusersFolder.open(Vectors.path("sd-tiny-a"))
                        .check()
                        .get(2)
                        .parameters())
                .isBetween(500_000L, 2_209_952L / 4);
    }

    @Test
    void componentsOfUnknownClassesAreNamed() {
        Path folder = copy("sd-tiny-a");
        edit(folder.resolve("model_index.json"), json -> {
            json.putArray("text_encoder_2").add("transformers").add("T5EncoderModel");
            json.putArray("vae").add("diffusers").add("AutoencoderTiny");
            json.put("force_zeros_for_empty_prompt", true);
        });
        assertRefused(
                folder,
                "text_encoder_2 (T5EncoderModel) is not supported",
                "vae is of the class AutoencoderTiny",
                "force_zeros_for_empty_prompt");
    }

    @Test
    void unknownSchedulersAreNamed() {
        Path folder = copy("sd-tiny-a");
        edit(
                folder.resolve("model_index.json"),
                json -> json.putArray("scheduler").add("diffusers").add("KDPM2DiscreteScheduler"));
        assertRefused(folder, "KDPM2DiscreteScheduler", "DDIMScheduler");
    }

    @Test
    void missingComponentsAreNamed() {
        Path folder = copy("sd-tiny-a");
        edit(folder.resolve("model_index.json"), json -> {
            json.putArray("text_encoder").addNull().addNull();
            json.remove("unet");
        });
        assertRefused(folder, "there is no unet");
        edit(
                folder.resolve("model_index.json"),
                json -> json.putArray("unet").add("diffusers").add("UNet2DConditionModel"));
        assertRefused(folder, "there is no text_encoder");
    }

    @Test
    void safetyCheckersAreIgnored() {
        Path folder = copy("sd-tiny-a");
        edit(folder.resolve("model_index.json"), json -> {
            json.putArray("safety_checker").add("stable_diffusion").add("StableDiffusionSafetyChecker");
            json.putArray("feature_extractor").add("transformers").add("CLIPFeatureExtractor");
        });
        DiffusersFolder.open(folder).check();
    }

    @Test
    void unknownKeysOfConfigurationsAreNamed() {
        Path folder = copy("sd-tiny-a");
        edit(folder.resolve("unet/config.json"), json -> json.put("encoder_hid_dim_typo", 3));
        assertRefused(folder, "encoder_hid_dim_typo");
    }

    @Test
    void unetsThatDoNotFitTheTextEncoderAreRefused() {
        Path folder = copy("sd-tiny-a");
        replace(folder.resolve("text_encoder"), Vectors.path("sd-tiny-eps/text_encoder"));
        assertThatThrownBy(() -> DiffusersFolder.open(folder).load())
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("cross_attention_dim");
    }

    @Test
    void picklesAreNotRead() throws IOException {
        Path folder = copy("ddpm-tiny-a");
        Path weights = folder.resolve("unet/diffusion_pytorch_model.safetensors");
        for (String pickle : List.of(
                "diffusion_pytorch_model.bin", "diffusion_pytorch_model.fp16.bin", "pytorch_model.bin.index.json")) {
            weights = Files.move(weights, weights.resolveSibling(pickle));
            assertRefused(folder, pickle + " is a pickle");
        }
    }

    @Test
    void halfPrecisionFilesWithOldNamesAreLoaded() {
        Path folder = copy("sd-tiny-a");
        replace(folder.resolve("vae"), Vectors.path("sd-tiny-a-legacy/vae"));
        replace(folder.resolve("text_encoder"), Vectors.path("sd-tiny-a-legacy/text_encoder"));
        assertThat(DiffusersFolder.open(folder).check()).hasSize(5);
        DiffusersFolder.open(folder).load().close();
    }

    @Test
    void halfPrecisionVariantsAreFound() throws IOException {
        Path folder = copy("ddpm-tiny-a");
        Path weights = folder.resolve("unet/diffusion_pytorch_model.safetensors");
        Files.move(weights, weights.resolveSibling("diffusion_pytorch_model.fp16.safetensors"));
        DiffusersFolder.open(folder).check();
    }

    @Test
    void weightsThatAreNoNumbersAreNamed() throws IOException {
        Path folder = copy("ddpm-tiny-a");
        Path weights = folder.resolve("unet/diffusion_pytorch_model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        long first;
        String name;
        try (TensorFile tensors = TensorFile.open(weights)) {
            var entry = tensors.entries().values().iterator().next();
            name = entry.name();
            first = bytes.length
                    - tensors.entries().values().stream()
                            .mapToLong(any -> any.endBytes())
                            .max()
                            .orElseThrow()
                    + entry.beginBytes();
        }
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat((int) first, Float.NaN);
        Files.write(weights, bytes);
        assertThatThrownBy(() -> DiffusersFolder.open(folder).load())
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(weights + ": " + name + " has values that are no finite numbers");
    }

    @Test
    void indexesOfVariantsAreFound() throws IOException {
        Path folder = copy("ddpm-tiny-a");
        Path weights = folder.resolve("unet/diffusion_pytorch_model.safetensors");
        String shard = "diffusion_pytorch_model.fp16-00001-of-00001.safetensors";
        ObjectNode index = JSON.createObjectNode();
        try (TensorFile tensors = TensorFile.open(weights)) {
            tensors.entries().keySet().forEach(name -> index.withObject("/weight_map")
                    .put(name, shard));
        }
        Files.move(weights, weights.resolveSibling(shard));
        Path file = weights.resolveSibling("diffusion_pytorch_model.safetensors.index.fp16.json");
        Files.writeString(file, JSON.writeValueAsString(index));
        DiffusersFolder.open(folder).check();
        Files.move(file, weights.resolveSibling("diffusion_pytorch_model.fp16.safetensors.index.json"));
        DiffusersFolder.open(folder).check();
    }

    @Test
    void stableDiffusionSetsWhatTheSchedulersFileLeavesOut() {
        Path folder = copy("sd-tiny-a");
        scheduler(folder, json -> json.remove(List.of("steps_offset", "clip_sample")));
        SamplerConfig own = DiffusersFolder.open(folder).scheduler();
        assertThat(own.integer("steps_offset")).isEqualTo(1);
        assertThat(own.flag("clip_sample")).isFalse();
        // Which from_config forgets, since the file did not say it.
        SamplerConfig again = own.as(SchedulerClass.DDIM);
        assertThat(again.integer("steps_offset")).isZero();
        assertThat(again.flag("clip_sample")).isTrue();
    }

    @Test
    void stableDiffusionOverrulesTheSchedulersFile() {
        Path folder = copy("sd-tiny-a");
        scheduler(folder, json -> json.put("steps_offset", 0).put("clip_sample", true));
        SamplerConfig own = DiffusersFolder.open(folder).scheduler();
        for (SamplerConfig config : List.of(own, own.as(SchedulerClass.DDIM), own.as(SchedulerClass.DDPM))) {
            assertThat(config.integer("steps_offset")).isEqualTo(1);
            assertThat(config.flag("clip_sample")).isFalse();
        }
    }

    @Test
    void otherPipelinesTakeTheSchedulersFileAtItsWord() {
        Path folder = copy("sd-tiny-a");
        edit(folder.resolve("model_index.json"), json -> json.put("_class_name", "LatentConsistencyModelPipeline"));
        scheduler(folder, json -> json.put("steps_offset", 0).put("clip_sample", true));
        SamplerConfig own = DiffusersFolder.open(folder).scheduler();
        assertThat(own.integer("steps_offset")).isZero();
        assertThat(own.flag("clip_sample")).isTrue();
    }

    @Test
    void pipelinesOfOneSchedulerTurnAnyOtherIntoIt() {
        Path folder = copy("ddpm-tiny-a");
        edit(folder.resolve("model_index.json"), json -> json.put("_class_name", "DDIMPipeline"));
        assertThat(DiffusersFolder.open(folder).scheduler().scheduler()).isEqualTo(SchedulerClass.DDIM);
    }

    @Test
    void fastTokenizersReadTheirOwnFile() throws IOException {
        Path folder = copy("sd-tiny-a");
        Files.writeString(folder.resolve("tokenizer/tokenizer.json"), "{\"version\": \"1.0\"}");
        DiffusersFolder.open(folder).check();
        edit(
                folder.resolve("model_index.json"),
                json -> json.putArray("tokenizer").add("transformers").add("CLIPTokenizerFast"));
        assertRefused(folder, "tokenizer.json");
        Files.delete(folder.resolve("tokenizer/tokenizer.json"));
        DiffusersFolder.open(folder).check();
    }

    /** Makes the folder's scheduler DDIM and changes its file. */
    private static void scheduler(Path folder, Consumer<ObjectNode> change) {
        edit(
                folder.resolve("model_index.json"),
                json -> json.putArray("scheduler").add("diffusers").add("DDIMScheduler"));
        edit(folder.resolve("scheduler/scheduler_config.json"), json -> {
            json.put("_class_name", "DDIMScheduler");
            change.accept(json);
        });
    }

    private static void assertRefused(Path folder, String... says) {
        assertThatThrownBy(() -> DiffusersFolder.open(folder).check())
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll(says);
    }

    private Path copy(String model) {
        Path target = temporary.resolve(model);
        copyAll(Vectors.path(model), target);
        return target;
    }

    private static void replace(Path folder, Path by) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        copyAll(by, folder);
    }

    private static void copyAll(Path from, Path to) {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void edit(Path file, Consumer<ObjectNode> change) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
            change.accept(json);
            JSON.writeValue(file.toFile(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
