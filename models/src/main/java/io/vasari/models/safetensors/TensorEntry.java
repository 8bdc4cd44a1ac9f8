package io.vasari.models.safetensors;

import java.util.List;

/**
 * Where a tensor lies and how to read it. Elements are little-endian and row-major.
 *
 * @param name unique in its file
 * @param shape sizes of the dimensions, each at least 0; empty for a scalar
 * @param beginBytes first byte, counted from the start of the file's data, which follows its header
 * @param endBytes one past the last byte; the length is that of all elements
 */
public record TensorEntry(String name, TensorType type, List<Long> shape, long beginBytes, long endBytes) {

    public TensorEntry {
        shape = List.copyOf(shape);
        long elements = elements(shape);
        if (beginBytes < 0 || endBytes < beginBytes) {
            throw new IllegalArgumentException("data_offsets [" + beginBytes + ", " + endBytes + "] are no range");
        }
        if (elements > (endBytes - beginBytes) / type.bytes() || elements * type.bytes() != endBytes - beginBytes) {
            throw new IllegalArgumentException("data_offsets [" + beginBytes + ", " + endBytes + "] hold "
                    + (endBytes - beginBytes) + " bytes, but " + elements + " elements of " + type + " need "
                    + type.bytes() + " bytes each");
        }
    }

    /** How many elements it has. */
    public long elements() {
        return (endBytes - beginBytes) / type.bytes();
    }

    /** Bytes of all elements. */
    public long sizeBytes() {
        return endBytes - beginBytes;
    }

    /**
     * The product of the dimensions.
     *
     * @throws IllegalArgumentException if a dimension is negative or the product exceeds 63 bits
     */
    static long elements(List<Long> shape) {
        long product = 1;
        for (long size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("shape " + shape + " has a negative dimension");
            }
            try {
                product = Math.multiplyExact(product, size);
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("shape " + shape + " has more than 2^63 elements", e);
            }
        }
        return product;
    }
}
