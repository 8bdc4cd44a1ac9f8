package io.vasari.worker.plugin;

import io.vasari.models.DiffusionRequest;
import io.vasari.models.GeneratedBatch;
import io.vasari.models.ImageShape;
import io.vasari.models.IterativeModel;
import io.vasari.models.LoadedModel;
import io.vasari.models.ModelFamily;
import io.vasari.models.ModelFolder;
import io.vasari.models.ModelLoadException;
import io.vasari.models.SampleKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Dots that get their colour step by step, from seed, index, prompt and start image. Revision {@code jinxed} fails at the
 * third step of sample 13, {@code slow} takes 20 ms a step, {@code torn} does not load, {@code moody} adds
 * whatever it likes.
 */
public final class DotsFamily implements ModelFamily {
    /** Models that are open in this process. */
    public static final AtomicInteger OPEN = new AtomicInteger();

    private static final int UNLUCKY = 13;
    private static final int MOST_STEPS = 100;
    private static final int SEATS = 8;

    @Override
    public String name() {
        return "dots";
    }

    @Override
    public LoadedModel load(ModelFolder folder, String revision) {
        if (revision.equals("torn")) {
            throw new ModelLoadException("unet/dots.safetensors is torn");
        }
        OPEN.incrementAndGet();
        return new Dots(revision);
    }

    /** What the pixels of a sample are. */
    public static byte[] pixels(SampleKey key, DiffusionRequest request, int stepsDone) {
        byte[] pixels = new byte[request.widthPixels() * request.heightPixels() * 3];
        int colour = (int) key.seed() + 31 * key.index() + request.prompt().hashCode();
        for (int i = 0; i < pixels.length; i++) {
            int from = request.start().isPresent() ? request.start().get().image()[i] : 0;
            pixels[i] = (byte) (from + colour * (1 + i % 3) + stepsDone);
        }
        return pixels;
    }

    /** What it says of the noise of a sample: 64 digits that tell one from another. */
    public static String noiseSha256(SampleKey key) {
        return "%032x%032x".formatted(key.seed(), key.index());
    }

    private record Dots(String revision) implements IterativeModel {
        @Override
        public int batchSize() {
            return SEATS;
        }

        @Override
        public long sizeBytes() {
            return 1000;
        }

        @Override
        public Sketch begin(SampleKey key, DiffusionRequest request) {
            if (request.steps() > MOST_STEPS) {
                throw new IllegalArgumentException(
                        "steps is " + request.steps() + ", this model takes at most " + MOST_STEPS);
            }
            return new Dot(
                    key,
                    request,
                    revision.equals("moody") ? ThreadLocalRandom.current().nextInt(256) : 0);
        }

        @Override
        public void advance(List<Sketch> sketches) {
            var dots = sketches.stream().map(Dot.class::cast).toList();
            if (revision.equals("jinxed")
                    && dots.stream().anyMatch(dot -> dot.key.index() == UNLUCKY && dot.done == 2)) {
                throw new IllegalStateException("jinx");
            }
            if (revision.equals("slow")) {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            dots.forEach(dot -> dot.done++);
        }

        @Override
        public GeneratedBatch finish(List<Sketch> finished) {
            var shape = finished.get(0).shape();
            byte[] pixels = new byte[finished.size() * shape.bytes()];
            for (int i = 0; i < finished.size(); i++) {
                var picture = finished.get(i).preview().pixels();
                System.arraycopy(picture, 0, pixels, i * shape.bytes(), shape.bytes());
            }
            return new GeneratedBatch(finished.size(), shape, pixels, new float[0]);
        }

        @Override
        public void close() {
            OPEN.decrementAndGet();
        }
    }

    private static final class Dot implements IterativeModel.Sketch {
        private final SampleKey key;
        private final DiffusionRequest request;
        private final int mood;
        private int done;

        Dot(SampleKey key, DiffusionRequest request, int mood) {
            this.key = key;
            this.request = request;
            this.mood = mood;
        }

        @Override
        public ImageShape shape() {
            return new ImageShape(request.widthPixels(), request.heightPixels(), 3);
        }

        @Override
        public int stepsDone() {
            return done;
        }

        @Override
        public int steps() {
            return request.steps();
        }

        @Override
        public Optional<String> noiseSha256() {
            return Optional.of(DotsFamily.noiseSha256(key));
        }

        @Override
        public GeneratedBatch preview() {
            return new GeneratedBatch(1, shape(), DotsFamily.pixels(key, request, done + mood), new float[0]);
        }
    }
}
