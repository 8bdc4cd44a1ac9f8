package io.vasari.evaluator.streams;

import io.vasari.contracts.Json;
import io.vasari.contracts.ReplayReport;
import io.vasari.evaluator.aggregate.ReplayPeaks;
import io.vasari.evaluator.judge.ReplayFigures;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/** Hands reports of replays and the time to the {@link ReplayPeaks}, and tells what they say. */
final class Replaying implements Processor<String, byte[], Void, Void> {
    static final String STORE = "replays";

    private static final Logger LOG = Logger.getLogger(Replaying.class);
    private static final Duration FORGET = Duration.ofMinutes(1);

    private final Findings findings;
    private final Duration figures;
    private ProcessorContext<Void, Void> context;
    private ReplayPeaks peaks;

    /** @param figures how often they are told */
    Replaying(Findings findings, Duration figures) {
        this.findings = findings;
        this.figures = figures;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        peaks = new ReplayPeaks(new KeyValuePeaks(context.getStateStore(STORE)));
        context.schedule(
                figures,
                PunctuationType.WALL_CLOCK_TIME,
                now -> findings.replays(owner(), ReplayFigures.of(peaks, now())));
        context.schedule(FORGET, PunctuationType.WALL_CLOCK_TIME, now -> peaks.forget(now()));
    }

    @Override
    public void process(Record<String, byte[]> message) {
        try {
            peaks.add(Json.read(message.value(), ReplayReport.class));
        } catch (IllegalArgumentException e) {
            LOG.warnf("a report of replays of %s is skipped: %s", message.key(), e.getMessage());
        }
    }

    @Override
    public void close() {
        findings.lost(owner());
    }

    private String owner() {
        return STORE + "-" + context.taskId();
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
