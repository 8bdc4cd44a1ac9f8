package io.vasari.cli.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One series of an answer.
 *
 * @param seconds since the epoch, ascending
 * @param values one per time; NaN and infinities occur
 */
record Series(Map<String, String> labels, double[] seconds, double[] values) {
    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    static Series of(JsonNode result) {
        var labels = new TreeMap<String, String>();
        result.path("metric")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        JsonNode points = result.has("values") ? result.path("values") : result.path("value");
        boolean many = result.has("values");
        int count = many ? points.size() : 1;
        var seconds = new double[count];
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            JsonNode point = many ? points.get(i) : points;
            seconds[i] = point.get(0).asDouble();
            values[i] = number(point.get(1).asText());
        }
        return new Series(labels, seconds, values);
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    double last() {
        return values[values.length - 1];
    }

    double[] finite() {
        return Arrays.stream(values).filter(Double::isFinite).toArray();
    }

    /** As Grafana writes a legend: the labels that it names in double braces. */
    String name(String legend) {
        return LABEL.matcher(legend)
                .replaceAll((MatchResult label) -> Matcher.quoteReplacement(labels.getOrDefault(label.group(1), "")));
    }
}
