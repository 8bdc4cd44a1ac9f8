package io.vasari.cli.farm;

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

    private final Installation installation;
    private final FarmOptions options;
    private final String bootstrap;
    private final int brokerPort;

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
        var worker = application(name, "worker", Ports.free(), JavaProcess.WORKER_HEAP_MIB, own);
        return worker.with(JavaProcess.KEEPS_FREED_TENSORS);
    }

    Program evaluator() {
        var evaluator =
                application("evaluator", "evaluator", Ports.free(), 320, Map.of("vasari.data.dir", data("evaluator")));
        return evaluator.with(JavaProcess.KEEPS_FREED_TENSORS);
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

    private static List<String> java(int heapMib) {
        var command = new ArrayList<>(DEAF_TO_INTERRUPTS);
        command.addAll(JavaProcess.command(heapMib));
        return command;
    }

    /** One arena per core keeps glibc's heap from growing with the number of threads. */
    private static Map<String, String> environment() {
        return Map.of("OPT_OUT_TRACKING", "true", "OMP_NUM_THREADS", "1", "MALLOC_ARENA_MAX", "2");
    }
}
