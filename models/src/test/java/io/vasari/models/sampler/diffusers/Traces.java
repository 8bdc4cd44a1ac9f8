package io.vasari.models.sampler.diffusers;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.models.sampler.SamplerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What diffusers 0.40 computed. */
final class Traces {

    static final List<String> SCHEDULERS = List.of(
            "DDIM",
            "DDPM",
            "PNDM",
            "EulerDiscrete",
            "EulerAncestralDiscrete",
            "DPMSolverMultistep",
            "LCM",
            "HeunDiscrete",
            "UniPCMultistep");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Traces() {}

    static JsonNode read(String name) {
        try (InputStream in = Traces.class.getResourceAsStream("/diffusers/vectors/schedulers/" + name + ".json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> all() {
        List<JsonNode> traces = new ArrayList<>();
        SCHEDULERS.forEach(name -> read(name + "Scheduler").path("traces").forEach(traces::add));
        return traces.stream();
    }

    static String name(JsonNode trace) {
        return trace.path("scheduler").asText() + " " + trace.path("name").asText();
    }

    static SamplerConfig config(String scheduler, JsonNode arguments) {
        ObjectNode json = arguments.deepCopy();
        return SamplerConfig.of(json.put("_class_name", scheduler));
    }

    /** A JSON list, or the data of a tensor. */
    static float[] floats(JsonNode node) {
        JsonNode data = node.has("data") ? node.path("data") : node;
        float[] values = new float[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) data.get(i).doubleValue();
        }
        return values;
    }
}
