package io.vasari.cli.farm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the JVM of a farm's process is started; what is compared with a worker starts likewise. */
public final class JavaProcess {
    /** Of a worker. */
    public static final int WORKER_HEAP_MIB = 320;

    /**
     * For glibc and PyTorch: tensors of a step come from memory that the step before has freed. By default it goes back to the
     * system each time, and to fetch it again took up to a fifth of a step. All threads share one arena: with several, what a
     * process ends up with depends on which thread got which, by hundreds of megabytes. Large tensors begin at a page and may
     * take large pages, which leaves a quarter less between them. What lies idle between tensors in use grows all the same;
     * {@link #TRIMMED} gives it back.
     */
    public static final Map<String, String> KEEPS_FREED_TENSORS = Map.of(
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", "33554432",
            "MALLOC_TRIM_THRESHOLD_", "134217728",
            "MALLOC_TOP_PAD_", "67108864",
            "THP_MEM_ALLOC_ENABLE", "1");

    /**
     * Small jobs run through deep stacks of small methods. Inlined to the usual depth they become methods that take the
     * compiler a second each, for minutes after a start, at no gain in speed.
     */
    private static final List<String> SHORT_COMPILATIONS = List.of(
            "-XX:MaxInlineLevel=8",
            "-XX:InlineSmallCode=1500",
            "-XX:MaxNodeLimit=40000",
            "-XX:NodeLimitFudgeFactor=1000");

    /**
     * Every half minute freed native memory goes back to the system, so that a step that took much of it once leaves no mark.
     * Java 17.0.9 and later know how; it was experimental at first, and older ones ignore it.
     */
    private static final List<String> TRIMMED = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockExperimentalVMOptions", "-XX:TrimNativeHeapInterval=30000");

    /**
     * This process's Java with the farm's flags; class path, properties and main class follow. The half of the heap that it
     * lives in is taken at once, so that a process is as large on its first day as it will be on its hundredth, and the rest is
     * for bursts.
     *
     * @param heapMib the heap at its largest, in MiB, more than 128
     */
    public static List<String> command(int heapMib) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms" + heapMib / 2 + "m", "-Xmx" + heapMib + "m", "-Xmn64m"));
        command.addAll(List.of("-XX:+AlwaysPreTouch", "-XX:MaxDirectMemorySize=128m"));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xshare:auto"));
        command.addAll(TRIMMED);
        command.addAll(SHORT_COMPILATIONS);
        return command;
    }

    private JavaProcess() {}
}
