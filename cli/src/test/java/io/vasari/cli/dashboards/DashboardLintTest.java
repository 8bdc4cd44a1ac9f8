package io.vasari.cli.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of Grafana's dashboard-linter (<a href="https://github.com/grafana/dashboard-linter">its documentation</a>), each
 * under its name there, and a few of this house.
 */
class DashboardLintTest {
    private static final String DATA_SOURCE = "${datasource}";
    private static final Set<String> UNITS =
            Set.of("none", "short", "percentunit", "bytes", "s", "cps", "ops", "reqps");
    private static final Pattern SELECTOR = Pattern.compile("([a-z][\\w:]*)(\\{[^}]*})?(\\[[^\\]]*])?");
    private static final Pattern RATE = Pattern.compile("\\bi?rate\\((?:[^()\\[]*)\\[([^\\]]*)]");

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    static Stream<Panel> panels() {
        return Dashboard.all().stream().flatMap(dashboard -> dashboard.panels().stream());
    }

    static Stream<Panel> panelsWithQueries() {
        return panels().filter(panel -> !panel.isText());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void templateDatasourceRule(Dashboard dashboard) {
        var variable = dashboard.variable("datasource").orElseThrow();
        assertThat(variable.path("type").asText()).isEqualTo("datasource");
        assertThat(variable.path("query").asText()).isEqualTo("prometheus");
        assertThat(variable.path("label").asText()).isEqualTo("Data source");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void templateJobAndInstanceRules(Dashboard dashboard) {
        for (String name : List.of("Job", "Instance", "Model")) {
            var variable = dashboard.variable(name.toLowerCase()).orElseThrow();
            assertThat(variable.path("label").asText()).isEqualTo(name);
            assertThat(variable.path("type").asText()).isEqualTo("query");
            assertThat(variable.path("datasource").path("uid").asText()).isEqualTo(DATA_SOURCE);
            assertThat(variable.path("multi").asBoolean()).isTrue();
            assertThat(variable.path("allValue").asText()).isEqualTo(".+");
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void templateLabelAndTimeChangeRules(Dashboard dashboard) {
        dashboard.variables().stream()
                .filter(variable -> variable.path("type").asText().equals("query"))
                .forEach(variable -> {
                    assertThat(variable.path("query").asText()).matches("label_values\\(.+, \\w+\\)");
                    assertThat(variable.path("refresh").asInt())
                            .as("on a change of time")
                            .isEqualTo(2);
                });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void templateUneditableRule(Dashboard dashboard) {
        assertThat(dashboard.json().path("editable").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void dashboardsAreToldApart(Dashboard dashboard) {
        assertThat(dashboard.json().path("uid").asText()).isEqualTo("vasari-" + dashboard.name());
        assertThat(dashboard.title()).startsWith("Vasari: ");
        assertThat(dashboard.json().path("description").asText()).isNotBlank();
        assertThat(dashboard.panels().stream()
                        .map(panel -> panel.json().path("id").asInt()))
                .doesNotHaveDuplicates();
        assertThat(dashboard.panels().stream().map(Panel::title)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("panels")
    void panelTitleDescriptionRule(Panel panel) {
        assertThat(panel.title()).isNotBlank();
        assertThat(panel.json().path("description").asText()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("panelsWithQueries")
    void panelDatasourceUnitAndTargetsRules(Panel panel) {
        assertThat(panel.json().path("datasource").path("uid").asText()).isEqualTo(DATA_SOURCE);
        assertThat(panel.unit()).isIn(UNITS);
        assertThat(panel.targets()).isNotEmpty();
        assertThat(panel.targets())
                .allSatisfy(target -> assertThat(target.expr()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("panelsWithQueries")
    void targetJobAndInstanceRules(Panel panel) {
        queries(panel).forEach(expr -> selectors(expr)
                .filter(selector -> !isRecorded(selector))
                .forEach(selector -> assertThat(selector).contains("job=~\"$job\"", "instance=~\"$instance\"")));
    }

    /** Recorded series are sums over instances. */
    private static boolean isRecorded(String selector) {
        return selector.substring(0, (selector + "{").indexOf('{')).contains(":");
    }

    @ParameterizedTest
    @MethodSource("panelsWithQueries")
    void targetRateIntervalRule(Panel panel) {
        queries(panel).forEach(expr -> RATE.matcher(expr.replaceAll("\\{[^}]*}", ""))
                .results()
                .forEach(rate -> assertThat(rate.group(1)).as(expr).isEqualTo("$__rate_interval")));
    }

    @ParameterizedTest
    @MethodSource("panelsWithQueries")
    void targetCounterAndHistogramRules(Panel panel) {
        queries(panel).forEach(expr -> {
            String bare = expr.replaceAll("\\{[^}]*}", "");
            assertThat(Pattern.compile("(?<!rate\\(|increase\\()\\bvasari_\\w+_total\\b")
                            .matcher(bare)
                            .find())
                    .as("a counter without rate or increase: " + expr)
                    .isFalse();
            if (bare.contains("_bucket") && !panel.type().equals("heatmap")) {
                assertThat(bare).startsWith("histogram_quantile(");
            }
        });
    }

    private static Stream<String> queries(Panel panel) {
        return panel.targets().stream().map(Panel.Target::expr);
    }

    /** What is followed by braces or a range, or is named as the farm names its series. */
    private static Stream<String> selectors(String expr) {
        return SELECTOR.matcher(expr)
                .results()
                .filter(found -> found.group(2) != null || found.group(1).contains("vasari_"))
                .map(found -> found.group(1) + (found.group(2) == null ? "" : found.group(2)));
    }
}
