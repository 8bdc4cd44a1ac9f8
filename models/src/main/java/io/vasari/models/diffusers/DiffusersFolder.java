package io.vasari.models.diffusers;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.vasari.models.ModelLoadException;
import io.vasari.models.blocks.AttentionNames;
import io.vasari.models.clip.CLIPTextConfig;
import io.vasari.models.clip.CLIPTextModel;
import io.vasari.models.diffusers.pipeline.Denoiser;
import io.vasari.models.diffusers.pipeline.DiffusionPipeline;
import io.vasari.models.diffusers.pipeline.LatentCodec;
import io.vasari.models.diffusers.pipeline.PixelCodec;
import io.vasari.models.diffusers.pipeline.PromptEncoder;
import io.vasari.models.diffusers.pipeline.VaeCodec;
import io.vasari.models.safetensors.TensorFile;
import io.vasari.models.sampler.SamplerConfig;
import io.vasari.models.sampler.SchedulerClass;
import io.vasari.models.sampler.diffusers.DiffusersSamplers;
import io.vasari.models.tokenizer.JsonTokenizer;
import io.vasari.models.tokenizer.Tokenizer;
import io.vasari.models.tokenizer.Tokenizers;
import io.vasari.models.unet.UNet2DConditionConfig;
import io.vasari.models.unet.UNet2DConditionModel;
import io.vasari.models.unet.UNet2DConfig;
import io.vasari.models.unet.UNet2DModel;
import io.vasari.models.vae.AutoencoderKL;
import io.vasari.models.vae.AutoencoderKLConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A folder as {@code save_pretrained} of diffusers writes it: {@code model_index.json} and one folder per component. Runs text to
 * image with an autoencoder or on pixels, and unconditional models of a UNet and a scheduler.
 */
public final class DiffusersFolder {

    /** What embeddings of prompts may take in memory. */
    private static final long PROMPT_BYTES = 16L << 20;

    private static final String WEIGHTS = "diffusion_pytorch_model";

    private final Path root;
    private final ModelIndex index;
    private final SamplerConfig scheduler;

    private DiffusersFolder(Path root, ModelIndex index, SamplerConfig scheduler) {
        this.root = root;
        this.index = index;
        this.scheduler = scheduler;
    }

    /**
     * Reads the index and the scheduler's configuration.
     *
     * @throws ModelLoadException naming what is missing or not supported
     */
    public static DiffusersFolder open(Path root) {
        ModelIndex index = ModelIndex.read(root);
        SchedulerClass scheduler = SchedulerClass.named(index.classes().get(ModelIndex.SCHEDULER));
        Path config = root.resolve(ModelIndex.SCHEDULER).resolve("scheduler_config.json");
        SamplerConfig written =
                SamplerConfig.read(config).as(index.ownScheduler().orElse(scheduler));
        return new DiffusersFolder(root, index, index.isStableDiffusion() ? stableDiffusion(written) : written);
    }

    /** Those pipelines take no other values, whatever the file says: it is how the first models were trained. */
    private static SamplerConfig stableDiffusion(SamplerConfig written) {
        return written.imposing("steps_offset", IntNode.valueOf(1)).imposing("clip_sample", BooleanNode.FALSE);
    }

    public Path root() {
        return root;
    }

    public ModelIndex index() {
        return index;
    }

    /** Of the class that the index names, as the pipeline that the index names runs it. */
    public SamplerConfig scheduler() {
        return scheduler;
    }

    /**
     * Checks everything without loading weights: keys of configurations, the tokenizer, the scheduler, and name, shape and type
     * of every tensor.
     *
     * @return what the folder has, in the order in which a prompt becomes an image
     * @throws ModelLoadException naming what does not fit, in the first component that does not
     */
    public List<Component> check() {
        List<Component> components = new ArrayList<>();
        if (index.has(ModelIndex.TEXT_ENCODER)) {
            CLIPTextModel text = textModel();
            tokenizer(text).close();
            components.add(component(ModelIndex.TOKENIZER, 0));
            components.add(checked(ModelIndex.TEXT_ENCODER, textWeights(text)));
        }
        components.add(checked(ModelIndex.UNET, readsPrompts() ? weightsOf(conditionUnet()) : weightsOf(plainUnet())));
        if (index.has(ModelIndex.VAE)) {
            components.add(checked(ModelIndex.VAE, weightsOf(vae())));
        }
        DiffusersSamplers.of(scheduler);
        components.add(component(ModelIndex.SCHEDULER, 0));
        return List.copyOf(components);
    }

    /**
     * Loads the networks with their weights.
     *
     * @throws ModelLoadException naming what does not fit
     */
    public DiffusionPipeline load() {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            Denoiser denoiser = readsPrompts() ? textDenoiser() : plainDenoiser();
            opened.push(denoiser);
            Optional<PromptEncoder> prompts =
                    index.has(ModelIndex.TEXT_ENCODER) ? Optional.of(promptEncoder(denoiser)) : Optional.empty();
            prompts.ifPresent(opened::push);
            LatentCodec codec = index.has(ModelIndex.VAE) ? vaeCodec() : new PixelCodec(denoiser.inChannels());
            opened.push(codec);
            return new DiffusionPipeline(denoiser, prompts, codec);
        } catch (RuntimeException e) {
            opened.forEach(DiffusersFolder::close);
            throw e instanceof ModelLoadException
                    ? e
                    : new ModelLoadException(root + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** What it makes, from configurations alone. */
    public Outline outline() {
        int factor = 1;
        int channels;
        List<Integer> sampleSize;
        int levels;
        if (readsPrompts()) {
            UNet2DConditionConfig config = UNet2DConditionConfig.read(config(ModelIndex.UNET));
            sampleSize = config.sampleSize();
            levels = config.levels().size();
            channels = config.inChannels();
        } else {
            UNet2DConfig config = UNet2DConfig.read(config(ModelIndex.UNET));
            sampleSize = config.sampleSize();
            levels = config.levels().size();
            channels = config.inChannels();
        }
        if (index.has(ModelIndex.VAE)) {
            AutoencoderKLConfig config = AutoencoderKLConfig.read(config(ModelIndex.VAE));
            factor = config.factor();
            channels = config.outChannels();
        }
        return new Outline(readsPrompts(), ImageLimits.of(sampleSize, levels, factor), channels);
    }

    /**
     * What a folder makes.
     *
     * @param channels of its images
     */
    public record Outline(boolean readsPrompts, ImageLimits limits, int channels) {}

    private boolean readsPrompts() {
        return index.classes().get(ModelIndex.UNET).equals(ModelIndex.CONDITION_UNET);
    }

    private Denoiser textDenoiser() {
        UNet2DConditionModel unet = conditionUnet();
        return Denoiser.of(unet, weightsOf(unet).read());
    }

    private Denoiser plainDenoiser() {
        UNet2DModel unet = plainUnet();
        return Denoiser.of(unet, weightsOf(unet).read());
    }

    private UNet2DConditionModel conditionUnet() {
        Path file = config(ModelIndex.UNET);
        UNet2DConditionConfig config = UNet2DConditionConfig.read(file);
        config.classEmbedding().ifPresent(type -> {
            throw new ModelLoadException(file + ": class_embed_type is " + type + ", but pipelines give no classes");
        });
        config.addedEmbedding().ifPresent(type -> {
            throw new ModelLoadException(
                    file + ": addition_embed_type is " + type + ", which this kind of pipeline does not give");
        });
        return new UNet2DConditionModel(config);
    }

    private UNet2DModel plainUnet() {
        Path file = config(ModelIndex.UNET);
        UNet2DConfig config = UNet2DConfig.read(file);
        config.classEmbedding().ifPresent(type -> {
            throw new ModelLoadException(file + ": class_embed_type is " + type + ", but pipelines give no classes");
        });
        return new UNet2DModel(config, names(ModelIndex.UNET));
    }

    private AutoencoderKL vae() {
        return new AutoencoderKL(AutoencoderKLConfig.read(config(ModelIndex.VAE)), names(ModelIndex.VAE));
    }

    private LatentCodec vaeCodec() {
        AutoencoderKL vae = vae();
        return new VaeCodec(vae, weightsOf(vae).read());
    }

    private CLIPTextModel textModel() {
        return new CLIPTextModel(CLIPTextConfig.read(config(ModelIndex.TEXT_ENCODER)));
    }

    private Tokenizer tokenizer(CLIPTextModel text) {
        Path folder = root.resolve(ModelIndex.TOKENIZER);
        OptionalInt positions = OptionalInt.of(text.config().positions());
        boolean fast = index.classes().get(ModelIndex.TOKENIZER).equals(ModelIndex.FAST_TOKENIZER)
                && Files.isRegularFile(folder.resolve("tokenizer.json"));
        return fast ? JsonTokenizer.load(folder, positions) : Tokenizers.load(folder, positions);
    }

    private PromptEncoder promptEncoder(Denoiser denoiser) {
        CLIPTextModel text = textModel();
        int width = text.config().tower().width();
        if (denoiser.contextWidth().orElse(width) != width) {
            throw new ModelLoadException(config(ModelIndex.UNET) + ": cross_attention_dim is "
                    + denoiser.contextWidth().getAsInt() + ", but hidden_size of the text_encoder is " + width);
        }
        return new PromptEncoder(tokenizer(text), text, textWeights(text).read(), PROMPT_BYTES);
    }

    private StoredWeights weightsOf(UNet2DConditionModel unet) {
        return StoredWeights.of(located(ModelIndex.UNET), unet.shapes());
    }

    private StoredWeights weightsOf(UNet2DModel unet) {
        return StoredWeights.of(located(ModelIndex.UNET), unet.shapes());
    }

    private StoredWeights weightsOf(AutoencoderKL vae) {
        return StoredWeights.of(located(ModelIndex.VAE), vae.shapes());
    }

    private StoredWeights textWeights(CLIPTextModel text) {
        Path file = StoredWeights.locate(root.resolve(ModelIndex.TEXT_ENCODER), "model");
        return new StoredWeights(file, text.shapes(), CLIPTextModel::isIgnorable);
    }

    private Path located(String component) {
        return StoredWeights.locate(root.resolve(component), WEIGHTS);
    }

    private AttentionNames names(String component) {
        try (TensorFile tensors = TensorFile.open(located(component))) {
            return AttentionNames.in(tensors.entries().keySet());
        }
    }

    private Path config(String component) {
        return root.resolve(component).resolve("config.json");
    }

    private Component checked(String name, StoredWeights weights) {
        weights.check();
        return component(name, weights.parameters());
    }

    private Component component(String name, long parameters) {
        return new Component(name, index.classes().get(name), parameters);
    }

    private static void close(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            throw new ModelLoadException("cannot be closed: " + e.getMessage(), e);
        }
    }
}
