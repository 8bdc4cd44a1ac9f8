package io.vasari.cli.dashboards;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What Prometheus answers to the queries of a panel.
 *
 * @param repeated the value of the variable that the panel is repeated by; empty for a panel that is there once
 */
record PanelAnswer(Panel panel, String repeated, List<Part> parts) {
    private static final String RATE_INTERVAL = "20s";

    /** One query and its answer. */
    record Part(Panel.Target target, Query query, List<Series> series) {}

    boolean isEmpty() {
        return parts.stream().allMatch(part -> part.series().isEmpty());
    }

    String title() {
        return panel.repeat().isEmpty() ? panel.title() : panel.title().replace("$" + panel.repeat(), repeated);
    }

    /** One answer for a panel that is there once, else one per value of its variable, none if that has none yet. */
    static List<PanelAnswer> ask(PrometheusApi prometheus, Panel panel, Instant start, Instant end) {
        var chosen = panel.dashboard().singleChoices();
        if (panel.repeat().isEmpty()) {
            return List.of(ask(prometheus, panel, "", chosen, start, end));
        }
        var answers = new ArrayList<PanelAnswer>();
        for (String value : choices(prometheus, panel.dashboard(), panel.repeat())) {
            var choices = new HashMap<>(chosen);
            choices.put(panel.repeat(), value);
            answers.add(ask(prometheus, panel, value, choices, start, end));
        }
        return answers;
    }

    private static PanelAnswer ask(
            PrometheusApi prometheus,
            Panel panel,
            String repeated,
            Map<String, String> choices,
            Instant start,
            Instant end) {
        var parts = panel.targets().stream()
                .map(target -> {
                    var query = Query.of(target.expr(), RATE_INTERVAL, choices);
                    var series = target.instant()
                            ? prometheus.at(query, end)
                            : prometheus.between(query, start, end, Duration.ofSeconds(1));
                    return new Part(target, query, series);
                })
                .toList();
        return new PanelAnswer(panel, repeated, parts);
    }

    /** What one can choose for a variable that lists the values of a label. */
    static List<String> choices(PrometheusApi prometheus, Dashboard dashboard, String variable) {
        String query = dashboard.variable(variable).orElseThrow().path("query").asText();
        int comma = query.lastIndexOf(", ");
        String selector = query.substring("label_values(".length(), comma);
        String label = query.substring(comma + 2, query.length() - 1);
        return prometheus.labelValues(label, Query.of(selector, RATE_INTERVAL).text());
    }
}
