package io.vasari.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every record reads and writes its golden file without a difference, and the file fits its schema. */
class GoldenRecordsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @ValueSource(
            classes = {
                JobCommand.class,
                Task.class,
                TaskEvent.class,
                TaskProgress.class,
                Cancellation.class,
                JobStatus.class,
                Shard.class,
                WorkerBeat.class,
                TaskScores.class,
                JobEvaluation.class,
                StudyEvaluation.class,
                ReplayOrder.class,
                ReplayReport.class,
                DeadLetter.class
            })
    void recordIsItsGoldenFile(Class<?> record) throws IOException {
        String name = CloudEvent.typeOf(record).replace("io.vasari.", "").replace(".v1", "");
        byte[] golden = resource("/golden/" + name + ".v1.json");

        JsonNode written = JSON.readTree(Json.write(Json.read(golden, record)));

        assertThat(written).isEqualTo(JSON.readTree(golden));
        assertThat(complaints(name, written)).isEmpty();
        assertThat(complaints(name, JSON.readTree("{}"))).isNotEmpty();
    }

    private static List<?> complaints(String name, JsonNode record) throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new String(resource("/schemas/" + name + ".v1.schema.json")));
        return schema.validate(record.toString(), com.networknt.schema.InputFormat.JSON);
    }

    private static byte[] resource(String path) throws IOException {
        try (var in = GoldenRecordsTest.class.getResourceAsStream(path)) {
            return in.readAllBytes();
        }
    }
}
