package io.vasari.gateway.jobs;

import java.time.Clock;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Makes job ids: 26 characters of lower-case Crockford base32, 10 of the time in milliseconds and 16 at random, so that
 * ids sort by creation. Within a millisecond, or when the clock steps back, the random part counts up.
 */
public final class JobIds {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final Pattern FORM = Pattern.compile("[" + DIGITS + "]{26}");
    private static final int TIME_DIGITS = 10;
    private static final int HALF_DIGITS = 8;
    private static final long HALF_MASK = (1L << 5 * HALF_DIGITS) - 1;

    private final Clock clock;
    private final RandomGenerator random;
    private long lastMillis = -1;
    private long high;
    private long low;

    public JobIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public synchronized String next() {
        long now = clock.millis();
        if (now > lastMillis) {
            lastMillis = now;
            // The top bit stays clear, so that counting up has room.
            high = random.nextLong() & HALF_MASK >>> 1;
            low = random.nextLong() & HALF_MASK;
        } else {
            low = low + 1 & HALF_MASK;
            high += low == 0 ? 1 : 0;
        }
        var id = new StringBuilder(26);
        append(id, lastMillis, TIME_DIGITS);
        append(id, high, HALF_DIGITS);
        append(id, low, HALF_DIGITS);
        return id.toString();
    }

    /** Whether a text may be a job id at all. */
    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }

    private static void append(StringBuilder id, long value, int digits) {
        for (int shift = 5 * (digits - 1); shift >= 0; shift -= 5) {
            id.append(DIGITS.charAt((int) (value >>> shift) & 31));
        }
    }
}
