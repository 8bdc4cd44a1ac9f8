package io.vasari.gateway.streams;

/** The tables are still being restored, or are being moved. It passes: try again in a moment. */
public final class FarmStarting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FarmStarting(String table, Throwable cause) {
        super("table '" + table + "' is being restored; try again in a moment", cause);
    }
}
