package io.vasari.artifacts.png;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A deflate (RFC 1951) for small pictures with flat areas: one block of fixed Huffman codes, whose only matches are runs
 * of the byte before. A digit of 28 x 28 spends most of zlib's time on clearing its window; this one has none. Any
 * inflater reads it. Not safe for use by many threads at once.
 *
 * <p>Noise grows to at most 9/8 of its size plus two bytes; callers leave {@link #worstCase} room.
 */
final class RunDeflate {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

    private static final int MIN_RUN = 3;
    private static final int MAX_RUN = 258;

    /** Final block, fixed codes: the bits 1, 1, 0. */
    private static final int BLOCK_HEADER = 0b011;

    private static final int BLOCK_HEADER_BITS = 3;
    private static final int END_OF_BLOCK_BITS = 7;

    private static final int[] LITERAL_CODE = new int[256];
    private static final byte[] LITERAL_BITS = new byte[256];

    /** Length code, its extra bits and the five zero bits of distance 1, by length. */
    private static final int[] RUN_CODE = new int[MAX_RUN + 1];

    private static final byte[] RUN_BITS = new byte[MAX_RUN + 1];

    static {
        for (int literal = 0; literal < 256; literal++) {
            boolean shortCode = literal < 144;
            LITERAL_BITS[literal] = (byte) (shortCode ? 8 : 9);
            LITERAL_CODE[literal] = reversed(shortCode ? 0x30 + literal : 0x190 + literal - 144, LITERAL_BITS[literal]);
        }
        for (int length = MIN_RUN; length <= MAX_RUN; length++) {
            int extraBits = extraBits(length);
            int symbol = symbol(length, extraBits);
            int symbolBits = symbol < 280 ? 7 : 8;
            int code = reversed(symbol < 280 ? symbol - 256 : 0xC0 + symbol - 280, symbolBits);
            int extra = (length - MIN_RUN) & ((1 << extraBits) - 1);
            RUN_CODE[length] = code | extra << symbolBits;
            RUN_BITS[length] = (byte) (symbolBits + extraBits + 5);
        }
    }

    /** Section 3.2.5 of RFC 1951: every doubling of the length from 11 on takes one more extra bit. */
    private static int extraBits(int length) {
        if (length < 11 || length == MAX_RUN) {
            return 0;
        }
        return 29 - Integer.numberOfLeadingZeros(length - MIN_RUN);
    }

    private static int symbol(int length, int extraBits) {
        if (length == MAX_RUN) {
            return 285;
        }
        return 257 + 4 * extraBits + (length - MIN_RUN >>> extraBits);
    }

    /** Huffman codes are packed from their most significant bit. */
    private static int reversed(int code, int bits) {
        return Integer.reverse(code) >>> 32 - bits;
    }

    /** How many bytes {@link #compress} may touch for an input of this size. */
    static int worstCase(int length) {
        return length + length / 8 + 2 + Long.BYTES;
    }

    /**
     * @param in compressed from 0 to {@code length}; {@link Long#BYTES} more are readable behind it
     * @param out written from {@code position} on, with room for {@link #worstCase}
     * @return position behind the last byte written
     */
    static int compress(byte[] in, int length, byte[] out, int position) {
        long bits = BLOCK_HEADER;
        int bitCount = BLOCK_HEADER_BITS;
        int at = 0;
        while (at < length) {
            int value = in[at] & 0xFF;
            bits |= (long) LITERAL_CODE[value] << bitCount;
            bitCount += LITERAL_BITS[value];
            at++;
            int run = runLength(in, at, length);
            if (run >= MIN_RUN) {
                at += run;
                while (run >= MIN_RUN) {
                    int piece = pieceOf(run);
                    bits |= (long) RUN_CODE[piece] << bitCount;
                    bitCount += RUN_BITS[piece];
                    run -= piece;
                    LONGS.set(out, position, bits);
                    position += bitCount >>> 3;
                    bits >>>= bitCount & 0x38;
                    bitCount &= 7;
                }
            }
            LONGS.set(out, position, bits);
            position += bitCount >>> 3;
            bits >>>= bitCount & 0x38;
            bitCount &= 7;
        }
        bitCount += END_OF_BLOCK_BITS;
        LONGS.set(out, position, bits);
        return position + (bitCount + 7 >>> 3);
    }

    /** Never leaves a rest of one or two, which would be no run. */
    private static int pieceOf(int run) {
        if (run <= MAX_RUN) {
            return run;
        }
        return Math.min(MAX_RUN, run - MIN_RUN);
    }

    /** How many bytes from {@code at} on equal the one before it. */
    private static int runLength(byte[] in, int at, int length) {
        long pattern = (in[at - 1] & 0xFFL) * 0x0101_0101_0101_0101L;
        int end = at;
        while (end < length) {
            long difference = (long) LONGS.get(in, end) ^ pattern;
            if (difference != 0) {
                end += Long.numberOfTrailingZeros(difference) >>> 3;
                break;
            }
            end += Long.BYTES;
        }
        return Math.min(end, length) - at;
    }

    private RunDeflate() {}
}
