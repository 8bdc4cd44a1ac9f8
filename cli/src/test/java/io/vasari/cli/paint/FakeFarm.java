package io.vasari.cli.paint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vasari.artifacts.shard.ShardWriter;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as a farm does, on a port of its own, with a job that is done at once. */
final class FakeFarm implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String JOB =
            """
            {"id":"j1","status":"%s","seed":42,"width":16,"samples":{"requested":%d,"done":%d,"failed":0},"error":null,
             "evaluation":null}""";

    private final List<JsonNode> submitted = new CopyOnWriteArrayList<>();
    private final List<byte[]> pictures;
    private final String models;
    private final HttpServer server;

    /** @param models the array of {@code GET /v1/models} */
    FakeFarm(List<byte[]> pictures, String models) throws IOException {
        this.pictures = pictures;
        this.models = models;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<JsonNode> submitted() {
        return submitted;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = job().getBytes();
            int status = 200;
            if (exchange.getRequestMethod().equals("POST")) {
                submitted.add(JSON.readTree(exchange.getRequestBody()));
                status = 202;
            } else if (path.endsWith("/models")) {
                body = ("{\"models\":" + models + "}").getBytes();
            } else if (path.endsWith("/events")) {
                body = ("id:1-0\nevent:status\ndata:" + job().replace("\n", "") + "\n\n").getBytes();
            } else if (path.endsWith("/samples.tar")) {
                body = tar();
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String job() {
        return JOB.formatted(pictures.isEmpty() ? "failed" : "succeeded", pictures.size(), pictures.size());
    }

    private byte[] tar() {
        var writer = new ShardWriter();
        writer.begin(new ModelRef("vases", "r1"), 42, new SampleRange(0, pictures.size()));
        pictures.forEach(png -> writer.add(png, png.length, ShardWriter.NO_BELIEF));
        int length = writer.finish();
        return Arrays.copyOf(writer.bytes(), length);
    }
}
