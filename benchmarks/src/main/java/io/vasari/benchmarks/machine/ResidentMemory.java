package io.vasari.benchmarks.machine;

/**
 * Physical memory of a process in mebibytes.
 *
 * @param total all of it, what {@code ps} calls RSS
 * @param anonymous its own: heaps and stacks, without mapped files, which the system may drop at will
 */
public record ResidentMemory(double total, double anonymous) {
    /** Of a running process. */
    public static ResidentMemory of(long pid) {
        String status = "/proc/" + pid + "/status";
        return new ResidentMemory(mebibytes(status, "VmRSS"), mebibytes(status, "RssAnon"));
    }

    private static double mebibytes(String status, String field) {
        return Machine.kibibytes(Machine.field(status, field)) / 1024;
    }
}
