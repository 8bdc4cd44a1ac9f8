package io.vasari.benchmarks.bare;

import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.png.PngEncoder;
import io.vasari.artifacts.shard.ShardWriter;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import io.vasari.models.GeneratedBatch;
import io.vasari.models.GenerativeModel;
import io.vasari.models.SampleKey;
import java.util.List;
import java.util.stream.IntStream;

/** Generates, encodes and writes shard after shard in one thread, with the very classes that a worker uses. */
final class BareLoop {
    /** Where a finished tar goes. */
    interface Sink {
        void write(int first, byte[] tar, int length);
    }

    private final GenerativeModel model;
    private final ModelRef name;
    private final boolean judged;
    private final Sink sink;
    private final PngEncoder encoder;
    private final ShardWriter shard = new ShardWriter();

    /** @param judged whether the discriminator's belief is computed as well */
    BareLoop(GenerativeModel model, ModelRef name, boolean judged, Sink sink) {
        this.model = model;
        this.name = name;
        this.judged = judged;
        this.sink = sink;
        var shape = model.shape();
        this.encoder = new PngEncoder(new Pixels(shape.widthPixels(), shape.heightPixels(), shape.channels()));
    }

    /**
     * @param shardSamples samples of a tar
     * @return how long each stage took
     */
    Stages run(long seed, int samples, int shardSamples) {
        var stages = new Stages(samples, 0, 0, 0);
        for (int first = 0; first < samples; first += shardSamples) {
            stages = stages.plus(one(seed, new SampleRange(first, Math.min(shardSamples, samples - first))));
        }
        return stages;
    }

    private Stages one(long seed, SampleRange range) {
        shard.begin(name, seed, range);
        long generating = 0;
        long encoding = 0;
        for (int first = range.first(); first < range.end(); first += model.batchSize()) {
            long start = System.nanoTime();
            var batch = paint(seed, first, Math.min(model.batchSize(), range.end() - first));
            long painted = System.nanoTime();
            encode(batch);
            generating += painted - start;
            encoding += System.nanoTime() - painted;
        }
        long start = System.nanoTime();
        int length = shard.finish();
        sink.write(range.first(), shard.bytes(), length);
        return new Stages(0, generating, encoding, System.nanoTime() - start);
    }

    private GeneratedBatch paint(long seed, int first, int count) {
        List<SampleKey> keys = IntStream.range(first, first + count)
                .mapToObj(index -> new SampleKey(seed, index))
                .toList();
        return judged ? model.generate(keys) : model.generateUnjudged(keys);
    }

    private void encode(GeneratedBatch batch) {
        for (int i = 0; i < batch.count(); i++) {
            int bytes = encoder.encode(batch.pixels(), i * batch.shape().bytes());
            shard.add(encoder.bytes(), bytes, batch.hasBelief() ? batch.belief()[i] : ShardWriter.NO_BELIEF);
        }
    }
}
