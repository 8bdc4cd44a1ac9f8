package io.vasari.cli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.cli.CommandLines;
import io.vasari.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusTest {
    private static final PrometheusOptions ANY_PORT = PrometheusOptions.on(0);

    @TempDir
    Path data;

    @Test
    void absentProgramIsNamedWithTheWayOut() {
        assertThatThrownBy(() -> Prometheus.program(data, Path.of("rules.yml"), ANY_PORT, new SearchPath("/nowhere:")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'prometheus'")
                .hasMessageContaining("PATH")
                .hasMessageContaining("install");
    }

    @Test
    void itKeepsItsFilesBelowTheDataFolderAndScrapesWhatTheFarmLists() throws IOException {
        var program = Prometheus.program(data, Path.of("/farm's/rules.yml"), ANY_PORT, pathWithPrometheus());

        Path configuration = data.resolve("prometheus/prometheus.yml");
        assertThat(program.command())
                .contains("--config.file=" + configuration, "--storage.tsdb.path=" + data.resolve("prometheus/data"))
                .contains("--web.listen-address=127.0.0.1:" + program.port());
        assertThat(program.url()).isEqualTo("http://127.0.0.1:" + program.port());
        assertThat(Files.readString(configuration))
                .contains("rule_files: ['/farm''s/rules.yml']")
                .contains(data.resolve("run/prometheus-targets.json").toString())
                .contains("scrape_interval: 5s");
    }

    @Test
    void oneThatWasLeftRunningIsKnownByItsConfiguration() throws IOException {
        var program = Prometheus.program(data, Path.of("rules.yml"), ANY_PORT, pathWithPrometheus());
        String commandLine = String.join(" ", program.command());
        assertThat(Prometheus.isOf(data, commandLine)).isTrue();
        assertThat(Prometheus.isOf(data.resolve("other"), commandLine)).isFalse();
    }

    @Test
    void portOutOfRangeIsRefused() {
        var run = CommandLines.run("up", "--prometheus=70000", "--data", data.toString());
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains("--prometheus").contains("70000").contains("65535");
    }

    private SearchPath pathWithPrometheus() throws IOException {
        Files.createFile(
                Files.createDirectories(data.resolve("bin")).resolve("prometheus"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        return new SearchPath(data.resolve("bin").toString());
    }
}
