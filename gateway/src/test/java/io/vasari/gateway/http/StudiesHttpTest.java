package io.vasari.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vasari.artifacts.ArtifactStore;
import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.SharedNoise;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.Expectation;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobCommand;
import io.vasari.contracts.JobState;
import io.vasari.contracts.Perturbation;
import io.vasari.contracts.PromptVerdict;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Study;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.StudyEvaluation.AttributeCheck;
import io.vasari.contracts.StudyEvaluation.Calibration;
import io.vasari.contracts.StudyEvaluation.Feature;
import io.vasari.contracts.StudyEvaluation.Group;
import io.vasari.contracts.StudyEvaluation.Thresholds;
import io.vasari.contracts.StudyEvaluation.Variance;
import io.vasari.gateway.InMemoryFarm;
import io.vasari.gateway.RecordedCommands;
import io.vasari.gateway.Samples;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class StudiesHttpTest {
    private static final String PERMUTED =
            "{\"model\":\"vases\",\"template\":\"ornate green vase\",\"seeds\":3,\"seed\":42,\"steps\":5}";

    private static final Calibration CALIBRATION =
            new Calibration(Instant.parse("2026-02-28T06:07:08Z"), "vasari 0.1.0", 3, 144, 0.99, 2);

    @Inject
    InMemoryFarm farm;

    @Inject
    RecordedCommands commands;

    @Inject
    ArtifactStore store;

    @BeforeEach
    void clear() {
        farm.clear();
        commands.clear();
    }

    @Test
    void aStudyIsAJobWhosePromptsShareTheirNoises() {
        var answer = Web.post("/v1/studies", PERMUTED);

        assertThat(answer.status()).isEqualTo(202);
        var job = sent();
        assertThat(answer.header("Location")).isEqualTo("/v1/studies/" + job.id());
        assertThat(job.samples()).isEqualTo(18);
        assertThat(job.seed()).isEqualTo(42);
        assertThat(job.study())
                .hasValue(new Study(Perturbation.PERMUTATION, Expectation.INVARIANT, Optional.of("ornate green vase")));
        var text = (TextPrompts) job.conditioning().orElseThrow();
        assertThat(text.prompts()).hasSize(6).startsWith(new Prompt("ornate green vase", 3));
        assertThat(text.noise()).hasValue(new SharedNoise(List.of(42L, 43L, 44L), 0));
        assertThat(text.sampling().steps()).isEqualTo(5);
        var study = answer.json();
        assertThat(study.get("prompts")).hasSize(6);
        assertThat(study.get("seeds").toString()).isEqualTo("[42,43,44]");
        assertThat(study.at("/grid/1/2").asText()).isEqualTo("/v1/jobs/" + job.id() + "/samples/5.png");
        assertThat(study.get("evaluation").isNull()).isTrue();
        assertThat(Web.get("/v1/jobs/" + job.id()).json().get("status").asText())
                .isEqualTo("queued");
    }

    @Test
    void substitutionExpectsTheImagesToMove() {
        Web.post(
                "/v1/studies",
                "{\"model\":\"vases\",\"template\":\"ornate {colour} vase\",\"values\":{\"colour\":[\"red\",\"mauve\",\"blue\"]},"
                        + "\"perturbation\":\"substitution\",\"seeds\":[5,9]}");

        assertThat(sent().study().orElseThrow().expectation()).isEqualTo(Expectation.VARIANT);
        var text = (TextPrompts) sent().conditioning().orElseThrow();
        assertThat(text.prompts())
                .extracting(Prompt::text)
                .containsExactly("ornate red vase", "ornate mauve vase", "ornate blue vase");
        assertThat(text.noise().orElseThrow().seeds()).containsExactly(5L, 9L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'model':'vases'}|prompts|missing; send a 'template'",
                "{'model':'vases','template':'a vase','prompts':['a','b']}|prompts|send one of the two",
                "{'model':'vases','prompts':['a']}|prompts|it makes 1 prompt, a study compares at least 2",
                "{'model':'vases','prompts':['a','a']}|prompts[1]|the same as prompts[0]",
                "{'model':'vases','template':'a {c} b','values':{'c':['x','y'],'d':['z']}}|values|the template has no slot 'd'",
                "{'model':'vases','template':'a {c} b','perturbation':'substitution'}|values|none for the slot 'c'",
                "{'model':'vases','template':'a b','perturbation':'substitution'}|template|it has no slot",
                "{'model':'vases','template':'a b','perturbation':'paraphrase'}|prompts|list the paraphrases",
                "{'model':'vases','template':'a b','perturbation':'permutatoin'}|perturbation|did you mean",
                "{'model':'vases','template':'a b','seeds':65}|seeds|65 is outside 1 to 64",
                "{'model':'vases','template':'a b','seeds':[1,1]}|seeds[1]|in the list already",
                "{'model':'vases','template':'a b','seeds':[1],'seed':3}|seed|'seeds' is a list already",
                "{'model':'vases','template':'a b','samples':4}|samples|a study takes 'seeds'",
                "{'model':'vases','template':'a b','variants':65}|variants|65 is outside 2 to 64",
                "{'model':'vases','template':'a b','steps':0}|steps|0 is outside 1 to",
                "{'model':'mnist-gan','template':'a b'}|prompts|paints from noise alone",
            })
    void whatIsWrongIsNamed(String body, String field, String message) {
        var answer = Web.post("/v1/studies", body.replace('\'', '"'));

        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.json().get("errors")).anySatisfy(error -> {
            assertThat(error.get("field").asText()).isEqualTo(field);
            assertThat(error.get("message").asText()).contains(message);
        });
        assertThat(commands.sent()).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        var answer = Web.post(
                "/v1/studies", "{\"model\":\"vases\",\"template\":\"a b\",\"seeds\":0,\"steps\":-1,\"colour\":1}");

        assertThat(answer.json().get("errors"))
                .extracting(error -> error.get("field").asText())
                .containsExactlyInAnyOrder("colour", "seeds", "steps");
    }

    @Test
    void aJudgedStudyHasItsEvaluationSheetReportAndFindings() throws IOException {
        Web.post("/v1/studies", PERMUTED);
        var job = sent();
        farm.put(Samples.status(job, JobState.SUCCEEDED, 18, 9));
        farm.put(job.id(), Samples.shard(store, job, new SampleRange(0, 7)));
        farm.put(job.id(), Samples.shard(store, job, new SampleRange(7, 11)));
        farm.put(evaluation(job, Optional.of(CALIBRATION)));

        var study = Web.get("/v1/studies/" + job.id()).json();
        assertThat(study.at("/evaluation/verdict").asText()).isEqualTo("outlier");
        assertThat(study.at("/evaluation/outlier/text").asText()).isEqualTo("vase green ornate");
        assertThat(study.at("/evaluation/distances/embedding/0/5").asDouble()).isEqualTo(0.5);
        assertThat(study.at("/evaluation/attributes/0/failed").asInt()).isEqualTo(1);
        assertThat(study.at("/evaluation/groups/0/noise_sha256").asText()).hasSize(64);
        assertThat(study.at("/evaluation/groups/1/noise_sha256").isNull()).isTrue();

        var sheet = ImageIO.read(new ByteArrayInputStream(
                Web.get("/v1/studies/" + job.id() + "/sheet.png").response().body()));
        assertThat(sheet.getWidth()).isGreaterThan((3 + 6) * 64);
        assertThat(sheet.getHeight()).isGreaterThan(6 * 64);

        var report = new String(
                Web.get("/v1/studies/" + job.id() + "/report.html").response().body());
        assertThat(report)
                .contains(
                        "\"vase green ornate\" stands out".replace("\"", "&quot;"),
                        "a &lt;b&gt; sentence",
                        "Omega squared")
                .contains("2 of 3")
                .contains("by themselves they say <strong>outlier</strong>", "The verdict rests on these")
                .contains("Calibrated on 144 replays of 3 prompts on 2026-02-28 06:07 UTC by vasari 0.1.0", "0.00100")
                .doesNotContain("http://", "https://");
        assertThat(report.split("data:image/png;base64,")).hasSize(1 + 18);
        assertThat(study.at("/evaluation/found_by/0").asText()).isEqualTo("colour");
        assertThat(study.at("/evaluation/features/colour/variance/prompt_ratio").asDouble())
                .isEqualTo(0.75);
        assertThat(study.at("/evaluation/calibration/replays").asInt()).isEqualTo(144);

        farm.put(evaluation(job, Optional.empty()));
        assertThat(new String(Web.get("/v1/studies/" + job.id() + "/report.html")
                        .response()
                        .body()))
                .contains("Default, not calibrated: thresholds.json cannot be used.");
        assertThat(Web.get("/v1/studies/" + job.id())
                        .json()
                        .at("/evaluation/calibration_ignored")
                        .asText())
                .isEqualTo("thresholds.json cannot be used");

        var findings = Web.get("/v1/findings?model=mnist-gan,vases&since=2026-03-01T00:00:00Z")
                .json()
                .get("findings");
        assertThat(findings).hasSize(1);
        assertThat(findings.at("/0/outlier").asText()).isEqualTo("vase green ornate");
        assertThat(findings.at("/0/severity").asDouble()).isEqualTo(8);
        assertThat(findings.at("/0/feature").asText()).isEqualTo("colour");
        assertThat(findings.at("/0/report").asText()).isEqualTo("/v1/studies/" + job.id() + "/report.html");
        assertThat(new String(Web.get("/v1/findings/report.html?model=mnist-gan,vases")
                        .response()
                        .body()))
                .contains("vase green ornate", "<a href=\"/v1/studies/" + job.id() + "/report.html\">");
        assertThat(new String(Web.get("/v1/findings/report.html?model=mnist-gan")
                        .response()
                        .body()))
                .contains("None: no study found anything.")
                .doesNotContain("<table>");
        assertThat(Web.get("/v1/findings?model=mnist-gan").json().get("findings"))
                .isEmpty();
        assertThat(Web.get("/v1/findings?since=2026-03-02T00:00:00Z").json().get("findings"))
                .isEmpty();
        assertThat(Web.get("/v1/findings?since=yesterday").status()).isEqualTo(400);
    }

    @Test
    void theListHasStudiesAlone() {
        Web.post("/v1/jobs", "{\"model\":\"mnist-gan\"}");
        Web.post("/v1/studies", PERMUTED);
        var id = sent().id();

        var page = Web.get("/v1/studies").json();

        assertThat(page.get("studies"))
                .allSatisfy(study -> assertThat(study.get("model").asText()).isEqualTo("vases"));
        assertThat(page.at("/studies/0/id").asText()).isEqualTo(id);
        assertThat(page.at("/studies/0/grid").isNull()).isTrue();
        assertThat(Web.get("/v1/studies?model=mnist-gan").json().get("studies")).isEmpty();
    }

    @Test
    void aJobThatIsNoStudyIsNotAmongThem() {
        var id = Web.post("/v1/jobs", "{\"model\":\"mnist-gan\"}")
                .json()
                .get("id")
                .asText();

        var answer = Web.get("/v1/studies/" + id);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("detail").asText()).contains("/v1/jobs/" + id);
        assertThat(Web.get("/v1/studies/" + Samples.id(7) + "/sheet.png").status())
                .isEqualTo(404);
    }

    @Test
    void aStudyThatRunsHasASheetAndAReportToo() {
        Web.post("/v1/studies", PERMUTED);
        var job = sent();
        farm.put(Samples.status(job, JobState.PROCESSING, 2, 1));
        farm.put(job.id(), Samples.shard(store, job, new SampleRange(0, 2)));

        assertThat(Web.get("/v1/studies/" + job.id() + "/sheet.png").status()).isEqualTo(200);
        assertThat(new String(Web.get("/v1/studies/" + job.id() + "/report.html")
                        .response()
                        .body()))
                .contains("Not judged yet: 2 of 18 images are there.");
    }

    private Job sent() {
        return ((JobCommand.Submit) commands.sent().get(commands.sent().size() - 1)).job();
    }

    private static StudyEvaluation evaluation(Job job, Optional<Calibration> calibration) {
        var text = (TextPrompts) job.conditioning().orElseThrow();
        var distances = new float[6][6];
        for (int i = 0; i < 5; i++) {
            distances[i][5] = 0.5f;
            distances[5][i] = 0.5f;
        }
        var noise = Optional.of("9f86d081".repeat(8));
        return new StudyEvaluation(
                job.id(),
                job.model(),
                Perturbation.PERMUTATION,
                Expectation.INVARIANT,
                text.prompts().stream().map(Prompt::text).toList(),
                List.of(
                        new Group(
                                42,
                                noise,
                                PromptVerdict.OUTLIER,
                                OptionalInt.of(5),
                                2,
                                24,
                                Optional.of(StudyEvaluation.COLOUR)),
                        new Group(
                                43,
                                Optional.empty(),
                                PromptVerdict.CONSISTENT,
                                OptionalInt.empty(),
                                0.1,
                                0,
                                Optional.empty())),
                StudyEvaluation.EMBEDDING,
                Map.of(StudyEvaluation.EMBEDDING, distances, StudyEvaluation.COLOUR, distances),
                PromptVerdict.OUTLIER,
                "\"vase green ornate\" stands out: a <b> sentence",
                OptionalInt.of(5),
                1,
                0.01,
                0.1,
                0.5,
                Optional.of(new Variance(0.5, 0.25, 0.25, 0.4)),
                new float[][] {{0.5f, 0.25f}},
                List.of(new AttributeCheck("colour", 0, "green", List.of("green", "red", "green"))),
                new Thresholds(0.05, 2, 0.25, 0.01, 0.05, OptionalDouble.empty()),
                Optional.empty(),
                Optional.empty(),
                Instant.parse("2026-03-01T12:00:09Z"),
                List.of(StudyEvaluation.COLOUR),
                Map.of(
                        StudyEvaluation.COLOUR,
                        new Feature(
                                PromptVerdict.OUTLIER,
                                OptionalInt.of(5),
                                3,
                                1,
                                0.01,
                                2,
                                2.5,
                                30,
                                Optional.of(new Variance(0.75, 0.125, 0.125, 0.7)),
                                new Thresholds(3, 2, 3, 1, 0.05, OptionalDouble.of(0.001)))),
                calibration,
                calibration.isEmpty() ? Optional.of("thresholds.json cannot be used") : Optional.empty());
    }
}
