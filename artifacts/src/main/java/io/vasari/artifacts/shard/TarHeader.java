package io.vasari.artifacts.shard;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * The ustar header (POSIX.1-1988) of a file {@code <10 digits><extension>}: a template of 512 bytes in which only digits
 * and the checksum change. Owner, mode and time are constants, so equal content is equal bytes; the time is the start of
 * 1980, the earliest that a zip can hold too (tar warns of a time of 0).
 */
final class TarHeader {
    static final int BLOCK = 512;
    static final int NAME_DIGITS = 10;
    static final long MTIME_SECONDS = 315_532_800L;

    static final int SIZE_AT = 124;
    static final int SIZE_DIGITS = 11;
    static final int CHECKSUM_AT = 148;
    static final int CHECKSUM_FIELD = 8;
    static final int TYPE_AT = 156;
    static final int MAGIC_AT = 257;

    private final byte[] template = new byte[BLOCK];
    private final int templateSum;

    /** @param extension for example {@code .png} */
    TarHeader(String extension) {
        text(0, "0".repeat(NAME_DIGITS) + extension);
        text(100, "0000644\0" + "0000000\0" + "0000000\0");
        text(SIZE_AT, "0".repeat(SIZE_DIGITS));
        text(136, "%011o".formatted(MTIME_SECONDS));
        Arrays.fill(template, CHECKSUM_AT, CHECKSUM_AT + CHECKSUM_FIELD, (byte) ' ');
        template[TYPE_AT] = '0';
        text(MAGIC_AT, "ustar\0" + "00");
        templateSum = sum(template, 0);
        template[CHECKSUM_AT + 6] = 0;
    }

    /** Writes the header of file {@code index} at {@code at}. */
    void write(byte[] out, int at, int index, int sizeBytes) {
        System.arraycopy(template, 0, out, at, BLOCK);
        int sum = templateSum;
        sum += decimal(out, at + NAME_DIGITS, index);
        sum += octal(out, at + SIZE_AT + SIZE_DIGITS, sizeBytes);
        Arrays.fill(out, at + CHECKSUM_AT, at + CHECKSUM_AT + 6, (byte) '0');
        octal(out, at + CHECKSUM_AT + 6, sum);
    }

    /** The checksum of a header, in which its own field counts as spaces. */
    static int checksum(byte[] header, int at) {
        int field = 0;
        for (int i = CHECKSUM_AT; i < CHECKSUM_AT + CHECKSUM_FIELD; i++) {
            field += header[at + i] & 0xFF;
        }
        return sum(header, at) - field + CHECKSUM_FIELD * ' ';
    }

    private static int sum(byte[] header, int at) {
        int sum = 0;
        for (int i = at; i < at + BLOCK; i++) {
            sum += header[i] & 0xFF;
        }
        return sum;
    }

    /** Digits that end before {@code end}, over zeros; returns the sum of the digits. */
    static int decimal(byte[] out, int end, int value) {
        int sum = 0;
        for (int rest = value; rest != 0; rest /= 10) {
            int digit = rest % 10;
            out[--end] = (byte) ('0' + digit);
            sum += digit;
        }
        return sum;
    }

    private static int octal(byte[] out, int end, int value) {
        int sum = 0;
        for (int rest = value; rest != 0; rest >>>= 3) {
            int digit = rest & 7;
            out[--end] = (byte) ('0' + digit);
            sum += digit;
        }
        return sum;
    }

    private void text(int at, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        System.arraycopy(bytes, 0, template, at, bytes.length);
    }
}
