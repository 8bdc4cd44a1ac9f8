package io.vasari.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a farm whose stream breaks off once. */
class JobWatchTest {
    private static final String FIRST =
            """
            id:3-0
            event:status
            data:{}

            event:steps
            data:{"steps_done":7,"steps":20,"share":0.35}

            event:preview
            data:{"index":0,"url":"/v1/jobs/j1/previews/0.png?step=7"}

            """;
    private static final String SECOND = "id:4-0\nevent:status\ndata:{}\n\n";

    private final List<String> resumedAt = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/jobs/j1", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void stepsAreHandedOnAndTheStreamResumesAtTheLastEventThatHasAnId() {
        var jobs = new ArrayList<String>();
        var steps = new ArrayList<JsonNode>();
        var farm = new FarmClient("http://127.0.0.1:" + server.getAddress().getPort());

        var last = new JobWatch(farm).toTheEnd("j1", new JobWatch.Watcher() {
            @Override
            public void job(JsonNode job) {
                jobs.add(job.path("status").asText());
            }

            @Override
            public void steps(JsonNode said) {
                steps.add(said);
            }
        });

        assertThat(last.path("status").asText()).isEqualTo("succeeded");
        assertThat(steps).hasSize(1);
        assertThat(steps.get(0).path("steps_done").asInt()).isEqualTo(7);
        assertThat(resumedAt).containsExactly("", "3-0");
        assertThat(jobs)
                .as("neither steps nor a preview change the job")
                .containsExactly("processing", "processing", "processing", "succeeded", "succeeded");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = "{\"id\":\"j1\",\"status\":\"" + (resumedAt.size() < 2 ? "processing" : "succeeded") + "\"}";
            if (exchange.getRequestURI().getPath().endsWith("/events")) {
                resumedAt.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID"))
                        .orElse(""));
                body = resumedAt.size() == 1 ? FIRST : SECOND;
            }
            exchange.sendResponseHeaders(200, body.length());
            exchange.getResponseBody().write(body.getBytes());
        }
    }
}
