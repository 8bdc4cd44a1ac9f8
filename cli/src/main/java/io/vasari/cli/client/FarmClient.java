package io.vasari.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;

/** A farm's HTTP API, as the commands use it. What the farm answers to wrong input becomes a {@link UserError}. */
public final class FarmClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int UNAVAILABLE = 503;
    private static final JsonMapper JSON = new JsonMapper();

    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    public FarmClient(String url) {
        this.url = url.replaceAll("/+$", "");
    }

    public String url() {
        return url;
    }

    /** Submits a job and returns it as accepted. */
    public JsonNode submit(Map<String, ?> job) {
        return post("/v1/jobs", job);
    }

    /** Submits a study and returns it as accepted. */
    public JsonNode submitStudy(Map<String, ?> study) {
        return post("/v1/studies", study);
    }

    private JsonNode post(String path, Map<String, ?> body) {
        return json(send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(bytes(body)))
                        .build(),
                BodyHandlers.ofInputStream()));
    }

    public JsonNode study(String id) {
        return get("/v1/studies/" + encode(id));
    }

    /** A PNG with the grid of a study and its distances. */
    public byte[] studySheet(String id) {
        return bytes("/v1/studies/" + encode(id) + "/sheet.png");
    }

    /** A page in HTML that needs nothing beside it. */
    public byte[] studyReport(String id) {
        return bytes("/v1/studies/" + encode(id) + "/report.html");
    }

    public JsonNode job(String id) {
        return get("/v1/jobs/" + encode(id));
    }

    public JsonNode cancel(String id) {
        return json(send(
                request("/v1/jobs/" + encode(id) + "/cancel")
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofInputStream()));
    }

    /** @param query name to value; empty values are left out */
    public JsonNode jobs(Map<String, String> query) {
        var parameters = new StringJoiner("&", "?", "");
        query.forEach((name, value) -> {
            if (!value.isEmpty()) {
                parameters.add(name + "=" + encode(value));
            }
        });
        return get("/v1/jobs" + parameters);
    }

    public JsonNode models() {
        return get("/v1/models");
    }

    public JsonNode model(String id) {
        return get("/v1/models/" + encode(id));
    }

    public JsonNode workers() {
        return get("/v1/workers");
    }

    /** A PNG with the first samples of a job in a grid. */
    public byte[] sheet(String id, int columns, int limit) {
        return bytes("/v1/jobs/" + encode(id) + "/sheet.png?columns=" + columns + "&limit=" + limit);
    }

    /** One sample as PNG. */
    public byte[] sample(String id, int index) {
        return bytes("/v1/jobs/" + encode(id) + "/samples/" + index + ".png");
    }

    /** All samples as one tar, which the caller closes. */
    public InputStream samples(String id) {
        return send(request("/v1/jobs/" + encode(id) + "/samples.tar").build(), BodyHandlers.ofInputStream())
                .body();
    }

    /** The server-sent events of a job from the start, which the caller closes. */
    public EventStream events(String id, String lastEventId) {
        var request = HttpRequest.newBuilder(URI.create(url + "/v1/jobs/" + encode(id) + "/events"))
                .header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return new EventStream(
                send(request.build(), BodyHandlers.ofInputStream()).body());
    }

    private byte[] bytes(String path) {
        var response = send(request(path).build(), BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private JsonNode get(String path) {
        return json(send(request(path).build(), BodyHandlers.ofInputStream()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
    }

    private HttpResponse<InputStream> send(HttpRequest request, BodyHandler<InputStream> handler) {
        try {
            var response = http.send(request, handler);
            if (response.statusCode() >= 400) {
                int exitCode = response.statusCode() == UNAVAILABLE ? ExitCode.NO_FARM : ExitCode.FAILED;
                throw new UserError(Problem.describe(response.statusCode(), json(response)), exitCode);
            }
            return response;
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }

    private UserError unreachable(IOException cause) {
        return new UserError(
                "no farm answers at " + url + " (" + cause.getClass().getSimpleName()
                        + "); start one with './vasari up', or name its address with --url or VASARI_URL",
                ExitCode.NO_FARM);
    }

    private static JsonNode json(HttpResponse<InputStream> response) {
        try (var body = response.body()) {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UserError("what answered with status " + response.statusCode() + " at " + response.uri()
                    + " is no Vasari farm: its answer is not JSON");
        }
    }

    private static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
