package io.vasari.models.safetensors;

import java.nio.ByteBuffer;

/** Elements of little-endian buffers as Java numbers. */
final class TensorValues {

    private TensorValues() {}

    /** Reads a whole buffer to where {@code at} points, and returns where the next element goes. */
    static int floats(ByteBuffer from, TensorType type, float[] to, int at) {
        int next = at;
        while (from.hasRemaining()) {
            to[next++] = switch (type) {
                case F32 -> from.getFloat();
                case F64 -> (float) from.getDouble();
                case F16 -> half(from.getShort());
                case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
                default -> throw new IllegalArgumentException(type + " is no floating-point type");
            };
        }
        return next;
    }

    /** Reads a whole buffer to where {@code at} points, and returns where the next element goes. */
    static int longs(ByteBuffer from, TensorType type, long[] to, int at) {
        int next = at;
        while (from.hasRemaining()) {
            to[next++] = switch (type) {
                case I64 -> from.getLong();
                case I32 -> from.getInt();
                case I8 -> from.get();
                case U8 -> Byte.toUnsignedLong(from.get());
                case BOOL -> from.get() == 0 ? 0 : 1;
                default -> throw new IllegalArgumentException(type + " is no integer type");
            };
        }
        return next;
    }

    /** The value of an IEEE 754 binary16: 1 bit of sign, 5 of exponent with bias 15, 10 of fraction. */
    static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1f ? 0xff : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }
}
