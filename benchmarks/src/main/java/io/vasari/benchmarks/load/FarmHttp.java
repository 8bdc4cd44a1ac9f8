package io.vasari.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.cli.UserError;
import io.vasari.contracts.ModelRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The few requests of a load, on connections that are kept. Safe for use by many threads. */
final class FarmHttp {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final String url;
    private final ModelRef model;
    private final Map<String, Object> wish;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param wish what every submission has beside model, samples and seed */
    FarmHttp(String url, ModelRef model, Map<String, Object> wish) {
        this.url = url;
        this.model = model;
        this.wish = Map.copyOf(wish);
    }

    /** Completes with the id once the farm has accepted the job; exceptionally when it refuses. */
    CompletableFuture<String> submit(int samples, long seed) {
        return http.sendAsync(submission(samples, seed), BodyHandlers.ofByteArray())
                .thenApply(response -> {
                    require(response, 202);
                    return read(response).path("id").asText();
                });
    }

    /** Returns the id once the farm has accepted the job. */
    String submitAndWait(int samples, long seed) {
        return json(submission(samples, seed), 202).path("id").asText();
    }

    JsonNode job(String id) {
        return json(get("/v1/jobs/" + id), 200);
    }

    /** @param cursor of the page before; empty for the first */
    JsonNode newestJobs(int limit, String cursor) {
        return json(get("/v1/jobs?limit=" + limit + (cursor.isEmpty() ? "" : "&cursor=" + cursor)), 200);
    }

    JsonNode modelCard() {
        return json(get("/v1/models/" + model.id()), 200);
    }

    private HttpRequest submission(int samples, long seed) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("model", model.id());
        fields.put("revision", model.revision());
        fields.put("samples", samples);
        fields.put("seed", seed);
        fields.putAll(wish);
        return HttpRequest.newBuilder(URI.create(url + "/v1/jobs"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(bytes(fields)))
                .build();
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).build();
    }

    private JsonNode json(HttpRequest request, int status) {
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            require(response, status);
            return read(response);
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }

    private static JsonNode read(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(response.uri() + " answered no JSON", e);
        }
    }

    private static byte[] bytes(Map<String, Object> fields) {
        try {
            return JSON.writeValueAsBytes(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(HttpResponse<?> response, int status) {
        if (response.statusCode() != status) {
            throw new UserError(response.uri() + " answered " + response.statusCode() + " instead of " + status
                    + "; the figures would not be those of the load");
        }
    }
}
