package io.vasari.cli.paint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vasari.cli.UserError;
import io.vasari.models.DiffusionRequest;
import io.vasari.models.diffusers.pipeline.DiffusionPipeline;
import io.vasari.models.diffusers.pipeline.LatentShape;
import io.vasari.models.sampler.Sampler;
import io.vasari.models.sampler.SamplerConfig;
import io.vasari.models.sampler.SchedulerClass;
import io.vasari.models.sampler.diffusers.DiffusersSamplers;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How all samples of a run are made.
 *
 * @param scheduler class of it; empty for the folder's own
 * @param schedulerKeys keys of its configuration that differ from the folder's, as JSON
 * @param widthPixels of the images
 * @param heightPixels of the images
 * @param start of that size; empty to start from noise
 */
public record Plan(
        int steps,
        Optional<String> scheduler,
        Map<String, String> schedulerKeys,
        int widthPixels,
        int heightPixels,
        Optional<DiffusionRequest.Start> start) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Sampler sampler(SamplerConfig own) {
        if (scheduler.isEmpty() && schedulerKeys.isEmpty()) {
            return DiffusersSamplers.of(own);
        }
        SchedulerClass wanted = scheduler.map(SchedulerClass::named).orElse(own.scheduler());
        Map<String, JsonNode> keys = new TreeMap<>(own.given());
        schedulerKeys.forEach((key, value) -> keys.put(key, json(value)));
        return DiffusersSamplers.of(new SamplerConfig(wanted, keys));
    }

    LatentShape shape(DiffusionPipeline pipeline) {
        int factor = pipeline.codec().factor();
        return new LatentShape(pipeline.codec().latentChannels(), heightPixels / factor, widthPixels / factor);
    }

    /** What is no JSON is a text, so that words need no quotes. */
    private static JsonNode json(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            if (value.startsWith("{") || value.startsWith("[") || value.startsWith("\"")) {
                throw new UserError("--scheduler-set: " + value + " is no JSON");
            }
            return JSON.getNodeFactory().textNode(value);
        }
    }
}
