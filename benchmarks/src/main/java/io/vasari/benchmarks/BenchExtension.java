package io.vasari.benchmarks;

import io.vasari.benchmarks.commands.BenchCommand;
import io.vasari.cli.Extension;

/** Adds {@code vasari bench}. */
public final class BenchExtension implements Extension {
    @Override
    public Object command() {
        return new BenchCommand();
    }
}
