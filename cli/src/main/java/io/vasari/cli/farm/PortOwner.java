package io.vasari.cli.farm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells which process listens on a port, from Linux's /proc; elsewhere it says only that some process does. */
final class PortOwner {
    private static final String LISTENING = "0A";
    private static final int COMMAND_SHOWN = 80;

    static String describe(int port) {
        return inode(port)
                .flatMap(PortOwner::processWithSocket)
                .map(PortOwner::describe)
                .orElse("another process");
    }

    private static String describe(ProcessHandle process) {
        String command = process.info().commandLine().orElse("an unknown command");
        String shown = command.length() > COMMAND_SHOWN ? command.substring(0, COMMAND_SHOWN) + "..." : command;
        return "process " + process.pid() + " (" + shown + ")";
    }

    private static Optional<String> inode(int port) {
        String suffix = ":%04X".formatted(port);
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> lines(Path.of(table)).stream())
                .map(line -> line.trim().split("\\s+"))
                .filter(fields -> fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTENING))
                .map(fields -> fields[9])
                .findFirst();
    }

    private static Optional<ProcessHandle> processWithSocket(String inode) {
        return ProcessHandle.allProcesses()
                .filter(process -> hasOpen(process, "socket:[" + inode + "]"))
                .findFirst();
    }

    private static boolean hasOpen(ProcessHandle process, String target) {
        try (var descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return descriptors.anyMatch(link -> pointsTo(link, target));
        } catch (IOException | SecurityException e) {
            return false;
        }
    }

    private static boolean pointsTo(Path link, String target) {
        try {
            return Files.readSymbolicLink(link).toString().equals(target);
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            return List.of();
        }
    }

    private PortOwner() {}
}
