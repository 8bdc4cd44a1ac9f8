package io.vasari.cli.farm;

import io.vasari.models.GeneratedBatch;
import io.vasari.models.GenerativeModel;
import io.vasari.models.ImageShape;
import io.vasari.models.LoadedModel;
import io.vasari.models.ModelFamily;
import io.vasari.models.ModelFolder;
import io.vasari.models.SampleKey;
import java.util.List;

/** A family whose models take the whole process down when they are asked for {@link #POISON}. */
public final class CrashingFamily implements ModelFamily {
    static final int POISON = 100;

    @Override
    public String name() {
        return "crashing";
    }

    @Override
    public LoadedModel load(ModelFolder folder, String revision) {
        return new Crashing();
    }

    private static final class Crashing implements GenerativeModel {
        private static final ImageShape SHAPE = new ImageShape(8, 8, 1);

        @Override
        public ImageShape shape() {
            return SHAPE;
        }

        @Override
        public int batchSize() {
            return 8;
        }

        @Override
        public GeneratedBatch generate(List<SampleKey> samples) {
            if (samples.stream().anyMatch(sample -> sample.index() == POISON)) {
                Runtime.getRuntime().halt(134);
            }
            return new GeneratedBatch(samples.size(), SHAPE, new byte[samples.size() * SHAPE.bytes()], new float[0]);
        }

        @Override
        public GeneratedBatch generateUnjudged(List<SampleKey> samples) {
            return generate(samples);
        }

        @Override
        public void close() {}
    }
}
