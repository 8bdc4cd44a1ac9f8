package io.vasari.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vasari.artifacts.ArtifactStore;
import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobCommand;
import io.vasari.gateway.InMemoryFarm;
import io.vasari.gateway.RecordedCommands;
import io.vasari.gateway.Samples;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs of a model that paints from text. */
@QuarkusTest
class PromptsHttpTest {
    @Inject
    InMemoryFarm farm;

    @Inject
    RecordedCommands commands;

    @Inject
    ArtifactStore store;

    @BeforeEach
    void clear() {
        farm.clear();
        commands.clear();
    }

    @Test
    void everyPromptGetsItsSamplesTimesItsWeight() {
        var answer = Web.post(
                "/v1/jobs",
                """
                {"model":"vases","revision":"fixed-order","samples":4,"negative_prompt":"handles","guidance_scale":7.5,
                 "steps":12,"scheduler":"euler","width":48,"height":24,
                 "prompts":["ornate green vase",{"text":"plain mauve vase","weight":3},{"text":"amphora"}]}""");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(sent().samples()).isEqualTo(20);
        var text = conditioning();
        assertThat(text.prompts())
                .containsExactly(
                        new Prompt("ornate green vase", 4),
                        new Prompt("plain mauve vase", 12),
                        new Prompt("amphora", 4));
        assertThat(text.negativePrompt()).isEqualTo("handles");
        assertThat(text.sampling()).isEqualTo(new Sampling(12, 7.5, "euler", 48, 24));
        assertThat(text.start()).isEmpty();
    }

    @Test
    void theJobShowsWhatItIsPaintedFrom() {
        var id = Web.post(
                        "/v1/jobs",
                        "{\"model\":\"vases\",\"prompts\":[\"a\",\"b\"],\"samples\":3,\"guidance_scale\":2}")
                .json()
                .get("id")
                .asText();

        var job = Web.get("/v1/jobs/" + id).json();

        assertThat(job.at("/samples/requested").asInt()).isEqualTo(6);
        assertThat(job.get("prompts")).hasSize(2);
        assertThat(job.at("/prompts/1/text").asText()).isEqualTo("b");
        assertThat(job.at("/prompts/1/first").asInt()).isEqualTo(3);
        assertThat(job.at("/prompts/1/samples").asInt()).isEqualTo(3);
        assertThat(job.get("negative_prompt").asText()).isEmpty();
        assertThat(job.get("guidance_scale").asDouble()).isEqualTo(2);
        assertThat(job.get("steps").asInt()).isEqualTo(20);
        assertThat(job.get("scheduler").asText()).isEqualTo("ddim");
        assertThat(job.get("width").asInt()).isEqualTo(32);
        assertThat(job.has("init_image") && job.get("init_image").isNull()).isTrue();
        assertThat(job.has("conditioning")).isFalse();
    }

    @Test
    void aJobFromNoiseAloneHasNoPrompts() {
        var job = Web.post("/v1/jobs", "{\"model\":\"mnist-gan\"}").json();

        assertThat(job.has("prompts") && job.get("prompts").isNull()).isTrue();
        assertThat(job.has("steps") && job.get("steps").isNull()).isTrue();
    }

    @Test
    void theImageToStartFromIsKeptInTheSizeOfTheSamples() throws IOException {
        var answer = Web.post(
                "/v1/jobs",
                "{\"model\":\"vases\",\"prompt\":\"a vase\",\"init_image\":\"" + base64(64, 64, 0xFF8000)
                        + "\",\"strength\":0.4,\"mask\":\"data:image/png;base64," + base64(64, 64, 0xFFFFFF) + "\"}");

        assertThat(answer.status()).isEqualTo(202);
        var start = conditioning().start().orElseThrow();
        assertThat(start.strength()).isEqualTo(0.4);
        assertThat(start.image().uri()).isEqualTo("uploads/" + start.image().sha256() + ".png");
        var image = read(start.image().uri());
        assertThat(image.getWidth()).isEqualTo(32);
        assertThat(image.getRGB(7, 9) & 0xFFFFFF).isEqualTo(0xFF8000);
        var mask = read(start.mask().orElseThrow().uri());
        assertThat(mask.getHeight()).isEqualTo(32);
        assertThat(mask.getRaster().getNumBands()).isEqualTo(1);
        assertThat(mask.getRaster().getSample(3, 3, 0)).isEqualTo(255);
        assertThat(answer.json().at("/init_image/sha256").asText())
                .isEqualTo(start.image().sha256());
        assertThat(answer.json().get("strength").asDouble()).isEqualTo(0.4);
    }

    @Test
    void theSameImageIsTheSameArtifact() {
        var body = "{\"model\":\"vases\",\"prompt\":\"a vase\",\"init_image\":\"" + base64(8, 8, 0x123456) + "\"}";
        Web.post("/v1/jobs", body);
        var first = conditioning();
        commands.clear();
        Web.post("/v1/jobs", body);

        assertThat(conditioning().start()).isEqualTo(first.start());
        assertThat(first.start().orElseThrow().strength()).as("the card's").isEqualTo(0.6);
    }

    @Test
    void imagesMayBeLargerThanTheRestOfABody() {
        var noise = Base64.getEncoder().encodeToString(noise(300));
        var body = "{\"model\":\"vases\",\"prompt\":\"a vase\",\"init_image\":\"" + noise + "\"}";

        assertThat(body.length()).isGreaterThan(300_000);
        assertThat(Web.post("/v1/jobs", body).status()).isEqualTo(202);
        assertThat(Web.post("/v1/jobs", body + " ".repeat(70_000)).status()).isEqualTo(413);
        var long4 = "{\"model\":\"vases\",\"prompt\":\"a\",\"init_image\":\"" + "A".repeat(4 << 20) + "\"}";
        var refused = Web.post("/v1/jobs", long4);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().get("detail").asText())
                .isEqualTo(
                        "the body has more than 65536 bytes (64 KiB), the limit of a request; init_image and mask may"
                                + " bring it to 4194304 bytes (4 MiB)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"model":"vases"} | prompts | prompts: missing, and this model paints from text; send a 'prompt' or a list of 'prompts'
            {"model":"vases","prompt":"a","prompts":["b"]} | prompts | prompts: 'prompt' is there too; send one of the two
            {"model":"vases","prompt":7} | prompt | prompt: expected string, got integer 7
            {"model":"vases","prompt":["a"]} | prompt | prompt: expected string, got array
            {"model":"vases","prompts":"a"} | prompts | prompts: expected array, got string "a"
            {"model":"vases","prompts":[]} | prompts | prompts: a list of 0 is outside 1 to 256
            {"model":"vases","prompts":["a",null]} | prompts[1] | prompts[1]: expected string, got null
            {"model":"vases","prompts":["a",{"weight":2}]} | prompts[1].text | prompts[1].text: expected string, got null
            {"model":"vases","prompts":[{"text":"a","weight":0}]} | prompts[0].weight | prompts[0].weight: expected integer from 1 on, got integer 0
            {"model":"vases","prompts":[{"text":"a","weight":1.5}]} | prompts[0].weight | prompts[0].weight: expected integer from 1 on, got number 1.5
            {"model":"vases","prompts":[{"text":"a","wait":1}]} | prompts[0].wait | prompts[0]: unknown field 'wait'; known fields: text, weight
            {"model":"vases","prompts":["a",{"text":"b","weight":10}],"samples":100} | samples | samples: 100 for each prompt, times a total weight of 11, are 1100, and a job of this model has at most 1000; ask for fewer samples or prompts
            {"model":"vases","prompts":[{"text":"b","weight":99999999999999999}]} | samples | samples: 2 for each prompt, times a total weight of 2147483647, are 4294967294, and a job of this model has at most 1000; ask for fewer samples or prompts
            {"model":"vases","prompt":"a","steps":101} | steps | steps: 101 is outside 1 to 100
            {"model":"vases","prompt":"a","steps":"many"} | steps | steps: expected integer, got string "many"
            {"model":"vases","prompt":"a","guidance_scale":20.5} | guidance_scale | guidance_scale: 20.5 is outside 1 to 20
            {"model":"vases","prompt":"a","guidance_scale":"5"} | guidance_scale | guidance_scale: expected number, got string "5"
            {"model":"vases","prompt":"a","scheduler":"eular"} | scheduler | scheduler: 'eular' is not one of ddim, euler, dpm-solver++, did you mean 'euler'?
            {"model":"vases","prompt":"a","width":33} | width | width: 33 is not a multiple of 8; take 32
            {"model":"vases","prompt":"a","height":128} | height | height: 128 is outside 16 to 64
            {"model":"vases","prompt":"a","strength":0.5} | init_image | init_image: missing, and 'strength' is of use only with one
            {"model":"vases","prompt":"a","mask":"AAAA"} | init_image | init_image: missing, and 'mask' is of use only with one
            {"model":"vases","prompt":"a","init_image":"AAAA"} | init_image | init_image: 3 bytes that are no image; send a PNG or a JPEG as base64 or as a data: URL
            {"model":"vases","prompt":"a","init_image":"data:,x"} | init_image | init_image: a data: URL without ';base64,'; send a PNG or a JPEG as base64 or as a data: URL
            {"model":"vases","prompt":"a","init_image":"a b"} | init_image | init_image: Illegal base64 character 20; send a PNG or a JPEG as base64 or as a data: URL
            {"model":"mnist-gan","prompt":"seven"} | prompt | prompt: 'mnist-gan' paints from noise alone and takes no prompt; models that do: vases
            {"model":"mnist-gan","steps":5} | steps | steps: 'mnist-gan' paints from noise alone and takes no steps; models that do: vases
            {"model":"vases","prompt":"a","step":5} | step | unknown field 'step', did you mean 'steps'?; known fields: model, revision, samples, seed, priority, tenant, prompt, prompts, negative_prompt, guidance_scale, steps, scheduler, width, height, init_image, strength, mask
            """)
    void aWrongFieldIsNamedWithItsLimit(String body, String field, String message) {
        var answer = Web.post("/v1/jobs", body);

        assertThat(answer.status()).isEqualTo(400);
        var errors = answer.json().get("errors");
        assertThat(StreamSupport.stream(errors.spliterator(), false)
                        .map(error -> error.get("message").asText()))
                .contains(message);
        assertThat(errors.findValuesAsText("field")).contains(field);
        assertThat(commands.sent()).isEmpty();
    }

    @Test
    void aPromptHasALimit() {
        var message = Web.post("/v1/jobs", "{\"model\":\"vases\",\"prompt\":\"" + "é".repeat(201) + "\"}")
                .json()
                .at("/errors/0/message")
                .asText();

        assertThat(message).isEqualTo("prompt: 201 characters, at most 200 are read; shorten it");
    }

    @Test
    void imageAndMaskHaveOneSize() {
        var message = Web.post(
                        "/v1/jobs",
                        "{\"model\":\"vases\",\"prompt\":\"a\",\"init_image\":\"" + base64(8, 8, 0) + "\",\"mask\":\""
                                + base64(8, 9, 0) + "\"}")
                .json()
                .at("/errors/0/message")
                .asText();

        assertThat(message).isEqualTo("mask: it has 8 x 9 pixels and the image 8 x 8; send them in one size");
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

    private static String base64(int width, int height, int rgb) {
        return Base64.getEncoder().encodeToString(Samples.png(width, height, (x, y) -> rgb));
    }

    private static byte[] noise(int side) {
        var random = new Random(1);
        return Samples.png(side, side, (x, y) -> random.nextInt());
    }
}
