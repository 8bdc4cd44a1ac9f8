package io.vasari.cli.tables;

import io.vasari.cli.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The records of a CSV file as RFC 4180 has them: cells between commas, in quotes where they hold commas or line ends. */
final class CsvReader implements AutoCloseable {
    private final Path file;
    private final BufferedReader text;
    private long lines;

    /**
     * One record.
     *
     * @param number of its first line, from 1
     * @param cells without quotes and the blanks around them; at least one
     */
    record Line(long number, List<String> cells) {}

    private CsvReader(Path file, BufferedReader text) {
        this.file = file;
        this.text = text;
    }

    static CsvReader open(Path file) {
        try {
            return new CsvReader(file, Files.newBufferedReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static UserError unreadable(Path file, IOException e) {
        String reason = Files.exists(file) ? e.toString() : "there is no such file";
        return Problems.of(file, "cannot be read: " + reason);
    }

    /** The next record that is not blank. */
    Optional<Line> next() {
        Optional<String> line = readLine();
        while (line.isPresent() && line.get().isBlank()) {
            line = readLine();
        }
        return line.map(this::parse);
    }

    private Optional<String> readLine() {
        try {
            String line = text.readLine();
            lines++;
            return Optional.ofNullable(
                    line == null ? null : lines == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line);
        } catch (CharacterCodingException e) {
            throw Problems.of(file, lines + 1, "is no text in UTF-8; save the table as CSV or as a NumPy array (.npy)");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private Line parse(String first) {
        long number = lines;
        String line = first;
        List<String> cells = new ArrayList<>();
        var cell = new StringBuilder();
        boolean quoted = false;
        boolean wasQuoted = false;
        int i = 0;
        while (true) {
            if (i == line.length()) {
                if (!quoted) {
                    cells.add(wasQuoted ? cell.toString() : cell.toString().strip());
                    return new Line(number, cells);
                }
                line = readLine().orElseThrow(() -> Problems.of(file, number, "opens a quote that is never closed"));
                cell.append('\n');
                i = 0;
                continue;
            }
            char c = line.charAt(i++);
            if (quoted && c == '"' && i < line.length() && line.charAt(i) == '"') {
                cell.append('"');
                i++;
            } else if (quoted && c == '"') {
                quoted = false;
            } else if (!quoted && c == '"' && cell.toString().isBlank()) {
                cell.setLength(0);
                quoted = true;
                wasQuoted = true;
            } else if (!quoted && c == ',') {
                cells.add(wasQuoted ? cell.toString() : cell.toString().strip());
                cell.setLength(0);
                wasQuoted = false;
            } else if (quoted || !wasQuoted || !Character.isWhitespace(c)) {
                cell.append(c);
            }
        }
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
