package io.vasari.benchmarks.bare;

import io.vasari.artifacts.FileStore;
import io.vasari.artifacts.shard.ShardWriter;
import io.vasari.benchmarks.machine.Java;
import io.vasari.contracts.ModelRef;
import io.vasari.models.ModelZoo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The loops in a process of their own, one after the other, each after a warm-up. */
public final class BareProcess {
    /** Generator, PNG, tar, plain file: nothing else. */
    public static final String PLAIN = "generator+png+tar";

    /** What a worker does: the discriminator's belief as well, and the artifact store with its checksum. */
    public static final String WORKER = "generator+belief+png+tar+store";

    private static final long SEED = 1;

    /**
     * @param out folder for the tars
     * @return one result for {@link #PLAIN} and one for {@link #WORKER}
     */
    public static List<BareResult> run(Path zoo, ModelRef model, int samples, int shardSamples, Path out) {
        var results = new ArrayList<BareResult>();
        Java.run(
                BareProcess.class,
                List.of(zoo.toString(), model.toString(), "" + samples, "" + shardSamples, out.toString()),
                line -> results.add(BareResult.parse(line)));
        return results;
    }

    public static void main(String[] args) {
        var name = ModelRef.parse(args[1]);
        int samples = Integer.parseInt(args[2]);
        int shardSamples = Integer.parseInt(args[3]);
        Path out = Path.of(args[4]);
        var store = FileStore.open(out);
        try (var model = ModelZoo.open(Path.of(args[0])).loadGenerative(name.id(), name.revision())) {
            var plain = new BareLoop(model, name, false, (first, tar, length) -> write(out, first, tar, length));
            var worker = new BareLoop(
                    model,
                    name,
                    true,
                    (first, tar, length) -> store.put("bare/" + first + ".tar", ShardWriter.MEDIA_TYPE, tar, length));
            plain.run(SEED, samples / 4, shardSamples);
            worker.run(SEED, samples / 4, shardSamples);
            System.out.println(
                    BareResult.of(PLAIN, plain.run(SEED, samples, shardSamples)).line());
            System.out.println(BareResult.of(WORKER, worker.run(SEED, samples, shardSamples))
                    .line());
        }
    }

    private static void write(Path out, int first, byte[] tar, int length) {
        try (var file = FileChannel.open(
                out.resolve("bare-" + first + ".tar"),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(tar, 0, length);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BareProcess() {}
}
