package io.vasari.cli.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalDouble;

/** A panel of a dashboard. */
record Panel(Dashboard dashboard, JsonNode json) {
    /** A query of a panel. */
    record Target(String expr, String legend, boolean instant) {}

    String title() {
        return json.path("title").asText();
    }

    String type() {
        return json.path("type").asText();
    }

    /** A panel of text has no queries. */
    boolean isText() {
        return type().equals("text");
    }

    String unit() {
        return defaults().path("unit").asText();
    }

    OptionalDouble min() {
        return number(defaults().path("min"));
    }

    OptionalDouble max() {
        return number(defaults().path("max"));
    }

    /** The line that is drawn where an alert begins. */
    OptionalDouble threshold() {
        return number(defaults().path("thresholds").path("steps").path(1).path("value"));
    }

    /** What is no cause for alarm, from and to, where the panel fills it; else empty. */
    List<Double> band() {
        var steps = defaults().path("thresholds").path("steps");
        boolean isFilled = defaults()
                .path("custom")
                .path("thresholdsStyle")
                .path("mode")
                .asText()
                .equals("area");
        return isFilled && steps.size() == 3
                ? List.of(
                        steps.path(1).path("value").asDouble(),
                        steps.path(2).path("value").asDouble())
                : List.of();
    }

    boolean isStacked() {
        return defaults().path("custom").has("stacking");
    }

    /** The variable by whose values the panel is repeated; empty if it is there once. */
    String repeat() {
        return json.path("repeat").asText();
    }

    List<Target> targets() {
        return Dashboard.list(json.path("targets"))
                .map(target -> new Target(
                        target.path("expr").asText(),
                        target.path("legendFormat").asText(),
                        target.path("instant").asBoolean()))
                .toList();
    }

    private JsonNode defaults() {
        return json.path("fieldConfig").path("defaults");
    }

    private static OptionalDouble number(JsonNode value) {
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }

    @Override
    public String toString() {
        return dashboard.name() + ": " + title();
    }
}
