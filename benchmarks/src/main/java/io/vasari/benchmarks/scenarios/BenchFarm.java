package io.vasari.benchmarks.scenarios;

import io.vasari.benchmarks.load.JobLoad;
import io.vasari.benchmarks.load.Latency;
import io.vasari.benchmarks.machine.CpuTime;
import io.vasari.cli.UserError;
import io.vasari.cli.farm.Farm;
import io.vasari.cli.farm.FarmEvents;
import io.vasari.cli.farm.FarmOptions;
import io.vasari.cli.farm.Installation;
import io.vasari.cli.farm.Member;
import io.vasari.contracts.ModelRef;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A farm that nobody else uses, with the loads of a benchmark. Ends with the JVM at the latest. */
public final class BenchFarm implements AutoCloseable {
    private static final int IN_FLIGHT = 16;

    private final Farm farm;
    private final ModelRef model;
    private final List<String> deaths;
    private final Thread lastResort;

    private BenchFarm(Farm farm, ModelRef model, List<String> deaths) {
        this.farm = farm;
        this.model = model;
        this.deaths = deaths;
        this.lastResort = new Thread(farm::close, "end of the farm");
    }

    static BenchFarm start(Installation installation, FarmOptions options, ModelRef model) {
        var deaths = new CopyOnWriteArrayList<String>();
        var events = new FarmEvents() {
            @Override
            public void died(Member member, int exitCode, Duration restartsIn) {
                deaths.add(member.name() + " ended with code " + exitCode);
            }
        };
        var farm = Farm.claim(installation, options, events);
        var started = new BenchFarm(farm, model, deaths);
        Runtime.getRuntime().addShutdownHook(started.lastResort);
        try {
            farm.start();
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
        return started;
    }

    JobLoad load() {
        return new JobLoad(farm.url(), model, IN_FLIGHT);
    }

    /** As {@link JobLoad#JobLoad(String, ModelRef, Map, int, Duration)}. */
    public JobLoad load(Map<String, Object> wish, Duration patience) {
        return new JobLoad(farm.url(), model, wish, IN_FLIGHT, patience);
    }

    /** Where its gateway listens. */
    public String url() {
        return farm.url();
    }

    Latency latency() {
        return new Latency(farm.url(), model);
    }

    /** Name to process id, in the order in which they started. */
    public Map<String, Long> pids() {
        var pids = new LinkedHashMap<String, Long>();
        farm.members().forEach(member -> pids.put(member.name(), member.pid()));
        return pids;
    }

    /** With this process, which makes the load. */
    public CpuTime cpuTime() {
        var pids = new LinkedHashMap<>(pids());
        pids.put("load", ProcessHandle.current().pid());
        return CpuTime.now(pids);
    }

    /** @throws UserError when one of its processes died since the start */
    void requireUndisturbed() {
        if (!deaths.isEmpty()) {
            throw new UserError("the figures are void, " + String.join(", ", deaths) + "; the logs are in "
                    + farm.data().resolve("logs"));
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
            farm.close();
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook closes the farm.
        }
    }
}
