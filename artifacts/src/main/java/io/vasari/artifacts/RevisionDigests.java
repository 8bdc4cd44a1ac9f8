package io.vasari.artifacts;

import io.vasari.contracts.ReplayCalibration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells weights apart that bear one name: SHA-256 of the files of a model's revision, names and contents in the order of
 * their names, without those that are made with the weights afterwards. Of a diffusers folder only its index and the folders
 * of its parts count: beside those lie pictures and measurements. What was read is remembered as long as sizes and times of
 * the files stay. Safe for use by many threads.
 */
public final class RevisionDigests {
    private static final String INDEX = "model_index.json";
    private static final Set<String> MADE_AFTERWARDS = Set.of("reference.json", ReplayCalibration.FILE);
    private static final int CHUNK_BYTES = 1 << 16;

    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    private record Stamp(Path file, long sizeBytes, FileTime changed) {}

    private record Known(List<Stamp> stamps, String sha256) {}

    /**
     * @param folder of one revision
     * @return in lower-case hex
     */
    public String of(Path folder) throws IOException {
        var stamps = stamps(folder);
        var before = known.get(folder);
        if (before != null && before.stamps().equals(stamps)) {
            return before.sha256();
        }
        var now = new Known(stamps, digest(folder, stamps));
        known.put(folder, now);
        return now.sha256();
    }

    private static List<Stamp> stamps(Path folder) throws IOException {
        List<Path> files;
        try (var paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            files = paths.filter(Files::isRegularFile)
                    .filter(path -> counts(folder, path))
                    .sorted()
                    .toList();
        }
        var stamps = new ArrayList<Stamp>();
        for (Path file : files) {
            stamps.add(new Stamp(file, Files.size(file), Files.getLastModifiedTime(file)));
        }
        return stamps;
    }

    private static boolean counts(Path folder, Path file) {
        String name = file.getFileName().toString();
        boolean isBeside = file.getParent().equals(folder) && Files.exists(folder.resolve(INDEX));
        return isBeside ? name.equals(INDEX) : !MADE_AFTERWARDS.contains(name);
    }

    private static String digest(Path folder, List<Stamp> stamps) throws IOException {
        var digest = sha256();
        var chunk = new byte[CHUNK_BYTES];
        for (var stamp : stamps) {
            digest.update(folder.relativize(stamp.file()).toString().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            try (InputStream in = Files.newInputStream(stamp.file())) {
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    digest.update(chunk, 0, read);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
