package io.vasari.cli.reference;

import io.vasari.cli.UserError;
import io.vasari.cli.images.Gallery;
import io.vasari.models.ImageShape;
import io.vasari.training.mnist.DigitSet;
import io.vasari.training.mnist.Mnist;
import io.vasari.training.vases.VaseMixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** The held-out data of the models that ship. */
public final class TrainingGalleries {
    private static final int VASE_SIDE = 32;

    private TrainingGalleries() {}

    /**
     * The 10,000 test images of MNIST.
     *
     * @param source a folder with its IDX files, or the archive that holds them
     */
    public static Gallery mnistTest(Path source) {
        DigitSet test;
        try {
            test = Mnist.read(source).test();
        } catch (IOException e) {
            throw new UserError(e.getMessage());
        }
        return visitor -> {
            for (int i = 0; i < test.size(); i++) {
                byte[] digit = Arrays.copyOfRange(test.pixels(), i * DigitSet.PIXELS, (i + 1) * DigitSet.PIXELS);
                visitor.image("mnist-test/" + i, digit, DigitSet.SHAPE);
            }
        };
    }

    /** Painted vases that no training saw. */
    public static Gallery vases(int count) {
        return visitor -> {
            var vases = new VaseMixture(count, VASE_SIDE, VaseMixture.HELD_OUT_SEED);
            var shape = new ImageShape(VASE_SIDE, VASE_SIDE, 3);
            for (int i = 0; i < vases.size(); i++) {
                visitor.image("vases/" + i, vases.pixels(i), shape);
            }
        };
    }
}
