package io.vasari.gateway.http;

import static io.vasari.gateway.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vasari.gateway.InMemoryFarm;
import io.vasari.gateway.RecordedCommands;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ErrorsHttpTest {
    @Inject
    InMemoryFarm farm;

    @Inject
    RecordedCommands commands;

    @BeforeEach
    void clear() {
        farm.clear();
        commands.clear();
    }

    @AfterEach
    void nothingWasSent() {
        assertThat(commands.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"model":"mnist-gn"}                    | model    | model: there is no model 'mnist-gn', did you mean 'mnist-gan'?; models: blobs, mnist-gan, murals, vases
            {}                                      | model    | model: missing; models: blobs, mnist-gan, murals, vases
            {"model":null}                          | model    | model: missing; models: blobs, mnist-gan, murals, vases
            {"model":7}                             | model    | model: expected string, got integer 7
            {"model":"mnist-lenet"}                 | model    | model: 'mnist-lenet' does image-classification and makes no samples; models that do: blobs, mnist-gan, murals, vases
            {"model":"mnist-gan","revision":"e200"} | revision | revision: 'mnist-gan' has no revision 'e200'; revisions: epoch-001, epoch-060, epoch-200
            {"model":"mnist-gan","revision":"epoch-20"} | revision | revision: 'mnist-gan' has no revision 'epoch-20', did you mean 'epoch-200' or 'epoch-001' or 'epoch-060'?; revisions: epoch-001, epoch-060, epoch-200
            {"model":"mnist-gan","samples":0}       | samples  | samples: 0 is outside 1 to 1000000
            {"model":"mnist-gan","samples":-5}      | samples  | samples: -5 is outside 1 to 1000000
            {"model":"mnist-gan","samples":1000001} | samples  | samples: 1000001 is outside 1 to 1000000
            {"model":"mnist-gan","samples":99999999999999999999} | samples | samples: 99999999999999999999 is outside 1 to 1000000
            {"model":"mnist-gan","samples":"ten"}   | samples  | samples: expected integer, got string "ten"
            {"model":"mnist-gan","samples":2.5}     | samples  | samples: expected integer, got number 2.5
            {"model":"mnist-gan","samples":2.0}     | samples  | samples: expected integer, got number 2.0
            {"model":"mnist-gan","samples":[1]}     | samples  | samples: expected integer, got array
            {"model":"mnist-gan","samples":true}    | samples  | samples: expected integer, got boolean true
            {"model":"mnist-gan","seed":9007199254740992} | seed | seed: 9007199254740992 is outside 0 to 9007199254740991
            {"model":"mnist-gan","seed":-1}         | seed     | seed: -1 is outside 0 to 9007199254740991
            {"model":"mnist-gan","priority":"high"} | priority | priority: 'high' is not one of interactive, batch
            {"model":"mnist-gan","sample":5}        | sample   | unknown field 'sample', did you mean 'samples'?; known fields: model, revision, samples, seed, priority, tenant
            """)
    void aWrongFieldIsNamedWithItsLimit(String body, String field, String message) {
        var answer = Web.post("/v1/jobs", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        var problem = answer.json();
        assertThat(problem.get("type").asText()).isEqualTo("urn:vasari:problem:invalid-request");
        assertThat(problem.get("title").asText()).isEqualTo("The request is not valid");
        assertThat(problem.get("status").asInt()).isEqualTo(400);
        assertThat(problem.get("detail").asText()).isEqualTo(message);
        assertThat(problem.get("errors")).hasSize(1);
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(problem.at("/errors/0/message").asText()).isEqualTo(message);
    }

    @Test
    void aTenantThatIsNoNameIsRefused() {
        var answer = Web.post("/v1/jobs", "{\"model\":\"mnist-gan\",\"tenant\":\"a b\"}");

        assertThat(answer.json().at("/errors/0/value").asText()).isEqualTo("a b");
        assertThat(answer.json().at("/errors/0/message").asText()).contains("1 to 64 letters");
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        var errors = Web.post("/v1/jobs", "{\"model\":\"mnist-gan\",\"samples\":0,\"seed\":\"x\",\"sed\":1}")
                .json()
                .get("errors");

        assertThat(StreamSupport.stream(errors.spliterator(), false)
                        .map(error -> error.get("field").asText()))
                .containsExactly("sed", "samples", "seed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"model":"mnist-gan",}          | line 1, column 22
            {"model" "mnist-gan"}           | line 1, column 10
            {"model":"a","model":"b"}       | Duplicate field 'model'
            {"model":"mnist-gan"} {}        | line 1
            nonsense                        | line 1, column
            ["mnist-gan"]                   | expected a JSON object, got array
            "mnist-gan"                     | expected a JSON object, got string "mnist-gan"
            {"model":                       | line 1
            """)
    void brokenJsonIsToldWithItsPlace(String body, String detail) {
        var answer = Web.post("/v1/jobs", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:vasari:problem:broken-json");
        assertThat(answer.json().get("detail").asText()).contains(detail);
    }

    @Test
    void anEmptyBodyIsSaidToBeEmpty() {
        assertThat(Web.post("/v1/jobs", "").json().get("detail").asText())
                .isEqualTo("the body is empty, send a JSON object");
    }

    @Test
    void bytesThatAreNoTextAreBrokenJson() {
        var answer = Web.send(Web.request("/v1/jobs")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', '}'}))
                .build());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:vasari:problem:broken-json");
    }

    @ParameterizedTest
    @ValueSource(ints = {64 * 1024 + 1, 1_000_000, 20_000_000})
    void tooLargeABodyIsRefusedWithTheLimit(int bytes) {
        var answer = Web.post("/v1/jobs", " ".repeat(bytes));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("detail").asText()).contains("65536 bytes (64 KiB)");
    }

    @Test
    void tooLargeABodyOfUnknownLengthIsRefusedToo() {
        var answer = Web.send(Web.request("/v1/jobs")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1_000_000])))
                .build());

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:vasari:problem:body-too-large");
    }

    @Test
    void aBodyOfTheLargestSizeIsRead() {
        var json = "{\"sample\":1}";

        assertThat(Web.post("/v1/jobs", json + " ".repeat(64 * 1024 - json.length()))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anotherContentTypeIsRefused() {
        var answer = Web.send(Web.request("/v1/jobs")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"model\":\"mnist-gan\"}"))
                .build());

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().get("detail").asText()).isEqualTo("Content-Type is text/plain, send application/json");
    }

    @Test
    void whatTakesFormsAsksForOne() {
        var answer = Web.send(Web.request("/v1/images/edits")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build());

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().get("detail").asText())
                .isEqualTo("Content-Type is application/json, send multipart/form-data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/nothing", "/v2/jobs", "/nothing", "/v1/jobs/x/y/z"})
    void anUnknownPathIsAProblem(String path) {
        var answer = Web.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:vasari:problem:not-found");
        assertThat(answer.json().get("detail").asText()).contains(path);
    }

    @Test
    void aWrongMethodIsAProblemThatNamesTheRightOnes() {
        var answer = Web.send(Web.request("/v1/jobs").DELETE().build());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:vasari:problem:method-not-allowed");
        assertThat(answer.json().get("detail").asText())
                .isEqualTo("/v1/jobs does not take DELETE; it takes GET, HEAD, POST");
    }

    @Test
    void anUnknownJobIsAProblem() {
        assertThat(Web.get("/v1/jobs/" + id(9)).json().get("detail").asText())
                .isEqualTo("there is no job '" + id(9) + "'; jobs are kept for 7 days");
        assertThat(Web.get("/v1/jobs/nonsense").json().get("detail").asText())
                .isEqualTo("there is no job 'nonsense'; a job id is 26 digits and lower-case letters");
        for (String path : new String[] {"/events", "/samples.tar", "/sheet.png", "/samples/0.png"}) {
            assertThat(Web.get("/v1/jobs/" + id(9) + path).status()).as(path).isEqualTo(404);
        }
        assertThat(Web.post("/v1/jobs/" + id(9) + "/cancel", "").status()).isEqualTo(404);
    }

    @Test
    void aFormatThatIsNotThereIsAProblem() {
        var answer = Web.get("/v1/models", "Accept", "text/csv");

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void untilTheTablesAreReadyJobsCannotBeSeen() {
        farm.ready(false);

        for (String path : new String[] {"/v1/jobs", "/v1/jobs/" + id(1), "/v1/workers"}) {
            var answer = Web.get(path);
            assertThat(answer.status()).as(path).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("2");
            assertThat(answer.json().get("type").asText()).isEqualTo("urn:vasari:problem:not-ready");
        }
        assertThat(Web.get("/q/health/ready").status()).isEqualTo(503);
        assertThat(Web.get("/q/health/live").status()).isEqualTo(200);
    }
}
