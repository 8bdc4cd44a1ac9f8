package io.vasari.cli.tables;

import io.vasari.cli.UserError;
import io.vasari.scores.linear.Rows;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two-dimensional arrays of float32 or float64 in NumPy's format, versions 1 to 3 (NEP 1), of either byte order, by rows or by
 * columns.
 */
final class NpyFile {
    static final int MAGIC_BYTES = 6;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER = 1 << 16;
    private static final int CHUNK = 1 << 20;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    private final Path file;
    private final FileChannel channel;

    private NpyFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @param swapped whether the first index runs fastest */
    private record Header(boolean isDouble, ByteOrder order, boolean swapped, int rows, int columns) {}

    static boolean isMagic(byte[] start) {
        return java.util.Arrays.equals(start, MAGIC);
    }

    static Rows read(Path file) {
        try (var open = new RandomAccessFile(file.toFile(), "r")) {
            return new NpyFile(file, open.getChannel()).read();
        } catch (IOException e) {
            throw CsvReader.unreadable(file, e);
        }
    }

    private Rows read() throws IOException {
        Header header = header();
        long count = (long) header.rows() * header.columns();
        long bytes = count * (header.isDouble() ? Double.BYTES : Float.BYTES);
        long rest = channel.size() - channel.position();
        if (rest != bytes) {
            throw broken("has " + rest + " bytes of numbers where its shape (" + header.rows() + ", " + header.columns()
                    + ") takes " + bytes);
        }
        var values = new double[(int) count];
        ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK).order(header.order());
        for (int i = 0; i < values.length; ) {
            buffer.clear().limit((int) Math.min(CHUNK, bytes - (long) i * width(header)));
            fill(buffer);
            for (; buffer.hasRemaining(); i++) {
                double value = header.isDouble() ? buffer.getDouble() : buffer.getFloat();
                int row = header.swapped() ? i % header.rows() : i / header.columns();
                int column = header.swapped() ? i / header.rows() : i % header.columns();
                if (!Double.isFinite(value)) {
                    throw Problems.of(
                            file,
                            "has " + value + " in row " + row + ", column " + column
                                    + " (from 0); leave out rows that are not finite");
                }
                values[row * header.columns() + column] = value;
            }
        }
        return Rows.of(header.columns(), values);
    }

    private static int width(Header header) {
        return header.isDouble() ? Double.BYTES : Float.BYTES;
    }

    private Header header() throws IOException {
        ByteBuffer start = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        fill(start);
        if (!isMagic(java.util.Arrays.copyOf(start.array(), MAGIC_BYTES))) {
            throw broken("does not begin as a NumPy array does");
        }
        int version = start.get(MAGIC_BYTES);
        if (version < 1 || version > 3) {
            throw broken("is of version " + version + " of the format, readable are 1 to 3");
        }
        ByteBuffer length = ByteBuffer.allocate(version == 1 ? 2 : 4).order(ByteOrder.LITTLE_ENDIAN);
        fill(length);
        long size = version == 1 ? Short.toUnsignedInt(length.getShort()) : Integer.toUnsignedLong(length.getInt());
        if (size > MAX_HEADER) {
            throw broken("has a header of " + size + " bytes, the limit is " + MAX_HEADER);
        }
        ByteBuffer text = ByteBuffer.allocate((int) size);
        fill(text);
        return parse(new String(text.array(), StandardCharsets.ISO_8859_1));
    }

    private Header parse(String text) {
        String descr = find(DESCR, text);
        boolean isDouble = descr.endsWith("f8");
        if (!descr.matches("[<>=]f[48]")) {
            throw Problems.of(
                    file,
                    "holds numbers of type " + descr + ", readable are float32 and float64; save array.astype('f4')");
        }
        String[] shape = find(SHAPE, text).strip().split("\\s*,\\s*");
        if (shape.length != 2) {
            throw Problems.of(
                    file,
                    "has the shape (" + find(SHAPE, text) + "), it must be (rows, columns), one row a sample; save"
                            + " array.reshape(len(array), -1)");
        }
        long rows = dimension(shape[0]);
        long columns = dimension(shape[1]);
        if (columns < 1 || rows * columns > Integer.MAX_VALUE - 8) {
            throw Problems.of(
                    file,
                    "has the shape (" + rows + ", " + columns + "); it takes at least 1 column and at most "
                            + (Integer.MAX_VALUE - 8) + " numbers");
        }
        ByteOrder order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new Header(isDouble, order, find(FORTRAN, text).equals("True"), (int) rows, (int) columns);
    }

    private long dimension(String text) {
        try {
            long size = Long.parseLong(text);
            if (size >= 0 && size <= Integer.MAX_VALUE) {
                return size;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw broken("has the dimension '" + text + "'");
    }

    private String find(Pattern field, String text) {
        Matcher matcher = field.matcher(text);
        if (!matcher.find()) {
            throw broken("has a header without descr, fortran_order and shape");
        }
        return matcher.group(1);
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw broken("ends too early");
            }
        }
        buffer.flip();
    }

    private UserError broken(String problem) {
        return Problems.of(file, problem + ": it is no whole NumPy array; write it with numpy.save, or give CSV");
    }
}
