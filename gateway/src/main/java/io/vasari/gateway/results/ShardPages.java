package io.vasari.gateway.results;

import io.vasari.contracts.Shard;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A job's shards, of which a page at a time is in memory: the offsets of a million samples are 12 MB. What is added while it
 * goes on is seen. Not safe for use by many threads at once.
 */
final class ShardPages implements Iterator<Shard> {
    private static final int PAGE = 16;

    /** Gives the shards from a first sample on, in order. */
    interface Pages {
        List<Shard> from(int first, int limit);
    }

    private final Pages pages;
    private Iterator<Shard> page = List.<Shard>of().iterator();
    private int next;

    ShardPages(Pages pages) {
        this.pages = pages;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext()) {
            page = pages.from(next, PAGE).iterator();
        }
        return page.hasNext();
    }

    @Override
    public Shard next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var shard = page.next();
        next = shard.range().first() + 1;
        return shard;
    }
}
