package io.vasari.gateway.intake;

import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.Job;
import io.vasari.contracts.Json;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.TaskProgress;
import io.vasari.contracts.TaskProgress.Preview;
import io.vasari.gateway.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressRecordTest {
    private final Job job = job(id(1), 100);
    private final String uri = "previews/" + job.id() + "-1.png";
    private final TaskProgress told =
            Samples.progress(job, new SampleRange(0, 8), 43, 160, Optional.of(preview(1, 12, uri, 1234)));

    @Test
    void whatAWorkerTellsIsRead() {
        assertThat(ProgressRecord.read(job.id(), Json.write(told))).contains(told);
    }

    @Test
    void fieldsOfALaterVersionAreSkipped() {
        var json = text().replaceFirst("\\{", "{\"mood\":\"good\",");

        assertThat(ProgressRecord.read(job.id(), json.getBytes(UTF_8))).contains(told);
    }

    @Test
    void aRecordWithoutPreviewIsRead() {
        var silent = Samples.progress(job, new SampleRange(0, 8), 43, 160, Optional.empty());

        assertThat(ProgressRecord.read(job.id(), Json.write(silent))).contains(silent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "null", "{}", "[]", "7", "{\"job_id\":\"00000000000000000000000001\"}"})
    void whatIsNoProgressIsNot(String value) {
        assertThat(ProgressRecord.read(job.id(), value.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void aRecordOfAnotherKeyOrWithoutOneIsNot() {
        assertThat(ProgressRecord.read(id(2), Json.write(told))).isEmpty();
        assertThat(ProgressRecord.read(null, Json.write(told))).isEmpty();
        assertThat(ProgressRecord.read(job.id(), null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "attempt":1        | "attempt":0
            "samples_done":0   | "samples_done":9
            "samples_done":0   | "samples_done":-1
            "steps_done":43    | "steps_done":161
            "steps_done":43    | "steps_done":-1
            "steps":160        | "steps":0
            "steps":160        | "steps":9223372036854775807
            "count":8          | "count":0
            "count":8          | "count":1
            "first":0          | "first":"x"
            "range":           | "reach":
            "task_id":         | "taskid":
            "index":1          | "index":8
            "steps":20         | "steps":0
            "steps":20         | "steps":11
            "size_bytes":1234  | "size_bytes":1048577
            "image":           | "img":
            """)
    void impossibleNumbersAndMissingFieldsAreNot(String good, String bad) {
        assertThat(text()).contains(good);

        assertThat(ProgressRecord.read(job.id(), text().replace(good, bad).getBytes(UTF_8)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uploads/secret.png",
                "previews/00000000000000000000000002-1.png",
                "previews/00000000000000000000000001-2.png",
                "jobs/00000000000000000000000001/0-8-1.tar",
                "jobs/00000000000000000000000001/../../etc/x.png",
                "/etc/passwd"
            })
    void aPreviewThatIsNoPictureOfTheJobIsNot(String uri) {
        var stolen = Samples.progress(job, new SampleRange(0, 8), 43, 160, Optional.of(preview(1, 12, uri, 1234)));

        assertThat(ProgressRecord.read(job.id(), Json.write(stolen))).isEmpty();
    }

    private String text() {
        return new String(Json.write(told), UTF_8);
    }

    private static Preview preview(int index, int step, String uri, long sizeBytes) {
        return new Preview(index, step, 20, new ArtifactRef(uri, "00", sizeBytes, "image/png"));
    }
}
