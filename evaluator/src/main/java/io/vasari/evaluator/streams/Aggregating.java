package io.vasari.evaluator.streams;

import io.vasari.contracts.CloudEvent;
import io.vasari.contracts.JobEvaluation;
import io.vasari.contracts.Json;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.TaskScores;
import io.vasari.evaluator.aggregate.FeatureBook;
import io.vasari.evaluator.aggregate.JobKey;
import io.vasari.evaluator.aggregate.JobTally;
import io.vasari.evaluator.aggregate.Ledger;
import io.vasari.evaluator.aggregate.Pace;
import io.vasari.evaluator.aggregate.RevisionTally;
import io.vasari.evaluator.aggregate.Subject;
import io.vasari.evaluator.judge.Evaluations;
import io.vasari.evaluator.judge.FeatureComparisons;
import io.vasari.evaluator.judge.FeaturePanel;
import io.vasari.evaluator.judge.WindowFigures;
import io.vasari.evaluator.reference.References;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/** The step between scores and evaluations: hands records and the time to the {@link Ledger}, and forwards what it says. */
final class Aggregating implements Processor<String, byte[], String, byte[]> {
    static final String STORE = "tallies";
    static final String SKETCHES = "features";

    private static final Logger LOG = Logger.getLogger(Aggregating.class);
    private static final Duration FOLD = Duration.ofMinutes(1);
    private static final Duration FEATURES = Duration.ofSeconds(15);
    private static final Duration MAYBE_UNPUBLISHED = Duration.ofMinutes(1);

    private final References references;
    private final FeatureComparisons comparisons;
    private final FeaturePanel panel;
    private final Findings findings;
    private final Timing timing;
    private final String source;
    private final Pace<JobKey> pace;
    private ProcessorContext<String, byte[]> context;
    private KeyValueTallies tallies;
    private Ledger ledger;
    private FeatureBook book;
    private JobReadings readings;

    Aggregating(
            References references, FeatureComparisons comparisons, Findings findings, Timing timing, String source) {
        this.references = references;
        this.comparisons = comparisons;
        this.panel = new FeaturePanel(comparisons);
        this.findings = findings;
        this.timing = timing;
        this.source = source;
        this.pace = new Pace<>(timing.evaluationInterval());
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        tallies = new KeyValueTallies(context.getStateStore(STORE));
        ledger = new Ledger(tallies, this::classes, timing.retention());
        book = new FeatureBook(new KeyValueSketches(context.getStateStore(SKETCHES)), now());
        readings = new JobReadings(book, comparisons);
        // A crash loses what was changed and not yet published, so what changed last is published again.
        ledger.restore(MAYBE_UNPUBLISHED).forEach(key -> {
            pace.owe(key);
            readings.changed(key, now());
        });
        context.schedule(timing.flush(), PunctuationType.WALL_CLOCK_TIME, now -> publishDue());
        context.schedule(timing.figures(), PunctuationType.WALL_CLOCK_TIME, now -> showFigures());
        context.schedule(FOLD, PunctuationType.WALL_CLOCK_TIME, now -> {
            ledger.fold(now());
            book.forget(now());
        });
        context.schedule(
                FEATURES, PunctuationType.WALL_CLOCK_TIME, now -> findings.features(owner(), panel.look(book, now())));
    }

    @Override
    public void process(Record<String, byte[]> message) {
        try {
            var scores = Json.read(message.value(), TaskScores.class);
            var counted = ledger.add(scores, now());
            findings.counted(counted);
            if (counted.late() == 0 && scores.features().isPresent()) {
                // Duplicates, too: a crash may have kept the tally of a record and not its features.
                book.add(scores, now());
                readings.changed(counted.key(), now());
            }
            if (counted.fresh().samples() > 0 && pace.changed(counted.key(), now())) {
                publish(counted.key(), counted.job());
            }
        } catch (IllegalArgumentException e) {
            LOG.warnf("scores of %s are skipped: %s", message.key(), e.getMessage());
        }
    }

    private void publishDue() {
        readings.readDue(now()).forEach(pace::owe);
        pace.due(now()).forEach(key -> tallies.find(key).ifPresent(job -> publish(key, job)));
    }

    private void publish(JobKey key, JobTally job) {
        if (!isKnown(key.subject())) {
            return;
        }
        var at = now();
        var reference = references.of(key.subject().classifier());
        if (reference.classes() < 2
                && readings.of(key).isEmpty()
                && job.total().checks().isEmpty()) {
            return;
        }
        var evaluation = Evaluations.of(key, job.total(), reference, readings.of(key), at);
        var headers = new RecordHeaders();
        CloudEvent.headers(JobEvaluation.class, source, at).forEach(headers::add);
        context.forward(new Record<>(key.jobId(), Json.write(evaluation), at.toEpochMilli(), headers));
    }

    private void showFigures() {
        var at = now();
        Map<Subject, RevisionTally> known = new HashMap<>(ledger.revisions());
        known.keySet().removeIf(subject -> !isKnown(subject));
        findings.figures(owner(), WindowFigures.of(known, references::of, at), at);
    }

    /** A classifier that was taken out of the zoo must not stop the judging by the others. */
    private boolean isKnown(Subject subject) {
        try {
            return references.of(subject.classifier()).classes() > 0;
        } catch (IllegalArgumentException e) {
            LOG.debugf("%s cannot be judged: %s", subject.model(), e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        findings.lost(owner());
    }

    private int classes(ModelRef classifier) {
        return references.of(classifier).classes();
    }

    private String owner() {
        return context.taskId().toString();
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
