package io.vasari.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of the containers without an engine that runs them. */
class ComposeTest {
    private static final Path ROOT = ComposeFile.ROOT;

    private final ComposeFile compose = ComposeFile.read();

    /** dclint checks the schema of the Compose specification and its own rules; the continuous build installs it. */
    @Test
    void theFileIsAsTheSpecificationWantsIt() throws IOException, InterruptedException {
        var folder = Optional.ofNullable(System.getenv("DCLINT_DIR"));
        assumeTrue(folder.isPresent(), "dclint is not installed: DCLINT_DIR does not say where");
        var outcome = Programs.run(
                ROOT,
                List.of(
                        folder.get() + "/node_modules/.bin/dclint",
                        "-c",
                        "deploy/.dclintrc.yml",
                        "--max-warnings",
                        "0",
                        "docker-compose.yml"));
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    @Test
    void everyServiceIsWatchedStartedAgainAndGivenTimeToStop() {
        assertThat(compose.names())
                .containsExactlyInAnyOrder(
                        "kafka", "gateway", "worker", "worker-gpu", "evaluator", "prometheus", "grafana");
        assertThat(compose.names()).allSatisfy(name -> {
            var service = compose.service(name);
            assertThat(service.path("healthcheck").path("test")).isNotEmpty();
            assertThat(service.path("restart").asText()).isEqualTo("unless-stopped");
            assertThat(compose.stopGrace(name)).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
            assertThat(service.path("volumes"))
                    .as("what must outlive the container")
                    .isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "worker-gpu", "evaluator"})
    void nobodyIsKilledWhileItDrains(String service) {
        String drain = compose.environment(service).entrySet().stream()
                .filter(variable -> variable.getKey().endsWith("_DRAIN_TIMEOUT"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(compose.stopGrace(service))
                .isGreaterThanOrEqualTo(ComposeFile.seconds(drain).plusSeconds(5));
    }

    @Test
    void onlyThisMachineReachesThePorts() {
        assertThat(compose.names())
                .allSatisfy(name -> assertThat(texts(compose.service(name).path("ports")))
                        .allMatch(port -> port.startsWith("127.0.0.1:")));
    }

    @Test
    void whatIsMountedIsThere() {
        assertThat(compose.names())
                .allSatisfy(name -> assertThat(texts(compose.service(name).path("volumes")))
                        .allSatisfy(volume -> {
                            String source = volume.substring(0, volume.indexOf(':'));
                            if (source.startsWith("./")) {
                                assertThat(ROOT.resolve(source)).exists();
                            } else if (!source.startsWith("$")) {
                                assertThat(compose.hasVolume(source)).as(source).isTrue();
                            }
                        }));
    }

    @Test
    void theGpuIsReservedInItsProfileAlone() {
        assertThat(texts(compose.service("worker-gpu").path("profiles"))).containsExactly("gpu");
        assertThat(compose.service("worker-gpu")
                        .at("/deploy/resources/reservations/devices/0/capabilities/0")
                        .asText())
                .isEqualTo("gpu");
        assertThat(compose.service("worker").has("deploy")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "worker", "evaluator"})
    void imagesAreBuiltInStagesAndRunWithoutRoot(String app) {
        var dockerfile = Dockerfile.read(ROOT.resolve(app).resolve("Dockerfile"));
        assertThat(compose.service(app).path("build").path("dockerfile").asText())
                .isEqualTo(app + "/Dockerfile");
        assertThat(dockerfile.all("FROM")).hasSize(2);
        assertThat(dockerfile.last("USER")).matches("[1-9]\\d*:[1-9]\\d*");
        assertThat(dockerfile.last("EXPOSE")).isEqualTo(dockerfile.environment().get("QUARKUS_HTTP_PORT"));
    }

    @Test
    void prometheusScrapesEveryAppByItsPortAndLoadsTheRules(@TempDir Path folder) throws Exception {
        Path configuration = ROOT.resolve("deploy/prometheus/prometheus.yml");
        var jobs = ComposeFile.yaml(configuration).path("scrape_configs");
        for (String app : List.of("gateway", "worker", "evaluator")) {
            String port =
                    Dockerfile.read(ROOT.resolve(app).resolve("Dockerfile")).last("EXPOSE");
            assertThat(StreamSupport.stream(jobs.spliterator(), false)).anySatisfy(job -> {
                assertThat(job.path("job_name").asText()).isEqualTo("vasari-" + app);
                assertThat(texts(job.at("/dns_sd_configs/0/names"))).contains(app);
                assertThat(job.at("/dns_sd_configs/0/port").asText()).isEqualTo(port);
            });
        }
        assumeTrue(Programs.isInstalled("promtool"), "promtool is not installed");
        Files.copy(configuration, folder.resolve("prometheus.yml"));
        Files.copy(ROOT.resolve("dashboards/prometheus/rules.yml"), folder.resolve("rules.yml"));
        var outcome = Programs.run(folder, List.of("promtool", "check", "config", "prometheus.yml"));
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    @Test
    void grafanaFindsItsDashboardsAndTheirDataSource() {
        var provider = ComposeFile.yaml(ROOT.resolve("deploy/grafana/provisioning/dashboards/vasari.yml"));
        String path = provider.at("/providers/0/options/path").asText();
        assertThat(texts(compose.service("grafana").path("volumes"))).contains("./dashboards/grafana:" + path + ":ro");
        String home = compose.environment("grafana").get("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH");
        assertThat(ROOT.resolve("dashboards/grafana").resolve(Path.of(path).relativize(Path.of(home))))
                .isRegularFile();
        var source = ComposeFile.yaml(ROOT.resolve("deploy/grafana/provisioning/datasources/prometheus.yml"));
        assertThat(source.at("/datasources/0/type").asText()).isEqualTo("prometheus");
        assertThat(source.at("/datasources/0/url").asText()).isEqualTo("http://prometheus:9090");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
