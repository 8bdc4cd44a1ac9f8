package io.vasari.cli.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a Prometheus as Grafana does. */
final class PrometheusApi {
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final String url;

    PrometheusApi(String url) {
        this.url = url;
    }

    /** The values at a moment. */
    List<Series> at(Query query, Instant when) {
        return series(get("query", Map.of("query", query.text(), "time", seconds(when))));
    }

    /** The values between two moments, the last at the end itself: what has just been recorded is among them. */
    List<Series> between(Query query, Instant start, Instant end, Duration step) {
        var first = start.plusMillis((end.toEpochMilli() - start.toEpochMilli()) % step.toMillis());
        return series(get(
                "query_range",
                Map.of(
                        "query", query.text(),
                        "start", seconds(first),
                        "end", seconds(end),
                        "step", step.toSeconds() + "")));
    }

    /** @param selector of series, for example {@code up{job="x"}} */
    List<String> labelValues(String label, String selector) {
        return Dashboard.list(get("label/" + label + "/values", Map.of("match[]", selector)))
                .map(JsonNode::asText)
                .toList();
    }

    /** The names of the alerts that fire. */
    List<String> firing() {
        return Dashboard.list(get("alerts", Map.of()).path("alerts"))
                .filter(alert -> alert.path("state").asText().equals("firing"))
                .map(alert -> alert.path("labels").path("alertname").asText())
                .distinct()
                .toList();
    }

    /** All rules that are loaded. */
    List<JsonNode> rules() {
        return Dashboard.list(get("rules", Map.of()).path("groups"))
                .flatMap(group -> Dashboard.list(group.path("rules")))
                .toList();
    }

    private static List<Series> series(JsonNode data) {
        return Dashboard.list(data.path("result")).map(Series::of).toList();
    }

    private static String seconds(Instant when) {
        return when.toEpochMilli() / 1e3 + "";
    }

    private JsonNode get(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/" + path + "?" + query))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            var answer = json.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
            if (!answer.path("status").asText().equals("success")) {
                throw new IllegalArgumentException(answer.path("error").asText() + " in " + parameters);
            }
            return answer.path("data");
        } catch (IOException e) {
            throw new IllegalStateException("Prometheus does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
