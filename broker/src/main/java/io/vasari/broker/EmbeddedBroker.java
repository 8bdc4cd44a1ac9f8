package io.vasari.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Apache Kafka itself, as broker and controller in one node, listening on 127.0.0.1 alone. Its folder holds all of its
 * state: started again on the same folder it goes on where it was, also after it was killed.
 *
 * <p>One instance is started once and closed once; {@link #close} waits until it has shut down.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final int NODE = 1;
    private static final String HOST = "127.0.0.1";

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker and returns once it accepts connections (3 to 10 s).
     *
     * @param directory formatted if it is new
     * @param port where clients connect; 0 for any free one
     * @throws IllegalStateException when the port is taken
     */
    public static EmbeddedBroker start(Path directory, int port) {
        int clientPort = port == 0 ? freePort() : requireFree(port);
        Map<String, String> settings = BrokerSettings.of(NODE, HOST, clientPort, freePort(), directory);
        format(directory);
        var server =
                new KafkaRaftServer(KafkaConfig.fromProps(BrokerSettings.properties(settings), false), Time.SYSTEM);
        server.startup();
        return new EmbeddedBroker(server, clientPort);
    }

    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    /** Waits until the broker ends. */
    public void awaitShutdown() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path directory) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(directory);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(Optional.of(directory.toString()))
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("the broker's folder cannot be written: " + directory, e);
        } catch (Exception e) {
            throw new IllegalStateException("the broker's folder cannot be formatted: " + directory, e);
        }
    }

    private static int requireFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return port;
        } catch (IOException e) {
            throw new IllegalStateException("port " + port + " on " + HOST + " is taken: choose another", e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
