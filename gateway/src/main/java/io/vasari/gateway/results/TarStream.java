package io.vasari.gateway.results;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.StoreException;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Shard;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

/**
 * All shards of a job as one tar, in chunks: every shard without the blocks that end it, in order of the samples, and one
 * end after the last. A sample that two shards hold is taken from the first. Not safe for use by many threads at once.
 */
final class TarStream implements AutoCloseable {
    /** Also what one client holds of the gateway's memory. */
    static final int CHUNK_BYTES = 128 << 10;

    private static final int BLOCK_BYTES = 512;

    /** A tar ends with two blocks of zeros. */
    private static final int END_BYTES = 2 * BLOCK_BYTES;

    private static final byte[] NOTHING = {};

    private final ArtifactStore store;
    private final Iterator<Shard> shards;
    private InputStream open = InputStream.nullInputStream();
    private long left;
    private int nextIndex;
    private boolean ended;

    /** @param shards in order of their first sample */
    TarStream(ArtifactStore store, Iterator<Shard> shards) {
        this.store = store;
        this.shards = shards;
    }

    /**
     * The next bytes, none at the end.
     *
     * @throws StoreException when a shard is not there or is cut off
     */
    byte[] next() {
        try {
            while (left == 0 && shards.hasNext()) {
                begin(shards.next());
            }
            if (left == 0) {
                return end();
            }
            byte[] chunk = open.readNBytes((int) Math.min(CHUNK_BYTES, left));
            if (chunk.length == 0) {
                throw new IOException("a shard ends " + left + " bytes early");
            }
            left -= chunk.length;
            return chunk;
        } catch (IOException e) {
            throw new StoreException(FailureCode.STORE_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private void begin(Shard shard) throws IOException {
        open.close();
        var range = shard.range();
        if (range.end() <= nextIndex) {
            return;
        }
        // An image comes before its sidecar, so a sample begins one header before its image.
        long start = nextIndex <= range.first() ? 0 : shard.offsetOf(nextIndex) - BLOCK_BYTES;
        open = store.open(shard.artifact().uri());
        open.skipNBytes(start);
        left = shard.artifact().sizeBytes() - END_BYTES - start;
        nextIndex = range.end();
    }

    private byte[] end() {
        if (ended) {
            return NOTHING;
        }
        ended = true;
        return new byte[END_BYTES];
    }

    @Override
    public void close() {
        try {
            open.close();
        } catch (IOException e) {
            throw new StoreException(FailureCode.STORE_UNAVAILABLE, e.getMessage(), e);
        }
    }
}
