package io.vasari.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The alert rules by Prometheus' own checker, where that is installed (the continuous build installs it). */
class AlertRulesTest {
    private static final Path ROOT = Path.of(System.getProperty("vasari.root"));
    private static final Path RULES = ROOT.resolve("dashboards/prometheus");

    @Test
    void everyRuleFiresAndKeepsQuietWhenItShould() throws IOException, InterruptedException {
        boolean installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
        assumeTrue(installed, "promtool is not installed");
        var promtool = new ProcessBuilder("promtool", "test", "rules", "rules_test.yml")
                .directory(RULES.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(promtool.getInputStream().readAllBytes());
        assertThat(promtool.waitFor()).as(output).isZero();
    }

    @Test
    void everyRuleHasARunbookAndATest() throws IOException {
        var rules = Files.readString(RULES.resolve("rules.yml"));
        var tests = Files.readString(RULES.resolve("rules_test.yml"));
        var names = Pattern.compile("alert: (\\w+)")
                .matcher(rules)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(names).contains("ModeMissing", "EvaluatorStale").allSatisfy(name -> {
            assertThat(rules).contains("runbook_url: docs/runbooks/" + name + ".md");
            assertThat(ROOT.resolve("docs/runbooks/" + name + ".md")).isRegularFile();
            assertThat(tests).contains("alertname: " + name);
        });
    }
}
