package io.vasari.benchmarks.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers as a gateway does; a job has succeeded when it is asked for a second time. */
final class FakeFarm implements AutoCloseable {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final HttpServer server;
    private final List<Integer> asked = new CopyOnWriteArrayList<>();
    private final List<String> submissions = new CopyOnWriteArrayList<>();
    private final String lastStatus;

    FakeFarm(String lastStatus) {
        this.lastStatus = lastStatus;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/jobs", this::jobs);
        server.createContext(
                "/v1/models/mnist-gan",
                exchange -> answer(exchange, 200, "{\"parameters\":{\"samples\":{\"max\":1000}}}"));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> submissions() {
        return submissions;
    }

    private void jobs(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 202, job(accept(exchange)));
        } else if (path.equals("/v1/jobs")) {
            answer(exchange, 200, page(exchange.getRequestURI().getQuery()));
        } else {
            int job = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            asked.add(job);
            answer(exchange, 200, job(job));
        }
    }

    private synchronized int accept(HttpExchange exchange) {
        try {
            submissions.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return submissions.size() - 1;
    }

    /** {@code limit=N[&cursor=ID]}: the N newest before that one, at most two in a page. The very newest is listed late. */
    private String page(String query) {
        String[] parts = query.split("[=&]");
        int limit = Math.min(2, Integer.parseInt(parts[1]));
        int before = parts.length > 2 ? Integer.parseInt(parts[3]) : submissions.size() - (isNewestAtWork() ? 1 : 0);
        int oldest = Math.max(0, before - limit);
        String jobs = IntStream.range(oldest, before)
                .map(i -> oldest + before - 1 - i)
                .mapToObj(this::job)
                .collect(Collectors.joining(","));
        return "{\"jobs\":[" + jobs + "],\"next_cursor\":" + (oldest == 0 ? "null" : "\"" + oldest + "\"") + "}";
    }

    private boolean isNewestAtWork() {
        int newest = submissions.size() - 1;
        return asked.stream().filter(one -> one == newest).count() < 2;
    }

    private String job(int job) {
        boolean newest = job == submissions.size() - 1;
        return "{\"id\":\"%d\",\"status\":\"%s\",\"started_at\":\"%s\",\"completed_at\":\"%s\"}"
                .formatted(
                        job,
                        newest && isNewestAtWork() ? "processing" : lastStatus,
                        BEGIN.plusSeconds(job + 1),
                        BEGIN.plusSeconds(job + 2));
    }

    private static void answer(HttpExchange exchange, int status, String body) {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
