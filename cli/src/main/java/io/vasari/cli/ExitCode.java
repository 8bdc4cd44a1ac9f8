package io.vasari.cli;

/** How the command ends. */
public final class ExitCode {
    public static final int OK = 0;
    /** It did not do what was asked. */
    public static final int FAILED = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** No farm answers. */
    public static final int NO_FARM = 3;
    /** The job ended, but not as {@code succeeded}. */
    public static final int JOB_NOT_SUCCEEDED = 4;

    private ExitCode() {}
}
