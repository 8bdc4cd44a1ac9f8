package io.vasari.models.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ScalingTest {
    private static final int NUMBERS = 200;

    @Test
    void gradientsOutliveAGarbageCollectionBetweenTheirPasses() throws Exception {
        try (var manager = NDManager.newBaseManager();
                var collector = Engine.getInstance().newGradientCollector()) {
            var x = manager.create(new float[] {1, 2, 3});
            x.setRequiresGradient(true);
            var y = x;
            for (int i = 0; i < NUMBERS; i++) {
                y = Scaling.of(y, i % 2 == 0 ? 2 : 0.5);
            }

            collectGarbage();
            var occupied = occupyFreedMemory();
            collector.backward(y.sum());

            assertThat(x.getGradient().toFloatArray()).containsExactly(1, 1, 1);
            assertThat(occupied).isNotEmpty();
        }
    }

    private static void collectGarbage() throws InterruptedException {
        var collected = new CountDownLatch(1);
        Cleaner.create().register(new Object(), collected::countDown);
        while (collected.getCount() > 0) {
            System.gc();
            Thread.onSpinWait();
        }
        // Buffers are freed on another thread than that of the cleaner above, in the order in which they were found.
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.yield();
        }
    }

    private static List<ByteBuffer> occupyFreedMemory() {
        var buffers = new ArrayList<ByteBuffer>();
        for (int i = 0; i < 50 * NUMBERS; i++) {
            var buffer = ByteBuffer.allocateDirect(Float.BYTES);
            FloatBuffer floats = buffer.order(java.nio.ByteOrder.nativeOrder()).asFloatBuffer();
            floats.put(Float.NaN);
            buffers.add(buffer);
        }
        return buffers;
    }
}
