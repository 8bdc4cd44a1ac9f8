package io.vasari.gateway.http;

import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static io.vasari.gateway.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.vasari.contracts.JobState;
import io.vasari.contracts.ModelRef;
import io.vasari.gateway.InMemoryFarm;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ListHttpTest {
    @Inject
    InMemoryFarm farm;

    @BeforeEach
    void sevenJobs() {
        farm.clear();
        for (int i = 0; i < 7; i++) {
            var model = i == 3 ? new ModelRef("blobs", "r1") : new ModelRef("mnist-gan", "epoch-200");
            farm.put(status(job(id(i), 10, model), i % 2 == 0 ? JobState.SUCCEEDED : JobState.PROCESSING, 4, 1));
        }
    }

    @Test
    void pagesGoFromTheNewestToTheOldestWithoutGapOrDouble() {
        var seen = new ArrayList<String>();
        var query = "/v1/jobs?model=mnist-gan&limit=2";
        JsonNode page = Web.get(query).json();
        seen.addAll(ids(page));
        while (!page.get("next_cursor").isNull()) {
            page = Web.get(query + "&cursor=" + page.get("next_cursor").asText())
                    .json();
            seen.addAll(ids(page));
        }

        assertThat(ofTable(seen)).containsExactly(id(6), id(5), id(4), id(2), id(1), id(0));
    }

    @Test
    void aListIsFilteredByStatusAndModel() {
        assertThat(ids(Web.get("/v1/jobs?status=processing").json())).containsExactly(id(5), id(3), id(1));
        assertThat(ids(Web.get("/v1/jobs?model=blobs&status=processing").json()))
                .containsExactly(id(3));
        assertThat(ids(Web.get("/v1/jobs?model=blobs@r1&status=processing&cursor=&limit=")
                        .json()))
                .containsExactly(id(3));
        assertThat(ids(Web.get("/v1/jobs?model=nothing").json())).isEmpty();
    }

    @Test
    void theLastPageHasNoCursor() {
        var page = Web.get("/v1/jobs?status=succeeded&limit=4").json();

        assertThat(ids(page)).containsExactly(id(6), id(4), id(2), id(0));
        assertThat(page.get("next_cursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            limit=0        | limit  | limit: expected an integer from 1 to 500, got '0'
            limit=501      | limit  | limit: expected an integer from 1 to 500, got '501'
            limit=ten      | limit  | limit: expected an integer from 1 to 500, got 'ten'
            status=running | status | status: 'running' is not one of queued, processing, succeeded, partial, failed, canceled, expired
            cursor=abc     | cursor | cursor: not a next_cursor of this list; leave it out for the first page
            """)
    void wrongParametersAreNamed(String query, String field, String message) {
        var answer = Web.get("/v1/jobs?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(answer.json().get("detail").asText()).isEqualTo(message);
    }

    private static List<String> ids(JsonNode page) {
        return IntStream.range(0, page.get("jobs").size())
                .mapToObj(i -> page.at("/jobs/" + i + "/id").asText())
                .toList();
    }

    /** Without the jobs that other tests have submitted to the same gateway. */
    private static List<String> ofTable(List<String> ids) {
        return ids.stream().filter(id -> id.startsWith("00000000")).toList();
    }
}
