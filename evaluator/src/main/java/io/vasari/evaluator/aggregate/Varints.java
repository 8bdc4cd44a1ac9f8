package io.vasari.evaluator.aggregate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Whole numbers in seven bits a byte, the lowest first: small ones without sign take one byte, any other up to ten. */
final class Varints {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private Varints() {}

    static void write(DataOutputStream out, long value) throws IOException {
        long left = value;
        while ((left & -MORE) != 0) {
            out.writeByte((int) (left & (MORE - 1)) | MORE);
            left >>>= BITS;
        }
        out.writeByte((int) left);
    }

    static long read(DataInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; ; shift += BITS) {
            int part = in.readUnsignedByte();
            value |= (long) (part & (MORE - 1)) << shift;
            if (part < MORE) {
                return value;
            }
        }
    }
}
