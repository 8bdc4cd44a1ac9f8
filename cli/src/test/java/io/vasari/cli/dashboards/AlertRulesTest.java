package io.vasari.cli.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vasari.cli.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules by Prometheus' own checker, where that is installed (the continuous build installs it). */
class AlertRulesTest {
    private static final Path RULES = Dashboard.ROOT.resolve("dashboards/prometheus");

    @Test
    void everyRuleFiresAndKeepsQuietWhenItShould() throws IOException, InterruptedException {
        promtool(RULES, "test", "rules", "rules_test.yml");
    }

    @Test
    void everyRuleIsInOrder() throws IOException, InterruptedException {
        promtool(RULES, "check", "rules", "--lint=all", "--lint-fatal", "rules.yml");
    }

    /** A rules file is the one way in which promtool checks an expression without a server. */
    @Test
    void everyQueryOfADashboardIsValid(@TempDir Path folder) throws IOException, InterruptedException {
        var rules = new StringBuilder("groups:\n  - name: queries\n    rules:\n");
        queries()
                .forEach(query -> rules.append("      - record: a:query:m%d\n        expr: '%s'\n"
                        .formatted(rules.length(), Query.of(query, "5m").text().replace("'", "''"))));
        Files.writeString(folder.resolve("queries.yml"), rules);
        promtool(folder, "check", "rules", "--lint=none", "queries.yml");
    }

    private static Stream<String> queries() {
        return Dashboard.all().stream()
                .flatMap(dashboard -> Stream.concat(
                        dashboard.panels().stream()
                                .flatMap(panel -> panel.targets().stream())
                                .map(Panel.Target::expr),
                        dashboard.annotations().stream()
                                .map(annotation -> annotation.path("expr").asText())));
    }

    private static void promtool(Path folder, String... arguments) throws IOException, InterruptedException {
        assumeTrue(Programs.isInstalled("promtool"), "promtool is not installed");
        var command = Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
        var outcome = Programs.run(folder, command);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    @Test
    void everyAlertHasItsAnnotationsARunbookAndATestThatItFires() throws IOException {
        var rules = Files.readString(RULES.resolve("rules.yml"));
        var tests = Files.readString(RULES.resolve("rules_test.yml"));
        var alerts = Stream.of(rules.split("(?=- alert: )"))
                .filter(part -> part.startsWith("- alert: "))
                .toList();
        assertThat(alerts.stream().map(AlertRulesTest::name))
                .contains("ModeMissing", "ModeCollapse", "ModeCollapseSevere", "ClassDriftEvidence", "PromptOutliers")
                .contains(
                        "NonDeterministicReplay",
                        "EvaluatorStale",
                        "QueueStuck",
                        "DeadLetters",
                        "WorkersLost",
                        "LockTimeouts");
        assertThat(alerts).allSatisfy(alert -> {
            String name = name(alert);
            assertThat(alert)
                    .contains("severity: ", "summary: ", "description: ", "runbook_url: docs/runbooks/" + name + ".md");
            assertThat(Dashboard.ROOT.resolve("docs/runbooks/" + name + ".md"))
                    .content()
                    .startsWith("# " + name)
                    .contains("**It says:**");
            assertThat(tests).contains("alertname: " + name, "runbook_url: docs/runbooks/" + name + ".md");
        });
    }

    @Test
    void everyRunbookIsOfAnAlert() throws IOException {
        var rules = Files.readString(RULES.resolve("rules.yml"));
        try (var pages = Files.list(Dashboard.ROOT.resolve("docs/runbooks"))) {
            List<String> names = pages.map(page -> page.getFileName().toString().replace(".md", ""))
                    .toList();
            assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(rules).contains("alert: " + name + "\n"));
        }
    }

    private static String name(String alert) {
        var found = Pattern.compile("alert: (\\w+)").matcher(alert);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
