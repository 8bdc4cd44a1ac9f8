package io.vasari.worker.plugin;

import io.vasari.models.GeneratedBatch;
import io.vasari.models.GenerativeModel;
import io.vasari.models.ImageShape;
import io.vasari.models.LoadedModel;
import io.vasari.models.ModelFamily;
import io.vasari.models.ModelFolder;
import io.vasari.models.ModelLoadException;
import io.vasari.models.SampleKey;
import java.util.List;

/**
 * Stripes whose grey tells seed and index. Revision {@code crash} ends the process when it is asked for sample 13,
 * {@code slow} takes 20 ms a pass, {@code broken} does not load, {@code moody} is brighter in company.
 */
public final class StripesFamily implements ModelFamily {
    private static final int ROWS = 16;
    private static final int UNLUCKY = 13;
    private static final ImageShape SHAPE = new ImageShape(8, 8, 1);

    @Override
    public String name() {
        return "stripes";
    }

    @Override
    public LoadedModel load(ModelFolder folder, String revision) {
        if (revision.equals("broken")) {
            throw new ModelLoadException("stripes.bin is torn");
        }
        return new Stripes(revision);
    }

    private record Stripes(String revision) implements GenerativeModel {
        @Override
        public ImageShape shape() {
            return SHAPE;
        }

        @Override
        public int batchSize() {
            return ROWS;
        }

        @Override
        public GeneratedBatch generate(List<SampleKey> samples) {
            byte[] pixels = new byte[samples.size() * SHAPE.bytes()];
            for (int i = 0; i < pixels.length; i++) {
                SampleKey key = samples.get(i / SHAPE.bytes());
                int mood = revision.equals("moody") ? 5 * (samples.size() - 1) : 0;
                pixels[i] = (byte) (i % 2 == 0 ? 0 : key.seed() + key.index() + mood);
            }
            misbehave(samples);
            return new GeneratedBatch(samples.size(), SHAPE, pixels, new float[0]);
        }

        @Override
        public GeneratedBatch generateUnjudged(List<SampleKey> samples) {
            return generate(samples);
        }

        private void misbehave(List<SampleKey> samples) {
            if (revision.equals("crash") && samples.stream().anyMatch(key -> key.index() == UNLUCKY)) {
                Runtime.getRuntime().halt(134);
            }
            if (revision.equals("slow")) {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void close() {}
    }
}
