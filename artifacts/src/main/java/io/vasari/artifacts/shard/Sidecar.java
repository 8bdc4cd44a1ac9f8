package io.vasari.artifacts.shard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vasari.contracts.Json;
import io.vasari.contracts.ModelRef;
import java.util.Arrays;
import java.util.Optional;

/**
 * The JSON beside an image: model, seed of the job, index, the belief in six decimals where there is one, and the noise where
 * samples share theirs.
 */
final class Sidecar {
    private static final byte[] BELIEF = ",\"belief\":".getBytes(UTF_8);
    private static final byte[] NOISE = ",\"noise_sha256\":\"".getBytes(UTF_8);
    private static final int HASH_DIGITS = 64;
    private static final int DECIMALS = 1_000_000;
    private static final int MAX_TAIL_BYTES =
            TarHeader.NAME_DIGITS + BELIEF.length + 9 + NOISE.length + HASH_DIGITS + 1;

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
     * @param noiseSha256 64 hex digits, where they are to be told
     * @return length in bytes
     */
    int write(int index, float belief, Optional<String> noiseSha256) {
        int at = prefix + digitsOf(index);
        json[prefix] = '0';
        TarHeader.decimal(json, at, index);
        if (!Float.isNaN(belief)) {
            System.arraycopy(BELIEF, 0, json, at, BELIEF.length);
            at = fraction(at + BELIEF.length, belief);
        }
        if (noiseSha256.isPresent()) {
            byte[] hash = noiseSha256.get().getBytes(UTF_8);
            System.arraycopy(NOISE, 0, json, at, NOISE.length);
            System.arraycopy(hash, 0, json, at + NOISE.length, HASH_DIGITS);
            at += NOISE.length + HASH_DIGITS;
            json[at++] = '"';
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
