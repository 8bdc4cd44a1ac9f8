package io.vasari.evaluator.scoring;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.contracts.Shard;

/** Goes through the images of a shard in slices of bounded size, each one range read. */
final class ShardImages {
    private static final long SLICE_BYTES = 4 << 20;

    private final ArtifactStore store;

    ShardImages(ArtifactStore store) {
        this.store = store;
    }

    /** Takes the bytes of one image, which it must not keep. */
    interface Visitor {
        void image(int position, byte[] bytes, int offset, int length);
    }

    /** @throws io.vasari.artifacts.StoreException when the store cannot be read */
    void forEach(Shard shard, Visitor visitor) {
        int count = shard.range().count();
        for (int first = 0, last; first < count; first = last + 1) {
            last = lastOfSlice(shard, first);
            long from = shard.offsets()[first];
            byte[] slice = store.read(shard.artifact().uri(), from, Math.toIntExact(end(shard, last) - from));
            for (int i = first; i <= last; i++) {
                visitor.image(i, slice, Math.toIntExact(shard.offsets()[i] - from), shard.sizes()[i]);
            }
        }
    }

    private static int lastOfSlice(Shard shard, int first) {
        int last = first;
        while (last + 1 < shard.range().count() && end(shard, last + 1) - shard.offsets()[first] <= SLICE_BYTES) {
            last++;
        }
        return last;
    }

    private static long end(Shard shard, int position) {
        return shard.offsets()[position] + shard.sizes()[position];
    }
}
