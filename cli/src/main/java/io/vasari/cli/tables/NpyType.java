package io.vasari.cli.tables;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Types of numbers that NumPy stores and that are read here. */
enum NpyType {
    FLOAT16("f2", 2, in -> half(in.getShort())),
    FLOAT32("f4", 4, ByteBuffer::getFloat),
    FLOAT64("f8", 8, ByteBuffer::getDouble),
    INT8("i1", 1, ByteBuffer::get),
    INT16("i2", 2, ByteBuffer::getShort),
    INT32("i4", 4, ByteBuffer::getInt),
    INT64("i8", 8, ByteBuffer::getLong),
    UINT8("u1", 1, in -> in.get() & 0xFF),
    UINT16("u2", 2, in -> in.getShort() & 0xFFFF),
    UINT32("u4", 4, in -> in.getInt() & 0xFFFFFFFFL),
    BOOL("b1", 1, in -> in.get() == 0 ? 0 : 1);

    private static final int FRACTION_BITS = 10;

    private final String code;
    private final int bytes;
    private final ToDoubleFunction<ByteBuffer> next;

    NpyType(String code, int bytes, ToDoubleFunction<ByteBuffer> next) {
        this.code = code;
        this.bytes = bytes;
        this.next = next;
    }

    /** @param descr with the sign of its byte order, such as {@code <f4} */
    static Optional<NpyType> of(String descr) {
        return Arrays.stream(values())
                .filter(type -> descr.matches("[<>=|]" + type.code))
                .findFirst();
    }

    int bytes() {
        return bytes;
    }

    double next(ByteBuffer in) {
        return next.applyAsDouble(in);
    }

    /** IEEE 754 binary16. */
    private static double half(short bits) {
        int exponent = bits >> FRACTION_BITS & 0x1F;
        int fraction = bits & 0x3FF;
        double magnitude;
        if (exponent == 0) {
            magnitude = Math.scalb((double) fraction, -24);
        } else if (exponent == 0x1F) {
            magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else {
            magnitude = Math.scalb(1024.0 + fraction, exponent - 25);
        }
        return bits < 0 ? -magnitude : magnitude;
    }
}
