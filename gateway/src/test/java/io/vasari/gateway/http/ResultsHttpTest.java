package io.vasari.gateway.http;

import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static io.vasari.gateway.Samples.png;
import static io.vasari.gateway.Samples.shard;
import static io.vasari.gateway.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.shard.ShardReader;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import io.vasari.gateway.InMemoryFarm;
import io.vasari.gateway.StoreConfig;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ResultsHttpTest {
    @Inject
    InMemoryFarm farm;

    @Inject
    ArtifactStore store;

    @Inject
    StoreConfig config;

    private final Job job = job(id(1), 30);

    @BeforeEach
    void fifteenOfThirtyAreDone() {
        farm.clear();
        farm.put(status(job, JobState.PROCESSING, 15, 4));
        farm.put(job.id(), shard(store, job, new SampleRange(10, 5)));
        farm.put(job.id(), shard(store, job, new SampleRange(0, 10)));
    }

    @Test
    void oneImageIsReadOutOfItsShard() {
        for (int index : new int[] {0, 9, 10, 14}) {
            var answer = Web.get("/v1/jobs/" + id(1) + "/samples/" + index + ".png");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("image/png");
            assertThat(answer.header("Cache-Control")).contains("immutable").contains("max-age=31536000");
            assertThat(answer.response().body()).isEqualTo(png(index));
        }
    }

    @Test
    void anImageThatTheClientHasIsNotSentAgain() {
        var path = "/v1/jobs/" + id(1) + "/samples/3.png";
        var tag = Web.get(path).header("ETag");

        var answer = Web.get(path, "If-None-Match", tag);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("ETag")).isEqualTo(tag);
        assertThat(answer.response().body()).isEmpty();
        assertThat(Web.get(path, "If-None-Match", "\"other\"").status()).isEqualTo(200);
    }

    @Test
    void anImageThatIsNotThereYetIsAProblemThatSaysHowFarTheJobIs() {
        var answer = Web.get("/v1/jobs/" + id(1) + "/samples/17.png");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("detail").asText())
                .isEqualTo("sample 17 is not there yet (job processing, 15 of 30 done)");
    }

    @Test
    void anIndexBeyondTheJobIsAWrongParameter() {
        for (String index : new String[] {"30", "-1", "x"}) {
            var answer = Web.get("/v1/jobs/" + id(1) + "/samples/" + index + ".png");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().get("detail").asText())
                    .isEqualTo("index: expected an integer from 0 to 29, got '" + index + "'");
        }
    }

    @Test
    void theTarHoldsEverySampleOnceInOrder() throws IOException {
        var answer = Web.get("/v1/jobs/" + id(1) + "/samples.tar");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-tar");
        var names = new ArrayList<String>();
        var images = new ArrayList<byte[]>();
        try (var reader =
                new ShardReader(new ByteArrayInputStream(answer.response().body()))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                names.add(entry.get().name());
                if (entry.get().isImage()) {
                    images.add(entry.get().content());
                }
            }
        }
        assertThat(names).hasSize(30).startsWith("0000000000.png", "0000000000.json", "0000000001.png");
        assertThat(names).doesNotHaveDuplicates();
        assertThat(names.stream().filter(name -> name.endsWith(".png")))
                .isSorted()
                .hasSize(15);
        assertThat(images.get(14)).isEqualTo(png(14));
    }

    @Test
    void aBrokenStoreBreaksTheConnectionInsteadOfEndingTheTar() throws IOException {
        Files.delete(config.dir().resolve("jobs/" + id(1) + "/10-5-1.tar"));

        assertThatThrownBy(() -> Web.get("/v1/jobs/" + id(1) + "/samples.tar"))
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void aMissingArtifactIsAProblemOfTheStore() throws IOException {
        Files.delete(config.dir().resolve("jobs/" + id(1) + "/0-10-1.tar"));

        for (String path : new String[] {"/samples/0.png", "/samples.tar", "/sheet.png"}) {
            var answer = Web.get("/v1/jobs/" + id(1) + path);
            assertThat(answer.status()).as(path).isEqualTo(503);
            assertThat(answer.json().get("type").asText()).isEqualTo("urn:vasari:problem:store-unavailable");
        }
    }

    @Test
    void theSheetShowsTheFirstImagesRowByRow() throws IOException {
        var answer = Web.get("/v1/jobs/" + id(1) + "/sheet.png?columns=4&limit=12");

        assertThat(answer.status()).isEqualTo(200);
        var sheet = ImageIO.read(new ByteArrayInputStream(answer.response().body()));
        assertThat(sheet.getWidth()).isEqualTo(4 * (8 + 2) + 2);
        assertThat(sheet.getHeight()).isEqualTo(3 * (8 + 2) + 2);
        int last = sheet.getRGB(3 * 10 + 2 + 3, 2 * 10 + 2 + 3) & 0xFF;
        int before = sheet.getRGB(2 * 10 + 2 + 3, 2 * 10 + 2 + 3) & 0xFF;
        assertThat(last)
                .as("picture 11 is lighter than picture 10")
                .isGreaterThanOrEqualTo(before)
                .isPositive();
    }

    @Test
    void theSheetHasLimits() {
        assertThat(Web.get("/v1/jobs/" + id(1) + "/sheet.png?limit=2001")
                        .json()
                        .get("detail")
                        .asText())
                .isEqualTo("limit: expected an integer from 1 to 2000, got '2001'");
        assertThat(Web.get("/v1/jobs/" + id(1) + "/sheet.png?columns=0")
                        .json()
                        .get("detail")
                        .asText())
                .isEqualTo("columns: expected an integer from 1 to 100, got '0'");
    }

    @Test
    void aSheetThatWouldBeTooLargeIsRefusedWithTheRoomThereIs() {
        farm.put(status(job(id(3), 50, new ModelRef("murals", "r1")), JobState.SUCCEEDED, 50, 4));
        farm.put(id(3), shard(store, job(id(3), 50), new SampleRange(0, 1)));

        assertThat(Web.get("/v1/jobs/" + id(3) + "/sheet.png")
                        .json()
                        .get("detail")
                        .asText())
                .isEqualTo("limit: a sheet has room for 15 images of 1024 x 1024 pixels, got 200");
        assertThat(Web.get("/v1/jobs/" + id(3) + "/sheet.png?limit=15").status())
                .isEqualTo(200);
    }

    @Test
    void ofAJobWithoutASampleNothingCanBeFetched() {
        farm.put(status(job(id(2), 30), JobState.CANCELED, 0, 4));

        for (String path : new String[] {"/samples.tar", "/sheet.png"}) {
            var answer = Web.get("/v1/jobs/" + id(2) + path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().get("detail").asText())
                    .isEqualTo("no sample is there (job canceled, 0 of 30 done)");
        }
    }
}
