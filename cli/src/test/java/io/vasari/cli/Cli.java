package io.vasari.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** Runs the command line in this process. */
public final class Cli {
    private Cli() {}

    /** How a command ended and what it said. */
    public record Outcome(int exitCode, String out, String err) {}

    public static Outcome run(String... args) {
        var err = new StringWriter();
        var out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int exitCode =
                    Vasari.commandLine().setErr(new PrintWriter(err, true)).execute(args);
            return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
        } finally {
            System.setOut(before);
        }
    }
}
