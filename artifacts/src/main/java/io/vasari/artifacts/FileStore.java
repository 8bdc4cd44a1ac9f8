package io.vasari.artifacts;

import io.vasari.contracts.ArtifactRef;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Artifacts as files below one folder, which any number of processes may share.
 *
 * <p>An artifact is written to a file of its own in {@code .incoming} and renamed into place, so a reader sees the whole
 * of it or nothing. What a crash left in {@code .incoming} is deleted at the next start once it is an hour old.
 */
public final class FileStore implements ArtifactStore {
    /** Space kept free by default: the broker's log often shares the disk, and a full disk stops it. */
    public static final long DEFAULT_RESERVE_BYTES = 64L << 20;

    private static final Duration LEFTOVER_AGE = Duration.ofHours(1);
    private static final String INCOMING = ".incoming";

    /** What an artifact survives once {@link #put} has returned. */
    public enum Durability {
        /**
         * The death of every process, but not of the machine: written, not synced. The default, because the broker's log
         * on the same machine is no safer and a sample can be made again from its seed.
         */
        WRITTEN,
        /** The death of the machine as well: the file is synced before it gets its name. */
        SYNCED
    }

    private final Path root;
    private final Path incoming;
    private final Durability durability;
    private final long reserveBytes;
    private final String writer = UUID.randomUUID().toString();
    private final AtomicLong sequence = new AtomicLong();

    private FileStore(Path root, Durability durability, long reserveBytes) {
        this.root = root;
        this.incoming = root.resolve(INCOMING);
        this.durability = durability;
        this.reserveBytes = reserveBytes;
    }

    /** A store in the page cache that keeps {@link #DEFAULT_RESERVE_BYTES} free. */
    public static FileStore open(Path root) {
        return open(root, Durability.WRITTEN, DEFAULT_RESERVE_BYTES);
    }

    /**
     * Opens the store, makes its folder if there is none, and clears leftovers. A folder that cannot be made is not an
     * error yet: the store may be mounted later, and every {@link #put} says what is wrong.
     *
     * @param reserveBytes the store counts as full when it would leave less than this free, at least 0
     */
    public static FileStore open(Path root, Durability durability, long reserveBytes) {
        if (reserveBytes < 0) {
            throw new IllegalArgumentException("reserveBytes is " + reserveBytes + ", it must be at least 0");
        }
        var store = new FileStore(root.toAbsolutePath().normalize(), durability, reserveBytes);
        try {
            Files.createDirectories(store.incoming);
            store.clearLeftovers(Instant.now().minus(LEFTOVER_AGE));
        } catch (IOException e) {
            System.getLogger(FileStore.class.getName())
                    .log(System.Logger.Level.WARNING, "artifact store {0} is not usable yet: {1}", root, e.toString());
        }
        return store;
    }

    @Override
    public ArtifactRef put(String uri, String mediaType, byte[] bytes, int length) {
        Path target = fileOf(uri);
        Path draft = incoming.resolve(writer + "-" + sequence.incrementAndGet());
        try {
            requireSpace(uri, length);
            write(draft, bytes, length);
            moveInto(target, draft);
        } catch (IOException e) {
            discard(draft);
            throw StoreFailures.writing(root, uri, e);
        }
        return new ArtifactRef(uri, Sha256.of(bytes, length), length, mediaType);
    }

    @Override
    public byte[] read(String uri, long offset, int length) {
        var bytes = ByteBuffer.allocate(length);
        try (var channel = FileChannel.open(fileOf(uri), StandardOpenOption.READ)) {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw new EOFException("it ends at byte " + channel.size() + ", before " + (offset + length));
                }
            }
        } catch (IOException e) {
            throw StoreFailures.reading(root, uri, e);
        }
        return bytes.array();
    }

    @Override
    public InputStream open(String uri) {
        try {
            return Files.newInputStream(fileOf(uri));
        } catch (IOException e) {
            throw StoreFailures.reading(root, uri, e);
        }
    }

    @Override
    public List<String> putBefore(String folder, Instant moment) {
        var uris = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(fileOf(folder))) {
            for (Path file : files) {
                if (Files.isRegularFile(file) && wasPutBefore(file, moment)) {
                    uris.add(folder + "/" + file.getFileName());
                }
            }
        } catch (NoSuchFileException e) {
            // Nothing was put there yet.
        } catch (DirectoryIteratorException e) {
            throw StoreFailures.reading(root, folder, e.getCause());
        } catch (IOException e) {
            throw StoreFailures.reading(root, folder, e);
        }
        return uris;
    }

    @Override
    public boolean delete(String uri, Instant putBefore) {
        Path file = fileOf(uri);
        try {
            return wasPutBefore(file, putBefore) && Files.deleteIfExists(file);
        } catch (IOException e) {
            throw StoreFailures.deleting(root, uri, e);
        }
    }

    /** The folder in which drafts are written shows that what is mounted here is the store. */
    @Override
    public boolean answers() {
        return Files.isReadable(incoming);
    }

    /** The file is new with every put. One that is gone by now counts as old. */
    private static boolean wasPutBefore(Path file, Instant moment) {
        return Instant.ofEpochMilli(file.toFile().lastModified()).isBefore(moment);
    }

    private Path fileOf(String uri) {
        return root.resolve(ArtifactUri.check(uri));
    }

    private void requireSpace(String uri, int length) throws IOException {
        if (reserveBytes == 0) {
            return;
        }
        long usable = root.toFile().getUsableSpace();
        // 0 is also what a missing folder has: let the write find out which it is.
        if (usable > 0 && usable - length < reserveBytes) {
            throw StoreFailures.full(
                    root, uri, usable + " bytes are free and " + reserveBytes + " are kept in reserve", null);
        }
    }

    private void write(Path draft, byte[] bytes, int length) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = openDraft(draft, options)) {
            var buffer = ByteBuffer.wrap(bytes, 0, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (durability == Durability.SYNCED) {
                channel.force(true);
            }
        }
    }

    private FileChannel openDraft(Path draft, Set<StandardOpenOption> options) throws IOException {
        try {
            return FileChannel.open(draft, options);
        } catch (NoSuchFileException e) {
            Files.createDirectories(incoming);
            return FileChannel.open(draft, options);
        }
    }

    private static void moveInto(Path target, Path draft) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            Files.createDirectories(target.getParent());
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            // It stays until the next start clears it; the caller is told of the error that came first.
        }
    }

    private void clearLeftovers(Instant before) throws IOException {
        try (var drafts = Files.newDirectoryStream(incoming)) {
            for (Path draft : drafts) {
                if (Files.getLastModifiedTime(draft).compareTo(FileTime.from(before)) < 0) {
                    Files.deleteIfExists(draft);
                }
            }
        }
    }
}
