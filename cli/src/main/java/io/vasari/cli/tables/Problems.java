package io.vasari.cli.tables;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import java.nio.file.Path;

/** What is wrong with a file, in one line. */
public final class Problems {
    private Problems() {}

    public static UserError of(Path file, String problem) {
        return new UserError(file + " " + problem, ExitCode.USAGE);
    }

    static UserError of(Path file, long line, String problem) {
        return new UserError(file + ", line " + line + " " + problem, ExitCode.USAGE);
    }

    static UserError ofCell(Path file, long line, String column, String problem) {
        return new UserError(file + ", line " + line + ", column " + column + ": " + problem, ExitCode.USAGE);
    }
}
