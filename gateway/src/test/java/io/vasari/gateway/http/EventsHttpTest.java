package io.vasari.gateway.http;

import static io.vasari.gateway.Samples.evaluation;
import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static io.vasari.gateway.Samples.png;
import static io.vasari.gateway.Samples.preview;
import static io.vasari.gateway.Samples.progress;
import static io.vasari.gateway.Samples.shard;
import static io.vasari.gateway.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.vasari.artifacts.ArtifactStore;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.TaskProgress;
import io.vasari.gateway.InMemoryFarm;
import io.vasari.gateway.progress.ProgressBoard;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventsHttpTest {
    @Inject
    InMemoryFarm farm;

    @Inject
    ProgressBoard board;

    @Inject
    ArtifactStore store;

    private final Job job = job(id(1), 100);
    private final Job stepped = job(id(2), 4);

    @BeforeEach
    void clear() {
        farm.clear();
    }

    @Test
    void aJobIsFollowedFromTheQueueToItsEvaluation() throws IOException {
        farm.put(status(job, JobState.QUEUED, 0, 0));
        try (var events = Events.open(job.id())) {
            var queued = events.next();
            assertThat(queued.name).isEqualTo("status");
            assertThat(queued.id).isEqualTo("0-0");
            assertThat(queued.data.get("status").asText()).isEqualTo("queued");
            assertThat(queued.data.at("/urls/self").asText()).isEqualTo("/v1/jobs/" + job.id());

            farm.put(status(job, JobState.PROCESSING, 10, 1));
            assertThat(events.next().data.get("status").asText()).isEqualTo("processing");

            farm.put(status(job, JobState.PROCESSING, 60, 2));
            var progress = events.next();
            assertThat(progress.name).isEqualTo("progress");
            assertThat(progress.data.at("/samples/done").asInt()).isEqualTo(60);

            farm.put(evaluation(job.id(), 60));
            var evaluation = events.next();
            assertThat(evaluation.name).isEqualTo("evaluation");
            assertThat(evaluation.id).isEqualTo("2-60");
            assertThat(evaluation.data.get("complete").asBoolean()).isFalse();

            farm.put(status(job, JobState.SUCCEEDED, 100, 3, Instant.now()));
            assertThat(events.next().data.get("status").asText()).isEqualTo("succeeded");

            farm.put(evaluation(job.id(), 100));
            assertThat(events.next().data.get("complete").asBoolean()).isTrue();
            assertThat(events.isOver()).isTrue();
        }
    }

    @Test
    void aClientResumesWhereItWas() throws IOException {
        farm.put(status(job, JobState.SUCCEEDED, 100, 5, Instant.now()));
        farm.put(evaluation(job.id(), 100));

        try (var events = Events.open(job.id(), "Last-Event-ID", "5-60")) {
            var event = events.next();
            assertThat(event.name).isEqualTo("evaluation");
            assertThat(event.id).isEqualTo("5-100");
            assertThat(events.isOver()).isTrue();
        }
        try (var events = Events.open(job.id(), "Last-Event-ID", "4-100")) {
            assertThat(events.next().name).isEqualTo("status");
            assertThat(events.isOver()).isTrue();
        }
    }

    @Test
    void aClientThatHasSeenEverythingIsToldNotToComeBack() {
        farm.put(status(job, JobState.SUCCEEDED, 100, 5));
        farm.put(evaluation(job.id(), 100));

        assertThat(Web.get("/v1/jobs/" + job.id() + "/events", "Last-Event-ID", "5-100")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void anOldJobWhoseEvaluationNeverCameEndsAtOnce() throws IOException {
        farm.put(status(job, JobState.SUCCEEDED, 100, 5));

        try (var events = Events.open(job.id(), "Last-Event-ID", "nonsense")) {
            assertThat(events.next().name).isEqualTo("status");
            assertThat(events.isOver()).isTrue();
        }
    }

    @Test
    void theStepsOfAJobAreToldWithoutAnId() throws IOException {
        farm.put(status(stepped, JobState.PROCESSING, 0, 1));
        try (var events = Events.open(stepped.id())) {
            assertThat(events.next().name).isEqualTo("status");

            board.put(progress(stepped, new SampleRange(0, 2), 10, 40, Optional.empty()));
            var steps = events.next();
            assertThat(steps.name).isEqualTo("steps");
            assertThat(steps.id).isNull();
            assertThat(steps.data)
                    .isEqualTo(Web.json("{\"id\":\"" + stepped.id()
                            + "\",\"samples_in_flight\":2,\"steps_done\":10,\"steps\":80,\"share\":0.125}"));

            board.put(progress(stepped, new SampleRange(0, 2), 11, 40, Optional.empty()));
            assertThat(events.next().data.get("steps_done").asInt()).isEqualTo(11);
        }
        try (var events = Events.open(stepped.id(), "Last-Event-ID", "1-0")) {
            assertThat(events.next().data.get("steps_done").asInt())
                    .as("not replayed, but told as it stands")
                    .isEqualTo(11);
        }
    }

    @Test
    void aPreviewIsToldWithItsAddress() throws IOException {
        var shown = job(id(3), 4);
        farm.put(status(shown, JobState.PROCESSING, 0, 1));
        board.put(progress(shown, new SampleRange(2, 2), 7, 40, preview(store, shown, 3, 7, 20)));
        String path;
        try (var events = Events.open(shown.id())) {
            assertThat(events.next().name).isEqualTo("status");
            assertThat(events.next().name).isEqualTo("steps");
            var preview = events.next();
            assertThat(preview.name).isEqualTo("preview");
            assertThat(preview.id).isNull();
            assertThat(preview.data.get("index").asInt()).isEqualTo(3);
            assertThat(preview.data.get("step").asInt()).isEqualTo(7);
            assertThat(preview.data.get("steps").asInt()).isEqualTo(20);
            path = preview.data.get("url").asText();
        }

        assertThat(path).isEqualTo("/v1/jobs/" + shown.id() + "/previews/3.png?step=7");
        var picture = Web.get(path);
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.header("Content-Type")).isEqualTo("image/png");
        assertThat(picture.header("Cache-Control")).isEqualTo("no-store");
        assertThat(picture.response().body()).isEqualTo(png(7));
    }

    @Test
    void aPreviewThatIsNotThereIsAProblem() {
        var shown = job(id(4), 3);
        farm.put(status(shown, JobState.PROCESSING, 0, 1));
        assertThat(detailOf(shown, 1))
                .isEqualTo(
                        "there is no preview of sample 1; interactive jobs have them while a sample is made step by step");

        board.put(progress(shown, new SampleRange(0, 2), 7, 40, preview(store, shown, 1, 7, 20)));
        store.delete(TaskProgress.Preview.uriOf(shown.id(), 1), Instant.MAX);
        assertThat(detailOf(shown, 1)).as("gone from the store").startsWith("there is no preview of sample 1;");

        preview(store, shown, 1, 7, 20);
        farm.put(shown.id(), shard(store, shown, new SampleRange(0, 2)));
        assertThat(detailOf(shown, 1))
                .isEqualTo("there is no preview of sample 1 any more, because it is done: /v1/jobs/" + shown.id()
                        + "/samples/1.png");

        farm.put(status(shown, JobState.CANCELED, 2, 2));
        assertThat(detailOf(shown, 2)).isEqualTo("there is no preview of sample 2 (job canceled)");
        assertThat(Web.get("/v1/jobs/" + shown.id() + "/previews/3.png").status())
                .isEqualTo(400);
        assertThat(Web.get("/v1/jobs/" + id(999) + "/previews/0.png").status()).isEqualTo(404);
    }

    @Test
    void whatIsToldOfAJobThatIsOverIsNotShown() throws IOException {
        var over = job(id(5), 4);
        farm.put(status(over, JobState.FAILED, 0, 1));
        board.put(progress(over, new SampleRange(0, 4), 10, 80, preview(store, over, 0, 10, 20)));

        try (var events = Events.open(over.id())) {
            assertThat(events.next().name).isEqualTo("status");
            assertThat(events.isOver()).isTrue();
        }
        assertThat(Web.get("/v1/jobs/" + over.id() + "/previews/0.png").status())
                .isEqualTo(404);
    }

    @Test
    void nobodyLooksForAClientThatHasGone() throws IOException {
        var followed = job(id(6), 4);
        farm.put(status(followed, JobState.PROCESSING, 0, 1));
        try (var events = Events.open(followed.id())) {
            assertThat(events.next().name).isEqualTo("status");
            await().until(() -> farm.looks(followed.id()) > 3);
        }

        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(20)).until(quiet(followed.id()));
    }

    private Callable<Boolean> quiet(String jobId) {
        var before = new AtomicLong();
        return () -> {
            long now = farm.looks(jobId);
            return before.getAndSet(now) == now;
        };
    }

    private static String detailOf(Job job, int index) {
        var answer = Web.get("/v1/jobs/" + job.id() + "/previews/" + index + ".png");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:vasari:problem:preview-not-available");
        return answer.json().get("detail").asText();
    }

    private record Event(String id, String name, JsonNode data) {}

    private record Events(BufferedReader reader) implements AutoCloseable {
        static Events open(String jobId, String... headers) {
            var response = Web.open("/v1/jobs/" + jobId + "/events", headers);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            return new Events(new BufferedReader(new InputStreamReader(response.body())));
        }

        Event next() throws IOException {
            String id = null;
            String name = null;
            String data = null;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3);
                } else if (line.startsWith("event:")) {
                    name = line.substring(6);
                } else if (line.startsWith("data:")) {
                    data = line.substring(5);
                } else if (line.isEmpty() && data != null) {
                    return new Event(id, name, Web.json(data));
                }
            }
            throw new IOException("the stream ended");
        }

        boolean isOver() throws IOException {
            return reader.readLine() == null;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
