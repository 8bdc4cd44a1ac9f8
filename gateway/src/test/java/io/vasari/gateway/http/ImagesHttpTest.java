package io.vasari.gateway.http;

import static io.vasari.gateway.Samples.png;
import static io.vasari.gateway.Samples.shard;
import static io.vasari.gateway.Samples.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.vasari.artifacts.ArtifactStore;
import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobCommand;
import io.vasari.contracts.JobState;
import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Shard;
import io.vasari.gateway.InMemoryFarm;
import io.vasari.gateway.RecordedCommands;
import io.vasari.gateway.Samples;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images in the manner of OpenAI's API, painted by a farm that is done at once. */
@QuarkusTest
class ImagesHttpTest {
    private static final String GENERATIONS = "/v1/images/generations";

    @Inject
    InMemoryFarm farm;

    @Inject
    RecordedCommands commands;

    @Inject
    ArtifactStore store;

    @BeforeEach
    void paintAtOnce() {
        farm.clear();
        commands.clear();
        commands.onSubmit(job -> {
            farm.put(job.id(), shard(store, job, new SampleRange(0, job.samples())));
            farm.put(status(job, JobState.SUCCEEDED, job.samples(), 3));
        });
    }

    @AfterEach
    void rest() {
        commands.clear();
    }

    @Test
    void imagesAreAnsweredAsBase64() {
        var answer = Web.post(
                GENERATIONS,
                "{\"model\":\"vases\",\"prompt\":\"ornate green vase\",\"n\":3,\"size\":\"48x32\",\"user\":\"u\",\"quality\":\"hd\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        var body = answer.json();
        assertThat(body.get("data")).hasSize(3);
        assertThat(bytes(body.at("/data/2/b64_json"))).isEqualTo(png(2));
        assertThat(body.get("size").asText()).isEqualTo("48x32");
        assertThat(body.get("created").asLong()).isPositive();
        var job = sent();
        assertThat(body.get("job").asText()).isEqualTo(job.id());
        assertThat(job.priority()).isEqualTo(Priority.INTERACTIVE);
        assertThat(conditioning().prompts()).containsExactly(new Prompt("ornate green vase", 3));
        assertThat(conditioning().sampling().width()).isEqualTo(48);
        assertThat(commands.sent()).as("nothing was canceled").hasSize(1);
    }

    @Test
    void theOnlyModelThatPaintsFromTextNeedsNoName() {
        var answer = Web.post(
                GENERATIONS,
                "{\"prompt\":\"a\",\"size\":\"auto\",\"seed\":7,\"steps\":5,\"guidance_scale\":2.5,\"negative_prompt\":\"b\","
                        + "\"scheduler\":\"euler\",\"tenant\":\"lab\",\"model\":null}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(sent().model()).hasToString("vases@free-order");
        assertThat(sent().seed()).isEqualTo(7);
        assertThat(sent().tenant()).isEqualTo("lab");
        assertThat(conditioning().sampling().steps()).isEqualTo(5);
        assertThat(conditioning().negativePrompt()).isEqualTo("b");
    }

    @Test
    void aRevisionMayBePartOfTheModelsName() {
        Web.post(GENERATIONS, "{\"model\":\"vases@fixed-order\",\"prompt\":\"a\"}");

        assertThat(sent().model()).hasToString("vases@fixed-order");
    }

    @Test
    void addressesLeadToTheImages() {
        var url = Web.post(GENERATIONS, "{\"prompt\":\"a\",\"response_format\":\"url\"}")
                .json()
                .at("/data/0/url")
                .asText();

        assertThat(url).startsWith("http://127.0.0.1:").endsWith("/v1/jobs/" + sent().id() + "/samples/0.png");
        assertThat(Web.get(url.substring(url.indexOf("/v1"))).response().body()).isEqualTo(png(0));
    }

    @Test
    void aJobWithoutAnImageIsNotToBeSentAgain() {
        commands.onSubmit(job -> farm.put(status(job, JobState.FAILED, 0, 3)));

        var answer = Web.post(GENERATIONS, "{\"prompt\":\"a\"}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.header("x-should-retry")).isEqualTo("false");
        assertThat(answer.json().at("/error/code").asText()).isEqualTo("no_images");
    }

    @Test
    void anImageThatTheStoreDoesNotGiveIsAServerError() {
        commands.onSubmit(job -> {
            var shard = shard(store, job, new SampleRange(0, 1));
            farm.put(
                    job.id(),
                    new Shard(
                            shard.range(),
                            new ArtifactRef("jobs/nowhere.tar", "00", 9, "application/x-tar"),
                            shard.offsets(),
                            shard.sizes()));
            farm.put(status(job, JobState.SUCCEEDED, 1, 3));
        });

        var answer = Web.post(GENERATIONS, "{\"prompt\":\"a\"}");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().at("/error/code").asText()).isEqualTo("store_unavailable");
        var stream = Web.post(GENERATIONS, "{\"prompt\":\"a\",\"stream\":true}");
        assertThat(new String(stream.response().body(), UTF_8)).contains("event: error", "store_unavailable");
    }

    @Test
    void aBrokerThatIsAwayIsAServerError() {
        commands.away(true);

        var answer = Web.post(GENERATIONS, "{\"prompt\":\"a\"}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().at("/error/type").asText()).isEqualTo("server_error");
        assertThat(answer.json().at("/error/code").asText()).isEqualTo("broker_unreachable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {}                                  | prompt | prompt: missing; say what to paint
            {"prompt":"a","n":11}               | n      | n: 11 is outside 1 to 10
            {"prompt":"a","n":0}                | n      | n: 0 is outside 1 to 10
            {"prompt":"a","size":"big"}         | size   | size: expected width and height in pixels, for example 32x32, or auto, got 'big'
            {"prompt":"a","size":"1024x1024"}   | size   | size: 1024 is outside 16 to 64
            {"prompt":"a","output_format":"webp"} | output_format | output_format: 'webp' is not one of png
            {"prompt":"a","background":"transparent"} | background | background: 'transparent' is not one of auto, opaque
            {"prompt":"a","stream":"yes"}       | stream | stream: expected boolean, got string "yes"
            {"prompt":"a","stream":true,"response_format":"url"} | response_format | response_format: a stream has images in it; leave it out or take b64_json
            {"prompt":"a","steps":1000}         | steps  | steps: 1000 is outside 1 to 100
            {"prompt":"a","model":"dall-e-3"}   | model  | model: there is no model 'dall-e-3'; models: blobs, mnist-gan, murals, vases
            {"prompt":"a","model":"mnist-gan"}  | prompt | prompt: 'mnist-gan' paints from noise alone and takes no prompt; models that do: vases
            """)
    void aWrongFieldIsAnErrorInOpenAisShape(String body, String param, String message) {
        var answer = Web.post(GENERATIONS, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        var error = answer.json().get("error");
        assertThat(error.get("message").asText()).isEqualTo(message);
        assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.get("param").asText()).isEqualTo(param);
        assertThat(error.get("code").asText()).isEqualTo("invalid_request");
    }

    @Test
    void anUnknownFieldIsNamed() {
        var error = Web.post(GENERATIONS, "{\"prompt\":\"a\",\"sizes\":\"32x32\"}")
                .json()
                .get("error");

        assertThat(error.get("param").asText()).isEqualTo("sizes");
        assertThat(error.get("message").asText()).startsWith("unknown field 'sizes', did you mean 'size'?");
    }

    @Test
    void brokenJsonIsAnErrorInOpenAisShape() {
        assertThat(Web.post(GENERATIONS, "{").json().at("/error/code").asText()).isEqualTo("broken_json");
    }

    @Test
    void anEditStartsFromTheImageAndChangesTheHolesOfTheMask() throws IOException {
        var mask = new BufferedImage(32, 32, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 32 * 16; i++) {
            mask.setRGB(i % 32, i / 32, 0xFFFFFFFF);
        }

        var answer = new Form()
                .text("prompt", "a mauve vase, très orné")
                .text("n", "2")
                .text("strength", "0.75")
                .file("image", Samples.png(32, 32, (x, y) -> 0x112233))
                .file("mask", png(mask))
                .post("/v1/images/edits");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("data")).hasSize(2);
        assertThat(conditioning().prompts()).containsExactly(new Prompt("a mauve vase, très orné", 2));
        var start = conditioning().start().orElseThrow();
        assertThat(start.strength()).isEqualTo(0.75);
        assertThat(read(start.image().uri()).getRGB(5, 5) & 0xFFFFFF).isEqualTo(0x112233);
        var kept = read(start.mask().orElseThrow().uri()).getRaster();
        assertThat(kept.getSample(3, 15, 0)).isZero();
        assertThat(kept.getSample(3, 16, 0)).isEqualTo(255);
    }

    @Test
    void holesOfTheImageItselfAreAMask() {
        new Form()
                .text("prompt", "a")
                .file("image[]", png(new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB)))
                .post("/v1/images/edits");

        assertThat(conditioning().start().orElseThrow().mask()).isPresent();
    }

    @Test
    void aVariationStartsFromTheImageWithoutWords() {
        var answer = new Form()
                .text("model", "vases")
                .text("response_format", "b64_json")
                .text("size", "16x16")
                .file("image", png(9))
                .post("/v1/images/variations");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(conditioning().prompts()).containsExactly(new Prompt("", 1));
        assertThat(conditioning().start().orElseThrow().mask()).isEmpty();
        assertThat(conditioning().sampling().height()).isEqualTo(16);
    }

    @Test
    void formsAreCheckedAsStrictly() {
        assertThat(message(new Form().text("prompt", "a"))).isEqualTo("image: missing; send a PNG or a JPEG as a file");
        assertThat(message(new Form().text("prompt", "a").file("image", new byte[] {1, 2})))
                .startsWith("image: 2 bytes that are no image");
        assertThat(message(new Form().text("prompt", "a").text("n", "two").file("image", png(1))))
                .isEqualTo("n: expected integer, got string \"two\"");
        assertThat(message(new Form().text("prompt", "a").file("image", png(1)).file("image", png(2))))
                .isEqualTo("image: it is there 2 times; send it once");
        assertThat(message(new Form().text("prompt", "a").file("image", new byte[(4 << 20) + 1])))
                .isEqualTo("image: a file of 4194305 bytes, at most 4194304 (4 MiB) are read");
        assertThat(message(new Form().text("prompt", "a").file("image", png(1)).text("strength", "2")))
                .isEqualTo("strength: 2 is outside 0.05 to 1");
        assertThat(message(new Form().text("prompt", "x".repeat(9_000)).file("image", png(1))))
                .isEqualTo("prompt: 9000 characters, at most 200 are read; shorten it");
    }

    private static String message(Form form) {
        return form.post("/v1/images/edits").json().at("/error/message").asText();
    }

    private Job sent() {
        return ((JobCommand.Submit) commands.sent().get(0)).job();
    }

    private TextPrompts conditioning() {
        return (TextPrompts) sent().conditioning().orElseThrow();
    }

    private BufferedImage read(String uri) throws IOException {
        try (var in = store.open(uri)) {
            return ImageIO.read(new ByteArrayInputStream(in.readAllBytes()));
        }
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asText());
    }
}
