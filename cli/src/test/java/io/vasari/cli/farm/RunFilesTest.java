package io.vasari.cli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.cli.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {
    @TempDir
    Path data;

    @Test
    void folderIsHadByOneFarmAtATime() {
        var first = RunFiles.claim(data);
        assertThatThrownBy(() -> RunFiles.claim(data))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("already runs on " + data)
                .hasMessageContaining("--data");

        first.release();

        RunFiles.claim(data).release();
    }

    @Test
    void processThatIsNotOfAFarmIsLeftAlone() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Path endpoints = Files.createDirectories(data.resolve("run")).resolve("endpoints.json");
            Files.writeString(endpoints, "[{\"name\":\"worker-1\",\"pid\":" + stranger.pid() + "}]");

            RunFiles.claim(data).release();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void ownerOfATakenPortIsNamed() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> Ports.require(socket.getLocalPort()))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("port " + socket.getLocalPort())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }
}
