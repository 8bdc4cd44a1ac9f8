package io.vasari.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Named figures in their order. What is infinite is a text, as JSON has no such numbers; what is undefined is null. */
final class Figures {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Object> leftOut = new LinkedHashMap<>();

    Figures put(String name, double value) {
        values.put(name, number(value));
        return this;
    }

    Figures put(String name, long value) {
        values.put(name, value);
        return this;
    }

    Figures put(String name, OptionalDouble value) {
        return put(name, value.orElse(Double.NaN));
    }

    Figures put(String name, String value) {
        values.put(name, value);
        return this;
    }

    Figures put(String name, Figures group) {
        values.put(name, group.document());
        return this;
    }

    Figures put(String name, List<?> list) {
        values.put(name, list);
        return this;
    }

    Figures put(String name, double[] list) {
        values.put(name, Arrays.stream(list).mapToObj(Figures::number).toList());
        return this;
    }

    /** A value as {@link #document} has it. */
    Figures set(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** What there is not, as null. */
    Figures none(String name) {
        values.put(name, null);
        return this;
    }

    /** Says why a figure is not there. */
    Figures leaveOut(String name, String reason) {
        leftOut.put(name, reason);
        return this;
    }

    Map<String, Object> document() {
        var all = new LinkedHashMap<>(values);
        if (!leftOut.isEmpty()) {
            all.put("left_out", leftOut);
        }
        return all;
    }

    JsonNode toJson() {
        return JSON.valueToTree(document());
    }

    /** The reasons, as lines for people. */
    String reasons() {
        var text = new StringBuilder();
        leftOut.forEach((name, reason) -> text.append("  Left out: %s: %s\n".formatted(name, reason)));
        return text.toString();
    }

    private static Object number(double value) {
        if (Double.isNaN(value)) {
            return com.fasterxml.jackson.databind.node.NullNode.getInstance();
        }
        return Double.isInfinite(value) ? value > 0 ? "Infinity" : "-Infinity" : (Object) value;
    }
}
