package io.vasari.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.WorkerBeat;
import io.vasari.gateway.InMemoryFarm;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ModelsHttpTest {
    @Inject
    InMemoryFarm farm;

    @Test
    void aModelIsShownWithItsRevisionsAndLimits() {
        var model = Web.get("/v1/models/mnist-gan").json();

        assertThat(model.get("revisions")).hasSize(3);
        assertThat(model.get("default_revision").asText()).isEqualTo("epoch-200");
        assertThat(model.at("/parameters/samples/max").asInt()).isEqualTo(1_000_000);
        assertThat(model.at("/parameters/samples/default").asInt()).isEqualTo(16);
        assertThat(model.at("/image/width").asInt()).isEqualTo(28);
        assertThat(model.at("/critic/classifier").asText()).isEqualTo("mnist-lenet");
        assertThat(model.get("generates").asBoolean()).isTrue();
    }

    @Test
    void aModelThatPaintsFromTextSaysWhatItTakes() {
        var model = Web.get("/v1/models/vases").json();

        assertThat(model.get("generates").asBoolean()).isTrue();
        assertThat(model.at("/parameters/guidance_scale/default").asDouble()).isEqualTo(3.5);
        assertThat(model.at("/parameters/strength/min").asText()).isEqualTo("0.05");
        assertThat(model.at("/parameters/width/multiple_of").asInt()).isEqualTo(8);
        assertThat(model.at("/parameters/prompt/max_length").asInt()).isEqualTo(200);
        assertThat(model.at("/parameters/scheduler/values/1").asText()).isEqualTo("euler");
        assertThat(model.at("/parameters/steps/multiple_of").isNull()).isTrue();
    }

    @Test
    void allModelsAreListed() {
        assertThat(Web.get("/v1/models").json().get("models").findValuesAsText("url"))
                .containsExactly(
                        "/v1/models/blobs",
                        "/v1/models/mnist-gan",
                        "/v1/models/mnist-lenet",
                        "/v1/models/murals",
                        "/v1/models/vases");
    }

    @Test
    void forAnUnknownModelTheNearestNamesAreGiven() {
        var answer = Web.get("/v1/models/mnistgan");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:vasari:problem:model-not-found");
        assertThat(answer.json().get("detail").asText())
                .isEqualTo("there is no model 'mnistgan', did you mean 'mnist-gan'?; models: blobs, mnist-gan,"
                        + " mnist-lenet, murals, vases");
    }

    @Test
    void onlyWorkersThatWereHeardOfLateAreListed() {
        farm.clear();
        farm.put(beat("w-2", Instant.now().minusSeconds(3)));
        farm.put(beat("w-1", Instant.now()));
        farm.put(beat("w-3", Instant.now().minusSeconds(30)));

        var workers = Web.get("/v1/workers").json().get("workers");
        assertThat(workers.findValuesAsText("id")).containsExactly("w-1", "w-2");
        assertThat(workers.at("/1/age_seconds").asDouble()).isBetween(3.0, 10.0);
        assertThat(workers.at("/0/busy_slots").asInt()).isEqualTo(2);
        assertThat(workers.at("/0/slots").asInt()).isEqualTo(3);
        assertThat(workers.at("/0/interactive_slots").asInt()).isEqualTo(1);
        assertThat(workers.at("/0/loaded/0").asText()).isEqualTo("mnist-gan@epoch-200");
    }

    @Test
    void theIndexLeadsToEverything() {
        var links = Web.get("/").json().get("links");

        links.forEach(link ->
                assertThat(Web.get(link.asText()).status()).as(link.asText()).isIn(200, 302));
        assertThat(links).hasSize(9);
    }

    @Test
    void theInterfaceIsDescribed() {
        var description =
                new String(Web.get("/q/openapi?format=json").response().body(), UTF_8);
        var openapi = Web.json(description);

        assertThat(openapi.at("/paths/~1v1~1jobs/post/operationId").asText()).isEqualTo("submitJob");
        assertThat(openapi.at("/paths").size()).isGreaterThanOrEqualTo(11);
        assertThat(openapi.at("/components/schemas/Evaluation/properties").has("log10_p_value"))
                .isTrue();
        assertThat(openapi.at("/components/schemas/Submission/properties/seed/maximum")
                        .asLong())
                .isEqualTo(9007199254740991L);
        for (String list : List.of("jobs", "studies")) {
            assertThat(openapi.at("/paths/~1v1~1" + list + "/get/parameters"))
                    .extracting(parameter -> parameter.path("name").asText())
                    .containsExactlyInAnyOrder("limit", "cursor", "status", "model");
        }
        assertThat(description).doesNotContain("log10PValue").doesNotContain("createdAt");
    }

    @Test
    void aWrongMethodIsToldTheOnesThatTheDescriptionHas() {
        var paths = Web.json(
                        new String(Web.get("/q/openapi?format=json").response().body(), UTF_8))
                .get("paths");

        paths.fields().forEachRemaining(path -> {
            var answer = Web.send(Web.request(path.getKey().replaceAll("\\{\\w+}", "1"))
                    .DELETE()
                    .build());
            assertThat(answer.status()).as(path.getKey()).isEqualTo(405);
            var allowed = Stream.of(answer.header("Allow").split(", ?"))
                    .filter(method -> !method.equals("HEAD"))
                    .map(String::toLowerCase);
            assertThat(allowed).as(path.getKey()).containsExactlyInAnyOrderElementsOf(() -> path.getValue()
                    .fieldNames());
        });
    }

    private static WorkerBeat beat(String id, Instant at) {
        return new WorkerBeat(
                id,
                "cpu",
                WorkerBeat.State.READY,
                3,
                1,
                2,
                "cpu",
                List.of(new ModelRef("mnist-gan", "epoch-200")),
                at.minusSeconds(60),
                at);
    }
}
