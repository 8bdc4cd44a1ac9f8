package io.vasari.cli.farm;

import io.vasari.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports on 127.0.0.1. */
final class Ports {
    static final String HOST = "127.0.0.1";
    private static final int CONNECT_TIMEOUT_MILLIS = 500;

    /** Any port that nothing listens on now. */
    static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws UserError that names who has the port */
    static int require(int port) {
        return require(port, "--port");
    }

    /**
     * @param option by which another can be chosen
     * @throws UserError that names who has the port
     */
    static int require(int port, String option) {
        if (!isFree(port)) {
            throw new UserError("port " + port + " on " + HOST + " is taken by " + PortOwner.describe(port)
                    + "; end it, or choose another with " + option);
        }
        return port;
    }

    static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, port), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Ports() {}
}
