package io.vasari.cli.farm;

import io.vasari.cli.UserError;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * A farm on one machine: broker, gateway, workers, evaluator and, if wanted, Prometheus as processes of their own, watched and started again when
 * they die. {@link #close} ends them in order: those who take work first, the broker last.
 */
public final class Farm implements AutoCloseable {
    /** Long enough for a drain, which ends within 30 s. */
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(40);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration START_PATIENCE = Duration.ofSeconds(120);
    /** It died that often in a row right after its start: it will not come up. */
    private static final int HOPELESS = 3;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final FarmOptions options;
    private final FarmEvents events;
    private final RunFiles files;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Programs programs;
    private final Member broker;
    private final Member gateway;
    private final List<Member> evaluators;
    private final List<Member> workers;
    private final List<Member> prometheus;

    private Farm(Installation installation, FarmOptions options, FarmEvents events) {
        this.options = options;
        this.events = events;
        this.files = RunFiles.claim(options.data());
        this.programs = new Programs(installation, options);
        this.broker = member(programs.broker());
        this.gateway = member(programs.gateway());
        this.evaluators = options.evaluator() ? List.of(member(programs.evaluator())) : List.of();
        this.prometheus = options.prometheus()
                .map(wanted -> List.of(member(programs.prometheus(wanted))))
                .orElseGet(List::of);
        this.workers = new CopyOnWriteArrayList<>(IntStream.rangeClosed(1, options.workers())
                .mapToObj(number -> member(programs.worker(number)))
                .toList());
    }

    /**
     * Claims the data folder and the ports; nothing runs yet.
     *
     * @throws UserError when a port is taken or another farm has the data folder
     */
    public static Farm claim(Installation installation, FarmOptions options, FarmEvents events) {
        return new Farm(installation, options, events);
    }

    /**
     * Starts every process and returns once all are ready.
     *
     * @throws UserError when a process does not come up
     */
    public void start() {
        broker.start();
        awaitReady(List.of(broker));
        gateway.start();
        evaluators.forEach(Member::start);
        workers.forEach(Member::start);
        prometheus.forEach(Member::start);
        writeFiles();
        awaitReady(members());
        writeFiles();
    }

    private Member member(Program program) {
        var recorded = new FarmEvents() {
            @Override
            public void started(Member member) {
                events.started(member);
                writeFiles();
            }

            @Override
            public void died(Member member, int exitCode, Duration restartsIn) {
                events.died(member, exitCode, restartsIn);
            }

            @Override
            public void stubborn(Member member, Duration patience) {
                events.stubborn(member, patience);
            }
        };
        return new Member(program, options.data().resolve("logs"), recorded, http);
    }

    private void writeFiles() {
        files.write(members().stream().filter(Member::hasStarted).toList());
    }

    /** Adds a worker and returns once it is ready. */
    public Member addWorker() {
        var worker = member(programs.worker(workers.size() + 1));
        workers.add(worker);
        worker.start();
        awaitReady(List.of(worker));
        return worker;
    }

    /** Where the farm answers. */
    public String url() {
        return gateway.url();
    }

    public Path data() {
        return options.data();
    }

    public Member broker() {
        return broker;
    }

    public Member gateway() {
        return gateway;
    }

    public Member evaluator() {
        return evaluators.get(0);
    }

    public List<Member> workers() {
        return List.copyOf(workers);
    }

    /** The one that scrapes the farm, if it was asked for. */
    public Optional<Member> prometheus() {
        return prometheus.stream().findFirst();
    }

    /** All processes, in the order in which they start. */
    public List<Member> members() {
        var all = new ArrayList<>(List.of(broker, gateway));
        all.addAll(evaluators);
        all.addAll(workers);
        all.addAll(prometheus);
        return all;
    }

    /** @throws UserError that names the process that is not ready in time and its log */
    public static void awaitReady(Collection<Member> members) {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        for (Member member : members) {
            while (!member.isReady()) {
                if (System.nanoTime() > deadline || member.shortLives() >= HOPELESS) {
                    throw new UserError(member.name() + " does not come up; the end of its log, " + member.log() + ":\n"
                            + LogTail.of(member.log()));
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while starting");
        }
    }

    @Override
    public void close() {
        endTogether(workers, DRAIN_PATIENCE);
        endTogether(evaluators, PATIENCE);
        endTogether(List.of(gateway), PATIENCE);
        endTogether(prometheus, PATIENCE);
        endTogether(List.of(broker), PATIENCE);
        files.release();
    }

    private static void endTogether(Collection<Member> members, Duration patience) {
        members.parallelStream().forEach(member -> member.end(patience));
    }
}
