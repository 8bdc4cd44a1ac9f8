package io.vasari.gateway.http;

import static io.vasari.gateway.Samples.evaluation;
import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static io.vasari.gateway.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.gateway.InMemoryFarm;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventsHttpTest {
    @Inject
    InMemoryFarm farm;

    private final Job job = job(id(1), 100);

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
