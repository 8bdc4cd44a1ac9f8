package io.vasari.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.006Z");
    private static final Job JOB = new Job(
            "j1",
            "default",
            "default",
            new ModelRef("mnist-gan", "epoch-200"),
            2000,
            42,
            Priority.BATCH,
            NOW,
            Optional.empty());

    @Test
    void commandsKeepTheirVariant() {
        var read = Json.read(Json.write(new JobCommand.Submit(JOB)), JobCommand.class);

        assertThat(read).isEqualTo(new JobCommand.Submit(JOB));
    }

    @Test
    void statusIsSnakeCaseWithoutAbsentValues() {
        String json = new String(Json.write(JobStatus.queued(JOB)));

        assertThat(json)
                .contains(
                        "\"created_at\":\"2026-01-02T03:04:05.006Z\"",
                        "\"model\":\"mnist-gan@epoch-200\"",
                        "\"queued\"")
                .doesNotContain("completed_at", "null");
        assertThat(Json.read(json.getBytes(), JobStatus.class)).isEqualTo(JobStatus.queued(JOB));
    }

    @Test
    void taskEventSurvivesTheWire() {
        var range = new SampleRange(7, 2);
        var task =
                new Task(Task.idOf("j1", range), 1, "j1", "default", JOB.model(), range, 42, Priority.BATCH, NOW, NOW);
        var shard = new Shard(
                range, new ArtifactRef("a.tar", "00", 9, "application/x-tar"), new long[] {512, 2048}, new int[] {3, 4
                });
        var event = new TaskEvent.Completed(task, "w-1", NOW, shard, new float[] {0.5f, 1f}, 12);

        var read = (TaskEvent.Completed) Json.read(Json.write(event), TaskEvent.class);

        assertThat(read.task()).isEqualTo(task);
        assertThat(read.shard().offsetOf(8)).isEqualTo(2048);
        assertThat(read.beliefs()).containsExactly(0.5f, 1f);
    }

    @Test
    void fieldsOfALaterVersionAreSkipped() {
        assertThat(Json.read(
                                "{\"job_id\":\"a\",\"at\":\"2026-01-01T00:00:00Z\",\"new\":1}".getBytes(),
                                Cancellation.class)
                        .jobId())
                .isEqualTo("a");
    }

    @Test
    void garbageIsNamed() {
        assertThatThrownBy(() -> Json.read("{".getBytes(), Task.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a Task");
        assertThatThrownBy(() -> Json.read("null".getBytes(), Task.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a Task: it is null");
    }

    @Test
    void variantsShareTheTypeOfTheWhole() {
        assertThat(CloudEvent.typeOf(TaskEvent.Completed.class)).isEqualTo("io.vasari.task-event.v1");
        assertThat(CloudEvent.typeOf(JobStatus.class)).isEqualTo("io.vasari.job-status.v1");
    }
}
