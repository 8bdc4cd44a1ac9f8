package io.vasari.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vasari.cli.Cli;
import io.vasari.cli.ExitCode;
import io.vasari.contracts.ModelCatalog;
import io.vasari.models.ModelZoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsAddTest {

    private static final Path VECTORS = Path.of("../models/src/test/resources/diffusers");
    private static final String MODEL = VECTORS.resolve("sd-tiny-a").toString();

    @TempDir
    private Path zoo;

    @Test
    void componentsAreListedAndTheCardIsMade() throws IOException {
        var outcome = add(MODEL);
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).contains("UNet2DConditionModel", "CLIPTextModel", "AutoencoderKL", "sd-tiny-a@main");
        JsonNode card = card("sd-tiny-a");
        assertThat(card.path("task").asText()).isEqualTo("text-to-image");
        assertThat(card.path("image").path("width").asInt()).isEqualTo(32);
        JsonNode parameters = card.path("parameters");
        assertThat(parameters.path("width").path("multiple_of").asInt()).isEqualTo(2);
        assertThat(parameters.path("steps").path("max").asInt()).isEqualTo(1000);
        assertThat(parameters.path("guidance_scale").path("default").asDouble()).isEqualTo(7.5);
        assertThat(parameters.path("scheduler").path("default").asText()).isEqualTo("pndm");
        assertThat(parameters.path("scheduler").path("values").toString())
                .contains("ddim", "euler-ancestral")
                .doesNotContain("flow");
        var read = ModelCatalog.read(zoo).find("sd-tiny-a").orElseThrow();
        assertThat(read.paintsFromText()).isTrue();
        assertThat(read.parameters().get("height").multipleOf()).contains(2);
        assertThat(read.parameters().get("scheduler").values()).contains("lcm");
        ModelZoo.open(zoo).load("sd-tiny-a", "main").close();
    }

    @Test
    void aCatalogThatIsWatchedFindsModelsAndRevisionsThatWereAdded() {
        AtomicLong nanos = new AtomicLong();
        ModelCatalog catalog = ModelCatalog.watch(zoo, nanos::get);
        assertThat(catalog.find("painter")).isEmpty();
        add(MODEL, "--id", "painter");
        assertThat(catalog.find("painter")).isEmpty();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(catalog.find("painter").orElseThrow().revisions()).containsExactly("main");
        assertThat(add(MODEL, "--id", "painter", "--revision", "second", "--link")
                        .exitCode())
                .isEqualTo(ExitCode.OK);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(catalog.find("painter").orElseThrow().revisions()).containsExactly("main", "second");
        assertThat(zoo.resolve("painter/second")).isSymbolicLink();
        ModelZoo.open(zoo).load("painter", "second").close();
    }

    @Test
    void whatDoesNotFitIsRefusedAndLeavesNothing() throws IOException {
        assertRefused("has a revision main already", MODEL, "--id", "twice", MODEL, "--id", "twice");
        assertRefused("--id is '../x'", MODEL, "--id", "../x");
        assertRefused("there is no folder at", zoo.resolve("nowhere").toString());
        Path broken = zoo.resolve("broken");
        Files.createDirectories(broken);
        Files.writeString(
                broken.resolve("model_index.json"),
                """
                {"unet": ["diffusers", "UNet3D"], "scheduler": ["diffusers", "DDIMScheduler"]}""");
        assertRefused("UNet3D", broken.toString(), "--id", "other");
        assertThat(zoo.resolve("other")).doesNotExist();
        assertRefused("has a revision main already", broken.toString(), "--id", "twice");
        try (Stream<Path> left = Files.walk(zoo)) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith(".adding"));
        }
    }

    @Test
    void componentsThatAreWholeButDoNotFitEachOtherAreRefused() throws IOException {
        Path mixed = Files.createDirectories(zoo.resolve("elsewhere/mixed"));
        Path whole = Path.of(MODEL).toAbsolutePath();
        for (String part : List.of("model_index.json", "tokenizer", "unet", "vae", "scheduler")) {
            Files.createSymbolicLink(mixed.resolve(part), whole.resolve(part));
        }
        Files.createSymbolicLink(mixed.resolve("text_encoder"), whole.resolveSibling("sd-tiny-eps/text_encoder"));
        assertRefused("cross_attention_dim is 32, but hidden_size of the text_encoder is", mixed.toString());
        assertThat(zoo.resolve("mixed")).doesNotExist();
    }

    @Test
    void whatIsThereAlreadyIsToldApartFromWhatIsNowhere() throws IOException {
        assertRefused("as owner/model, a model that Hugging Face's tools have downloaded", "painter");
        add(MODEL, "--id", "painter");
        assertRefused("there is a model painter already, at " + zoo.resolve("painter"), "painter");
        Path elsewhere = Files.createDirectories(zoo.resolve("elsewhere/package"));
        Files.copy(zoo.resolve("painter/model.json"), elsewhere.resolve("model.json"));
        assertRefused("is a package with a card, model.json", elsewhere.toString());
    }

    @Test
    void downloadsOfHuggingFaceAreFoundByName() throws IOException {
        Path cached = zoo.resolve("hub/models--someone--painter");
        Path snapshot = Files.createDirectories(cached.resolve("snapshots/abc"));
        Files.createDirectories(cached.resolve("refs"));
        Files.writeString(cached.resolve("refs/main"), "abc\n");
        ModelSource source = ModelSource.find("someone/painter", Map.of("HF_HOME", zoo.toString()));
        assertThat(source.folder()).isEqualTo(snapshot);
        assertThat(source.name()).isEqualTo("painter");
    }

    /** Runs the command; with two models named, twice. */
    private void assertRefused(String says, String... args) {
        int half = args.length == 6 ? 3 : 0;
        if (half > 0) {
            assertThat(add(Stream.of(args).limit(half).toArray(String[]::new)).exitCode())
                    .isEqualTo(ExitCode.OK);
        }
        var outcome = add(Stream.of(args).skip(half).toArray(String[]::new));
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.err()).contains(says);
    }

    private Cli.Outcome add(String... args) {
        return Cli.run(Stream.concat(Stream.of("models", "add", "--models", zoo.toString()), Stream.of(args))
                .toArray(String[]::new));
    }

    private JsonNode card(String id) throws IOException {
        return new ObjectMapper().readTree(zoo.resolve(id).resolve("model.json").toFile());
    }
}
