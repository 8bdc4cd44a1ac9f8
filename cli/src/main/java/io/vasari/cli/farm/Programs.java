package io.vasari.cli.farm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The farm's processes and the command line of each: the composition of a farm on one machine. */
final class Programs {
    private static final String READY = "/q/health/ready";
    private static final int MAX_LANES = 64;

    /**
     * An interrupt at the terminal reaches every process of its group; the farm's processes ignore it, so that the
     * supervisor can end them in order.
     */
    private static final List<String> DEAF_TO_INTERRUPTS =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "vasari");

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

    private final Installation installation;
    private final FarmOptions options;
    private final String bootstrap;
    private final int brokerPort;

    /**
     * For glibc and PyTorch: tensors of a step come from memory that the step before has freed. By default it goes back to the
     * system each time, and to fetch it again took up to a fifth of a step. All threads share one arena: with several, what a
     * process ends up with depends on which thread got which, by hundreds of megabytes. Large tensors begin at a page and may
     * take large pages, which leaves a quarter less between them. What lies idle between tensors in use grows all the same;
     * {@link #TRIMMED} gives it back.
     */
    private static final Map<String, String> KEEPS_FREED_TENSORS = Map.of(
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", "33554432",
            "MALLOC_TRIM_THRESHOLD_", "134217728",
            "MALLOC_TOP_PAD_", "67108864",
            "THP_MEM_ALLOC_ENABLE", "1");

    Programs(Installation installation, FarmOptions options) {
        this.installation = installation;
        this.options = options;
        this.brokerPort = Ports.free();
        this.bootstrap = Ports.HOST + ":" + brokerPort;
    }

    Program broker() {
        var command = java(320);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.addAll(List.of("-cp", installation.libraries() + "/*", "io.vasari.broker.BrokerMain"));
        command.addAll(List.of(options.data().resolve("kafka").toString(), "" + brokerPort));
        return new Program("broker", brokerPort, "", false, command, environment());
    }

    Program gateway() {
        int port = options.port() == 0 ? Ports.free() : Ports.require(options.port());
        return application("gateway", "gateway", port, 384, Map.of("vasari.data.dir", data("gateway")));
    }

    Program worker(int number) {
        String name = "worker-" + number;
        var own = new LinkedHashMap<>(options.workerSettings());
        own.put("vasari.worker.id", name);
        own.put("vasari.worker.slots", "" + options.slots());
        own.putIfAbsent("vasari.worker.lanes", "" + lanes());
        var worker = application(name, "worker", Ports.free(), 320, own);
        return worker.with(KEEPS_FREED_TENSORS);
    }

    Program evaluator() {
        var evaluator =
                application("evaluator", "evaluator", Ports.free(), 320, Map.of("vasari.data.dir", data("evaluator")));
        return evaluator.with(KEEPS_FREED_TENSORS);
    }

    Program prometheus(PrometheusOptions wanted) {
        return Prometheus.program(options.data(), installation.rules(), wanted, SearchPath.ofThisProcess());
    }

    /** The machine's cores are shared out among the workers. */
    private int lanes() {
        int cores = Runtime.getRuntime().availableProcessors();
        return Math.min(MAX_LANES, Math.max(1, cores / Math.max(1, options.workers())));
    }

    private String data(String folder) {
        return options.data().resolve(folder).toString();
    }

    private Program application(String name, String application, int port, int heapMib, Map<String, String> own) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("quarkus.http.host", Ports.HOST);
        settings.put("quarkus.http.port", "" + port);
        settings.put("kafka.bootstrap.servers", bootstrap);
        settings.put("vasari.models.dir", options.models().toAbsolutePath().toString());
        settings.put("vasari.store.dir", data("store"));
        settings.put("ai.djl.offline", "true");
        settings.put("ai.djl.pytorch.num_threads", "1");
        settings.put("ai.djl.pytorch.num_interop_threads", "1");
        settings.putAll(own);
        var command = java(heapMib);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", installation.application(application).toString()));
        return new Program(name, port, READY, true, command, environment());
    }

    /**
     * The half of the heap that it lives in is taken at once, so that a process is as large on its first day as it will be
     * on its hundredth, and the rest is for bursts.
     */
    private static List<String> java(int heapMib) {
        var command = new ArrayList<>(DEAF_TO_INTERRUPTS);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms" + heapMib / 2 + "m", "-Xmx" + heapMib + "m", "-Xmn64m"));
        command.addAll(List.of("-XX:+AlwaysPreTouch", "-XX:MaxDirectMemorySize=128m"));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xshare:auto"));
        command.addAll(TRIMMED);
        command.addAll(SHORT_COMPILATIONS);
        return command;
    }

    /** One arena per core keeps glibc's heap from growing with the number of threads. */
    private static Map<String, String> environment() {
        return Map.of("OPT_OUT_TRACKING", "true", "OMP_NUM_THREADS", "1", "MALLOC_ARENA_MAX", "2");
    }
}
