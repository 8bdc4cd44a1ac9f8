package io.vasari.cli.dashboards;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A query with its variables, as Grafana sends it once everything is chosen. */
record Query(String text) {
    private static final Pattern LEFT_OVER = Pattern.compile("\\$\\{?\\w+");

    /** @param choices further choices, which come first; all that there is of the rest */
    static Query of(String expr, String rateInterval, Map<String, String> choices) {
        String text = expr.replace("$__rate_interval", rateInterval);
        for (var choice : choices.entrySet()) {
            text = text.replace("$" + choice.getKey(), choice.getValue());
        }
        for (String name : Set.of("job", "instance", "model", "revision", "classified", "perturbation", "feature")) {
            text = text.replace("$" + name, ".+");
        }
        text = text.replace("$window", "5m");
        if (LEFT_OVER.matcher(text).find()) {
            throw new IllegalArgumentException("a variable without a value: " + text);
        }
        return new Query(text);
    }

    static Query of(String expr, String rateInterval) {
        return of(expr, rateInterval, Map.of());
    }
}
