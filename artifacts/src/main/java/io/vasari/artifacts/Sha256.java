package io.vasari.artifacts;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal digits, as {@link io.vasari.contracts.ArtifactRef} has it. */
public final class Sha256 {
    public static String of(byte[] bytes) {
        return of(bytes, bytes.length);
    }

    /** Of {@code length} bytes of {@code bytes}, from the start. */
    public static String of(byte[] bytes, int length) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Sha256() {}
}
