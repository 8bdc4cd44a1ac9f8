package io.vasari.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Commands run as from a shell. */
public final class CommandLines {
    /** How one ended, and what it said on standard error. */
    public record Run(int exitCode, String err) {}

    public static Run run(String... args) {
        var err = new StringWriter();
        int exitCode = Vasari.commandLine().setErr(new PrintWriter(err, true)).execute(args);
        return new Run(exitCode, err.toString());
    }

    private CommandLines() {}
}
