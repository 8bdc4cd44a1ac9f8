package io.vasari.cli.farm;

import io.vasari.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prometheus as a process of the farm: scrapes what {@code DIR/run/prometheus-targets.json} lists, with the rules that ship,
 * and keeps its configuration and data in {@code DIR/prometheus}.
 */
final class Prometheus {
    private static final String PROGRAM = "prometheus";
    private static final String READY = "/-/ready";

    /**
     * @throws UserError when the program is not installed, the port is taken, or the folder cannot be written
     */
    static Program program(Path data, Path rules, PrometheusOptions options, SearchPath path) {
        Path binary = path.find(PROGRAM)
                .orElseThrow(() -> new UserError("--prometheus needs the program '" + PROGRAM
                        + "', and no folder on the PATH has it; install it (Debian and Ubuntu: apt install prometheus)"
                        + ", or leave the option away"));
        int port = options.port() == 0 ? Ports.free() : Ports.require(options.port(), "--prometheus=PORT");
        Path folder = data.resolve(PROGRAM);
        Path configuration = folder.resolve("prometheus.yml");
        try {
            Files.createDirectories(folder);
            Files.writeString(configuration, configuration(RunFiles.targets(data), rules, options));
        } catch (IOException e) {
            throw new UserError("the folder of Prometheus, " + folder + ", cannot be written: " + e.getMessage());
        }
        var command = inASessionOfItsOwn(path);
        command.add(binary.toString());
        command.add("--config.file=" + configuration);
        command.add("--storage.tsdb.path=" + folder.resolve("data"));
        command.add("--web.listen-address=" + Ports.HOST + ":" + port);
        return new Program(PROGRAM, port, READY, false, command, Map.of());
    }

    static String configuration(Path targets, Path rules, PrometheusOptions options) {
        long seconds = options.every().toSeconds();
        return """
                # Written anew at every start of the farm.
                global:
                  scrape_interval: %ds
                  evaluation_interval: %ds
                rule_files: ['%s']
                scrape_configs:
                  - job_name: vasari
                    file_sd_configs:
                      - files: ['%s']
                        refresh_interval: %ds
                """
                .formatted(seconds, seconds, quoted(rules), quoted(targets), seconds);
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }

    /** An interrupt at the terminal would end it at once, whoever started it with interrupts ignored. */
    private static List<String> inASessionOfItsOwn(SearchPath path) {
        var command = new ArrayList<String>();
        path.find("setsid").ifPresent(setsid -> command.add(setsid.toString()));
        return command;
    }

    /** Whether this is the command line of one that a farm on the data folder started. */
    static boolean isOf(Path data, String commandLine) {
        return commandLine.contains("--config.file=" + data.resolve(PROGRAM).resolve("prometheus.yml"));
    }

    private Prometheus() {}
}
