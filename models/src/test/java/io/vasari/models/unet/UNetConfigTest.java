package io.vasari.models.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.ModelLoadException;
import io.vasari.models.RandomWeights;
import io.vasari.models.blocks.AttentionNames;
import io.vasari.models.unet.UNet2DConditionConfig.Level;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UNetConfigTest {

    private static final String SMALL =
            """
            "block_out_channels": [8, 16], "norm_num_groups": 4, "layers_per_block": 1, "attention_head_dim": 2,
            "cross_attention_dim": 6, "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
            "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"]
            """;

    @TempDir
    Path folder;

    @Test
    void secondGenerationHasHeadsPerLevelAndLinearProjections() {
        UNet2DConditionConfig config = condition(
                """
                {"attention_head_dim": [5, 10, 20, 20], "cross_attention_dim": 1024, "use_linear_projection": true,
                 "dual_cross_attention": false, "num_class_embeds": null, "upcast_attention": true, "sample_size": 96}
                """);
        assertThat(config.levels().stream().map(Level::heads)).containsExactly(5, 10, 20, 20);
        assertThat(config.sampleSize()).containsExactly(96, 96);
        Map<String, Shape> shapes = new UNet2DConditionModel(config).shapes();
        // Sizes of stable-diffusion-2's published denoiser.
        assertThat(shapes).hasSize(686);
        assertThat(shapes.values().stream().mapToLong(Shape::size).sum()).isEqualTo(865_910_724L);
        assertThat(shapes.get("down_blocks.1.attentions.0.proj_in.weight")).isEqualTo(new Shape(640, 640));
        assertThat(shapes.get("mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight"))
                .isEqualTo(new Shape(1280, 1024));
    }

    @Test
    void firstGenerationIsTheDefaultWithNarrowerText() {
        Map<String, Shape> shapes = new UNet2DConditionModel(condition("{\"cross_attention_dim\": 768}")).shapes();
        // Sizes of stable-diffusion-v1's published denoiser.
        assertThat(shapes).hasSize(686);
        assertThat(shapes.values().stream().mapToLong(Shape::size).sum()).isEqualTo(859_520_964L);
        assertThat(shapes.get("down_blocks.1.attentions.0.proj_in.weight")).isEqualTo(new Shape(640, 640, 1, 1));
    }

    @Test
    void largestGenerationTakesPooledTextAndSizes() {
        UNet2DConditionConfig config = condition(
                """
                {"block_out_channels": [320, 640, 1280], "attention_head_dim": [5, 10, 20], "cross_attention_dim": 2048,
                 "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
                 "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
                 "transformer_layers_per_block": [1, 2, 10], "use_linear_projection": true,
                 "addition_embed_type": "text_time", "addition_time_embed_dim": 256,
                 "projection_class_embeddings_input_dim": 2816}
                """);
        Map<String, Shape> shapes = new UNet2DConditionModel(config).shapes();
        // Sizes of stable-diffusion-xl's published denoiser.
        assertThat(shapes.values().stream().mapToLong(Shape::size).sum()).isEqualTo(2_567_463_684L);
    }

    @Test
    void classLabelsMove() {
        Inference.run(scratch -> {
            NDArray numbers = scratch.create(new float[] {3, 700});
            NDArray vectors = scratch.arange(10f).sin().reshape(2, 5);
            NDArray times = scratch.arange(64f).cos().reshape(2, 32);
            moves(scratch, "\"num_class_embeds\": 7", scratch.create(new long[] {0, 6}));
            moves(scratch, "\"class_embed_type\": \"timestep\"", numbers);
            moves(scratch, "\"class_embed_type\": \"identity\"", times);
            moves(scratch, "\"class_embed_type\": \"identity\", \"class_embeddings_concat\": true", times);
            String projected = ", \"projection_class_embeddings_input_dim\": 5";
            moves(scratch, "\"class_embed_type\": \"projection\"" + projected, vectors);
            moves(scratch, "\"class_embed_type\": \"simple_projection\"" + projected, vectors);
        });
    }

    private void moves(NDManager scratch, String keys, NDArray labels) {
        UNet2DConditionModel model = new UNet2DConditionModel(condition("{" + SMALL + "," + keys + "}"));
        try (Weights weights = RandomWeights.of(model.shapes(), 2)) {
            NDArray one = run(scratch, model, Extras.NONE.withClassLabels(labels), weights);
            NDArray other = run(scratch, model, Extras.NONE.withClassLabels(labels.flip(0)), weights);
            assertThat(one.sub(other).abs().max().getFloat()).as(keys).isGreaterThan(1e-4f);
            assertThatThrownBy(() -> run(scratch, model, Extras.NONE, weights))
                    .hasMessageContaining("needs class labels");
        }
    }

    @Test
    void addedTextMoves() {
        Inference.run(scratch -> {
            UNet2DConditionModel pooled = new UNet2DConditionModel(condition(
                    "{" + SMALL + ", \"addition_embed_type\": \"text\", \"addition_embed_type_num_heads\": 2}"));
            UNet2DConditionModel sized = new UNet2DConditionModel(condition("{" + SMALL
                    + ", \"addition_embed_type\": \"text_time\", \"addition_time_embed_dim\": 4,"
                    + " \"projection_class_embeddings_input_dim\": 11}"));
            UNet2DConditionModel guided =
                    new UNet2DConditionModel(condition("{" + SMALL + ", \"time_cond_proj_dim\": 3}"));
            try (Weights a = RandomWeights.of(pooled.shapes(), 2);
                    Weights b = RandomWeights.of(sized.shapes(), 2);
                    Weights c = RandomWeights.of(guided.shapes(), 2)) {
                assertThat(run(scratch, pooled, Extras.NONE, a).getShape()).isEqualTo(new Shape(2, 4, 6, 5));
                NDArray text = scratch.arange(6f).reshape(2, 3);
                NDArray ids = scratch.create(new float[] {64, 64, 32, 64}, new Shape(2, 2));
                NDArray one = run(scratch, sized, Extras.NONE.withTextAndTime(text, ids), b);
                NDArray other = run(scratch, sized, Extras.NONE.withTextAndTime(text, ids.mul(2)), b);
                assertThat(one.sub(other).abs().max().getFloat()).isGreaterThan(1e-4f);
                assertThatThrownBy(() -> run(scratch, sized, Extras.NONE, b)).hasMessageContaining("textEmbeds");
                NDArray free = run(scratch, guided, Extras.NONE, c);
                NDArray strong = run(scratch, guided, Extras.NONE.withTimestepCondition(text), c);
                assertThat(free.sub(strong).abs().max().getFloat()).isGreaterThan(1e-4f);
                assertThatThrownBy(() -> run(scratch, sized, Extras.NONE.withTimestepCondition(text), b))
                        .hasMessageContaining("time_cond_proj_dim");
            }
        });
    }

    private static NDArray run(NDManager scratch, UNet2DConditionModel model, Extras extras, Weights weights) {
        NDArray sample = scratch.arange(240f).sin().reshape(2, 4, 6, 5);
        NDArray context = scratch.arange(36f).cos().reshape(2, 3, 6);
        NDArray times = scratch.create(new float[] {1, 500});
        assertThat(times.getDataType()).isEqualTo(DataType.FLOAT32);
        return model.forward(sample, times, context, extras, weights);
    }

    @Test
    void whatIsNotSupportedIsNamed() {
        refused("{\"dual_cross_attention\": true}", "dual_cross_attention is true");
        refused("{\"time_embedding_type\": \"fourier\"}", "time_embedding_type is \"fourier\"");
        refused("{\"mid_block_type\": \"UNetMidBlock2DSimpleCrossAttn\"}", "UNetMidBlock2DSimpleCrossAttn");
        refused("{\"up_block_types\": [\"KUpBlock2D\"]}", "KUpBlock2D");
        refused("{\"num_attention_heads\": 8}", "num_attention_heads is 8");
        refused("{\"attention_head_dim\": 7}", "7 heads do not divide 320 channels");
        refused("{\"block_out_channels\": [32, 64]}", "2, 4 and 4");
        refused("{\"brand_new_key\": 1}", "brand_new_key");
        refused("{\"addition_embed_type\": \"text_time\"}", "projection_class_embeddings_input_dim");
    }

    private void refused(String json, String message) {
        assertThatThrownBy(() -> condition(json))
                .as(json)
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("config.json")
                .hasMessageContaining(message);
    }

    @Test
    void headsOfUnconditionalNetworksAreGivenByTheirWidth() {
        String keys = "\"block_out_channels\": [16, 32], \"norm_num_groups\": 8,"
                + " \"down_block_types\": [\"DownBlock2D\", \"AttnDownBlock2D\"],"
                + " \"up_block_types\": [\"AttnUpBlock2D\", \"UpBlock2D\"]";
        assertThat(unconditional("{" + keys + "}").headWidth()).hasValue(8);
        assertThat(unconditional("{" + keys + ", \"attention_head_dim\": null}").headWidth())
                .isEmpty();
        assertThatThrownBy(() -> unconditional("{" + keys + ", \"attention_head_dim\": 5}"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("5 does not divide 32");
        assertThatThrownBy(() -> unconditional("{" + keys + ", \"downsample_type\": \"resnet\"}"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("downsample_type is \"resnet\"");
        UNet2DModel old = new UNet2DModel(unconditional("{" + keys + "}"), AttentionNames.OLD);
        assertThat(old.shapes()).containsKey("mid_block.attentions.0.proj_attn.weight");
    }

    @Test
    void defaultUnconditionalNetworkHasThePublishedSize() {
        UNet2DConfig config = unconditional(
                """
                {"block_out_channels": [128, 256, 256, 256], "attention_head_dim": null, "downsample_padding": 0,
                 "flip_sin_to_cos": false, "freq_shift": 1, "norm_eps": 1e-06,
                 "down_block_types": ["DownBlock2D", "AttnDownBlock2D", "DownBlock2D", "DownBlock2D"],
                 "up_block_types": ["UpBlock2D", "UpBlock2D", "AttnUpBlock2D", "UpBlock2D"]}
                """);
        // Size of ddpm-cifar10-32, 35.7 M.
        assertThat(new UNet2DModel(config)
                        .shapes().values().stream().mapToLong(Shape::size).sum())
                .isEqualTo(35_746_307L);
    }

    private UNet2DConditionConfig condition(String json) {
        return UNet2DConditionConfig.read(file(json));
    }

    private UNet2DConfig unconditional(String json) {
        return UNet2DConfig.read(file(json));
    }

    private Path file(String json) {
        try {
            return Files.writeString(folder.resolve("config.json"), json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
