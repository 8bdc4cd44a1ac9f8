package io.vasari.gateway.http;

import static io.vasari.gateway.Samples.evaluation;
import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static io.vasari.gateway.Samples.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vasari.contracts.JobCommand;
import io.vasari.contracts.JobState;
import io.vasari.contracts.Priority;
import io.vasari.gateway.InMemoryFarm;
import io.vasari.gateway.RecordedCommands;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JobsHttpTest {
    @Inject
    InMemoryFarm farm;

    @Inject
    RecordedCommands commands;

    @BeforeEach
    void clear() {
        farm.clear();
        commands.clear();
    }

    @Test
    void aSubmissionIsSentToTheSchedulerAndAnsweredWithTheJob() {
        var answer = Web.post(
                "/v1/jobs",
                "{\"model\":\"mnist-gan\",\"revision\":\"epoch-001\",\"samples\":2000,\"seed\":7,"
                        + "\"priority\":\"interactive\",\"tenant\":\"lab\"}");

        assertThat(answer.status()).isEqualTo(202);
        var sent = ((JobCommand.Submit) commands.sent().get(0)).job();
        assertThat(sent.pool()).isEqualTo("cpu");
        assertThat(sent.model()).hasToString("mnist-gan@epoch-001");
        assertThat(sent.samples()).isEqualTo(2000);
        assertThat(sent.seed()).isEqualTo(7);
        assertThat(sent.priority()).isEqualTo(Priority.INTERACTIVE);
        assertThat(sent.tenant()).isEqualTo("lab");
        assertThat(answer.header("Location")).endsWith("/v1/jobs/" + sent.id());
        var body = answer.json();
        assertThat(body.get("id").asText()).isEqualTo(sent.id());
        assertThat(body.get("status").asText()).isEqualTo("queued");
        assertThat(body.at("/samples/requested").asInt()).isEqualTo(2000);
        assertThat(body.at("/urls/self").asText()).isEqualTo("/v1/jobs/" + sent.id());
        assertThat(body.has("evaluation") && body.get("evaluation").isNull()).isTrue();
        assertThat(body.has("completed_at") && body.get("completed_at").isNull())
                .isTrue();
    }

    @Test
    void whatIsLeftOutGetsTheDefaultsOfTheCard() {
        var body = Web.post("/v1/jobs", "{\"model\":\"mnist-gan\"}").json();

        assertThat(body.get("revision").asText()).isEqualTo("epoch-200");
        assertThat(body.at("/samples/requested").asInt()).isEqualTo(16);
        assertThat(body.get("priority").asText()).isEqualTo("batch");
        assertThat(body.get("tenant").asText()).isEqualTo("default");
        assertThat(body.get("seed").asLong())
                .isBetween(0L, 9007199254740991L)
                .isEqualTo(((JobCommand.Submit) commands.sent().get(0)).job().seed());
    }

    @Test
    void aJobIsFoundAndListedBeforeTheTableShowsIt() {
        farm.put(status(job(id(1), 5), JobState.SUCCEEDED, 5, 3));
        var submitted = Web.post("/v1/jobs", "{\"model\":\"mnist-gan\"}")
                .json()
                .get("id")
                .asText();

        assertThat(Web.get("/v1/jobs/" + submitted).status()).isEqualTo(200);
        var listed = Web.get("/v1/jobs?limit=500").json().get("jobs").findValuesAsText("id");
        assertThat(listed).containsSubsequence(submitted, id(1));
    }

    @Test
    void theTableWinsOverWhatWasJustAccepted() {
        Web.post("/v1/jobs", "{\"model\":\"mnist-gan\"}");
        var job = ((JobCommand.Submit) commands.sent().get(0)).job();
        farm.put(status(job, JobState.PROCESSING, 3, 2));

        var body = Web.get("/v1/jobs/" + job.id()).json();
        assertThat(body.get("status").asText()).isEqualTo("processing");
        assertThat(body.at("/samples/done").asInt()).isEqualTo(3);
        assertThat(body.get("started_at").asText()).isEqualTo("2026-03-01T12:00:01Z");
    }

    @Test
    void aSubmissionTheBrokerDoesNotTakeIsNotAccepted() {
        var before = Web.get("/v1/jobs").json();
        commands.away(true);

        var answer = Web.post("/v1/jobs", "{\"model\":\"mnist-gan\"}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:vasari:problem:broker-unreachable");
        assertThat(Web.get("/v1/jobs").json()).isEqualTo(before);
    }

    @Test
    void theEvaluationIsPartOfTheJob() {
        var job = job(id(1), 8);
        farm.put(status(job, JobState.PROCESSING, 8, 4));
        farm.put(evaluation(job.id(), 8));

        var evaluation = Web.get("/v1/jobs/" + job.id()).json().get("evaluation");
        assertThat(evaluation.at("/class_counts/zero").asLong()).isEqualTo(6);
        assertThat(evaluation.at("/class_shares/one").asDouble()).isEqualTo(0.25);
        assertThat(evaluation.get("entropy_ratio").asDouble()).isEqualTo(0.81);
        assertThat(evaluation.get("log10_p_value").isNull())
                .as("minus infinity is no JSON")
                .isTrue();
        assertThat(evaluation.get("total_variation_ratio").asDouble()).isEqualTo(0.25);
        assertThat(evaluation.get("mean_discriminator_belief").asDouble()).isEqualTo(0.4);
        assertThat(evaluation.get("verdict").asText()).isEqualTo("skewed");
        assertThat(evaluation.at("/features/embedder").asText()).isEqualTo("mnist-lenet@v1");
        assertThat(evaluation.at("/features/kernel_distance").asDouble()).isEqualTo(-0.25);
        assertThat(evaluation.at("/features/frechet_distance").isNull()).isTrue();
        assertThat(evaluation.at("/features/near_duplicate_ratio").asDouble()).isEqualTo(0.0625);
        assertThat(evaluation.get("complete").asBoolean()).isFalse();

        farm.put(status(job, JobState.SUCCEEDED, 8, 5));
        assertThat(Web.get("/v1/jobs/" + job.id())
                        .json()
                        .at("/evaluation/complete")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aRunningJobIsCanceledAndMayBeCanceledAgain() {
        farm.put(status(job(id(1), 8), JobState.PROCESSING, 3, 4));

        assertThat(Web.post("/v1/jobs/" + id(1) + "/cancel", "").status()).isEqualTo(202);
        var again = Web.send(Web.request("/v1/jobs/" + id(1) + "/cancel")
                .POST(BodyPublishers.noBody())
                .build());

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().get("id").asText()).isEqualTo(id(1));
        assertThat(commands.sent())
                .hasSize(2)
                .allMatch(command -> command instanceof JobCommand.Cancel cancel
                        && cancel.jobId().equals(id(1)));
    }

    @Test
    void aJobThatHasEndedCannotBeCanceled() {
        farm.put(status(job(id(1), 8), JobState.SUCCEEDED, 8, 4));

        var answer = Web.post("/v1/jobs/" + id(1) + "/cancel", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("detail").asText()).isEqualTo("job " + id(1) + " is succeeded already");
        assertThat(commands.sent()).isEmpty();
    }

    @Test
    void theSameIdempotencyKeyIsTheSameJob() {
        var key = new String[] {"Idempotency-Key", "order-66"};
        commands.away(true);
        assertThat(Web.post("/v1/jobs", "{\"model\":\"mnist-gan\"}", key).status())
                .isEqualTo(503);
        commands.away(false);
        var first = Web.post("/v1/jobs", "{\"model\":\"mnist-gan\"}", key).json();
        var second = Web.post("/v1/jobs", "{ \"model\" : \"mnist-gan\" }", key).json();

        assertThat(second).isEqualTo(first);
        assertThat(commands.sent()).hasSize(1);
        var other = Web.post("/v1/jobs", "{\"model\":\"mnist-gan\",\"samples\":2}", key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("detail").asText()).contains(first.get("id").asText());
    }

    @Test
    void submissionsAreCountedByModel() {
        Web.post("/v1/jobs", "{\"model\":\"blobs\"}");

        var metrics = new String(Web.get("/q/metrics").response().body(), UTF_8);
        assertThat(metrics).containsPattern("vasari_jobs_submitted_total\\{model=\"blobs\"\\} [1-9]");
    }
}
