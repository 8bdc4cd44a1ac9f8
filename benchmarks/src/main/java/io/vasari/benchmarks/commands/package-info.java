/** {@code vasari bench} and its subcommands. */
package io.vasari.benchmarks.commands;
