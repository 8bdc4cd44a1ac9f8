package io.vasari.training.mnist;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The IDX format of the MNIST files: a magic number, the dimensions as big-endian 32-bit numbers, then unsigned bytes.
 *
 * <p>Source: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits", section "File formats".
 */
final class IdxFile {

    private static final int LABELS_MAGIC = 0x801;
    private static final int IMAGES_MAGIC = 0x803;
    private static final int SIDE = 28;

    private IdxFile() {}

    /**
     * Images of 28x28 with their labels.
     *
     * @throws IOException naming the file and the difference, if a magic number, a size or a label is not what it must be
     */
    static DigitSet parse(String imagesName, byte[] images, String labelsName, byte[] labels) throws IOException {
        ByteBuffer image = header(imagesName, images, IMAGES_MAGIC, 16);
        int count = image.getInt();
        int height = image.getInt();
        int width = image.getInt();
        if (height != SIDE || width != SIDE) {
            throw new IOException(imagesName + " holds images of " + height + "x" + width + ", expected 28x28");
        }
        expectLength(imagesName, images, 16, (long) count * SIDE * SIDE);
        ByteBuffer label = header(labelsName, labels, LABELS_MAGIC, 8);
        int labelCount = label.getInt();
        expectLength(labelsName, labels, 8, labelCount);
        if (labelCount != count) {
            throw new IOException(labelsName + " has " + labelCount + " labels for " + count + " images");
        }
        byte[] pixels = new byte[image.remaining()];
        image.get(pixels);
        byte[] classes = new byte[count];
        label.get(classes);
        for (int i = 0; i < count; i++) {
            if (classes[i] < 0 || classes[i] > 9) {
                throw new IOException(
                        labelsName + ": label " + (classes[i] & 0xFF) + " of image " + i + " is no digit");
            }
        }
        return new DigitSet(pixels, classes);
    }

    private static ByteBuffer header(String name, byte[] bytes, int magic, int length) throws IOException {
        if (bytes.length < length) {
            throw new IOException(name + " has " + bytes.length + " bytes, too few for the header of an IDX file");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int found = buffer.getInt();
        if (found != magic) {
            throw new IOException(
                    String.format("%s starts with 0x%08x, expected the magic number 0x%08x", name, found, magic));
        }
        return buffer;
    }

    private static void expectLength(String name, byte[] bytes, int header, long body) throws IOException {
        if (body < 0 || bytes.length != header + body) {
            throw new IOException(name + " has " + bytes.length + " bytes, expected " + (header + body));
        }
    }
}
