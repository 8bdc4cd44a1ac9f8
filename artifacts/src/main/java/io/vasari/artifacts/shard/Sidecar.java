package io.vasari.artifacts.shard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vasari.contracts.Json;
import io.vasari.contracts.ModelRef;
import java.util.Arrays;

/** The JSON beside an image: model, seed of the job, index, and the belief in six decimals where there is one. */
final class Sidecar {
    private static final byte[] BELIEF = ",\"belief\":".getBytes(UTF_8);
    private static final int DECIMALS = 1_000_000;
    private static final int MAX_TAIL_BYTES = TarHeader.NAME_DIGITS + BELIEF.length + 9;

    private final byte[] json;
    private final int prefix;

    Sidecar(ModelRef model, long seed) {
        byte[] head = ("{\"model\":" + new String(Json.write(model), UTF_8) + ",\"seed\":" + seed + ",\"index\":")
                .getBytes(UTF_8);
        prefix = head.length;
        json = Arrays.copyOf(head, prefix + MAX_TAIL_BYTES);
    }

    /**
     * Writes the sidecar of one sample into {@link #bytes()}.
     *
     * @param belief 0 to 1; NaN when there is none
     * @return length in bytes
     */
    int write(int index, float belief) {
        int at = prefix + digitsOf(index);
        json[prefix] = '0';
        TarHeader.decimal(json, at, index);
        if (!Float.isNaN(belief)) {
            System.arraycopy(BELIEF, 0, json, at, BELIEF.length);
            at = fraction(at + BELIEF.length, belief);
        }
        json[at++] = '}';
        return at;
    }

    byte[] bytes() {
        return json;
    }

    private int fraction(int at, float belief) {
        int millionths = Math.round(Math.max(0f, Math.min(1f, belief)) * DECIMALS);
        json[at] = (byte) ('0' + millionths / DECIMALS);
        json[at + 1] = '.';
        Arrays.fill(json, at + 2, at + 8, (byte) '0');
        TarHeader.decimal(json, at + 8, millionths % DECIMALS);
        return at + 8;
    }

    private static int digitsOf(int index) {
        int digits = 1;
        for (int rest = index; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
