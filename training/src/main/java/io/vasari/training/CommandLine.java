package io.vasari.training;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Leading words, then {@code --name value} pairs. Every complaint is an IllegalArgumentException that names the option. */
final class CommandLine {

    private final String command;
    private final Map<String, String> options;

    private CommandLine(String command, Map<String, String> options) {
        this.command = command;
        this.options = options;
    }

    static CommandLine parse(String... args) {
        int first = 0;
        while (first < args.length && !args[first].startsWith("--")) {
            first++;
        }
        Map<String, String> options = new HashMap<>();
        for (int i = first; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || i + 1 == args.length) {
                throw new IllegalArgumentException("expected --name value at \"" + args[i] + "\"");
            }
            options.put(args[i].substring(2), args[i + 1]);
        }
        return new CommandLine(String.join(" ", java.util.Arrays.copyOf(args, first)), options);
    }

    String command() {
        return command;
    }

    String text(String name, String otherwise) {
        String value = options.remove(name);
        return value == null ? otherwise : value;
    }

    Path path(String name) {
        String value = options.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return Path.of(value);
    }

    int number(String name, int otherwise) {
        String value = options.remove(name);
        return value == null ? otherwise : integer(name, value);
    }

    /** Complains about the options that nobody asked for. */
    void requireAllUsed() {
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("unknown options " + options.keySet());
        }
    }

    static int integer(String name, String value) {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " takes whole numbers, not \"" + value + "\"", e);
        }
    }
}
