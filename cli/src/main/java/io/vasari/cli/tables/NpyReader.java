package io.vasari.cli.tables;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads NumPy's format, versions 1 to 3 (NEP 1), of either byte order, by rows or by columns. */
final class NpyReader {
    static final int MAGIC_BYTES = 6;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER = 1 << 16;
    private static final int CHUNK = 1 << 20;
    private static final int MAX_NUMBERS = Integer.MAX_VALUE - 8;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    private final Path file;
    private final String member;
    private final InputStream in;
    private long position;

    /** @param swapped whether the first index runs fastest */
    private record Header(NpyType type, ByteOrder order, boolean swapped, List<Integer> shape, int count) {}

    /** @param member name of the array inside of the file, with a comma before it; empty where the file is the array */
    NpyReader(Path file, String member, InputStream in) {
        this.file = file;
        this.member = member;
        this.in = in;
    }

    static boolean isMagic(byte[] start) {
        return Arrays.equals(start, MAGIC);
    }

    /** @param size bytes of the array with its header */
    NpyArray read(long size) throws IOException {
        Header header = header();
        long bytes = (long) header.count() * header.type().bytes();
        if (size - position != bytes) {
            throw broken("has " + (size - position) + " bytes of numbers where its shape (" + shape(header) + ") takes "
                    + bytes);
        }
        var values = new double[header.count()];
        int[] extents = header.shape().stream().mapToInt(Integer::intValue).toArray();
        for (int i = 0; i < values.length; ) {
            ByteBuffer buffer =
                    fill((int) Math.min(CHUNK, bytes - (long) i * header.type().bytes()), header.order());
            for (; buffer.hasRemaining(); i++) {
                double value = header.type().next(buffer);
                int place = header.swapped() ? place(i, extents) : i;
                if (!Double.isFinite(value)) {
                    throw wrong("has " + value + " in " + where(place, header.shape())
                            + " (from 0); leave out rows that are not finite");
                }
                values[place] = value;
            }
        }
        return new NpyArray(header.shape(), values);
    }

    private static String shape(Header header) {
        String text = header.shape().toString();
        return text.substring(1, text.length() - 1);
    }

    /** Where a number lies with the last index fastest that is the i-th with the first one fastest. */
    private static int place(int i, int[] extents) {
        int rest = i;
        int place = 0;
        for (int extent : extents) {
            place = place * extent + rest % extent;
            rest /= extent;
        }
        return place;
    }

    private static String where(int place, List<Integer> shape) {
        int columns = shape.isEmpty() ? 1 : shape.get(shape.size() - 1);
        return shape.size() == 2 ? "row " + place / columns + ", column " + place % columns : "place " + place;
    }

    private Header header() throws IOException {
        ByteBuffer start = fill(MAGIC_BYTES + 2, ByteOrder.LITTLE_ENDIAN);
        if (!isMagic(Arrays.copyOf(start.array(), MAGIC_BYTES))) {
            throw broken("does not begin as a NumPy array does");
        }
        int version = start.get(MAGIC_BYTES);
        if (version < 1 || version > 3) {
            throw broken("is of version " + version + " of the format, readable are 1 to 3");
        }
        ByteBuffer length = fill(version == 1 ? 2 : 4, ByteOrder.LITTLE_ENDIAN);
        long size = version == 1 ? Short.toUnsignedInt(length.getShort()) : Integer.toUnsignedLong(length.getInt());
        if (size > MAX_HEADER) {
            throw broken("has a header of " + size + " bytes, the limit is " + MAX_HEADER);
        }
        return parse(new String(fill((int) size, ByteOrder.LITTLE_ENDIAN).array(), StandardCharsets.ISO_8859_1));
    }

    private Header parse(String text) {
        String descr = find(DESCR, text);
        NpyType type = NpyType.of(descr)
                .orElseThrow(() -> wrong("holds numbers of type " + descr
                        + ", readable are floats of 16 to 64 bits, integers and booleans; save array.astype('f4')"));
        List<Integer> shape = Stream.of(find(SHAPE, text).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(this::extent)
                .toList();
        long count = 1;
        for (int extent : shape) {
            count = Math.min(count * extent, Long.MAX_VALUE >> 32);
        }
        if (count > MAX_NUMBERS) {
            throw wrong("has the shape (" + find(SHAPE, text) + "); it takes at most " + MAX_NUMBERS + " numbers");
        }
        ByteOrder order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new Header(type, order, find(FORTRAN, text).equals("True"), shape, (int) count);
    }

    private int extent(String text) {
        try {
            int extent = Integer.parseInt(text);
            if (extent >= 0) {
                return extent;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw broken("has the dimension '" + text + "'");
    }

    private String find(Pattern field, String text) {
        Matcher matcher = field.matcher(text);
        if (!matcher.find()) {
            throw broken("has a header without descr, fortran_order and shape of plain numbers");
        }
        return matcher.group(1);
    }

    private ByteBuffer fill(int bytes, ByteOrder order) throws IOException {
        byte[] read = in.readNBytes(bytes);
        position += read.length;
        if (read.length < bytes) {
            throw broken("ends too early");
        }
        return ByteBuffer.wrap(read).order(order);
    }

    private UserError wrong(String problem) {
        return new UserError(file + member + " " + problem, ExitCode.USAGE);
    }

    private UserError broken(String problem) {
        return wrong(problem + ": it is no whole NumPy array; write it with numpy.save, or give CSV");
    }
}
