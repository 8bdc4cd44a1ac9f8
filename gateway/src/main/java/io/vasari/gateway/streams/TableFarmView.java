package io.vasari.gateway.streams;

import io.vasari.contracts.JobEvaluation;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Json;
import io.vasari.contracts.Shard;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.Topics;
import io.vasari.contracts.WorkerBeat;
import io.vasari.gateway.view.FarmView;
import io.vasari.gateway.view.ViewNotReadyException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jboss.logging.Logger;

/** The farm out of the tables of {@link FarmStreams}. A row that is not understood is left out, and logged. */
@Singleton
public final class TableFarmView implements FarmView {
    private static final Logger LOG = Logger.getLogger(TableFarmView.class);

    private final BooleanSupplier ready;
    private final Function<String, ReadOnlyKeyValueStore<String, byte[]>> tables;

    @Inject
    TableFarmView(FarmStreams streams) {
        this(streams::isReady, streams::table);
    }

    TableFarmView(BooleanSupplier ready, Function<String, ReadOnlyKeyValueStore<String, byte[]>> tables) {
        this.ready = ready;
        this.tables = tables;
    }

    @Override
    public boolean isReady() {
        return ready.getAsBoolean();
    }

    @Override
    public Optional<JobStatus> job(String jobId) {
        return row(Tables.JOB_STATUS, jobId, JobStatus.class);
    }

    @Override
    public Stretch newestFirst(Optional<String> before, Predicate<JobStatus> wanted, int limit, int scanLimit) {
        return in(Tables.JOB_STATUS, table -> {
            var found = new ArrayList<JobStatus>();
            try (var rows = table.reverseRange(null, before.orElse(null))) {
                for (int scanned = 0; rows.hasNext(); ) {
                    var row = rows.next();
                    if (before.isPresent() && row.key.equals(before.get())) {
                        continue;
                    }
                    read(row.value, JobStatus.class).filter(wanted).ifPresent(found::add);
                    if (found.size() == limit || ++scanned == scanLimit) {
                        return new Stretch(found, Optional.of(row.key).filter(key -> rows.hasNext()));
                    }
                }
            }
            return new Stretch(found, Optional.empty());
        });
    }

    @Override
    public List<Shard> shards(String jobId, int from, int limit) {
        return in(Tables.JOB_SHARDS, table -> {
            var shards = new ArrayList<Shard>();
            try (var rows = table.range(Topics.shardKey(jobId, from), Topics.shardKey(jobId, Integer.MAX_VALUE))) {
                while (rows.hasNext() && shards.size() < limit) {
                    read(rows.next().value, Shard.class).ifPresent(shards::add);
                }
            }
            return shards;
        });
    }

    @Override
    public Optional<Shard> shardOf(String jobId, int index) {
        return in(Tables.JOB_SHARDS, table -> {
            try (var rows = table.reverseRange(Topics.shardKey(jobId, 0), Topics.shardKey(jobId, index))) {
                while (rows.hasNext()) {
                    var shard = read(rows.next().value, Shard.class)
                            .filter(candidate -> candidate.range().contains(index));
                    if (shard.isPresent()) {
                        return shard;
                    }
                }
            }
            return Optional.empty();
        });
    }

    @Override
    public Optional<JobEvaluation> evaluation(String jobId) {
        return row(Tables.EVALUATIONS, jobId, JobEvaluation.class);
    }

    @Override
    public Optional<StudyEvaluation> study(String jobId) {
        return row(Tables.STUDY_EVALUATIONS, jobId, StudyEvaluation.class);
    }

    @Override
    public List<StudyEvaluation> studies(int limit) {
        return in(Tables.STUDY_EVALUATIONS, table -> {
            var found = new ArrayList<StudyEvaluation>();
            try (var rows = table.reverseAll()) {
                while (rows.hasNext() && found.size() < limit) {
                    read(rows.next().value, StudyEvaluation.class).ifPresent(found::add);
                }
            }
            return found;
        });
    }

    @Override
    public List<WorkerBeat> workers() {
        return in(Tables.WORKERS, table -> {
            var beats = new ArrayList<WorkerBeat>();
            try (var rows = table.all()) {
                rows.forEachRemaining(row -> read(row.value, WorkerBeat.class).ifPresent(beats::add));
            }
            return beats;
        });
    }

    private <T> Optional<T> row(String table, String key, Class<T> type) {
        return in(table, rows -> Optional.ofNullable(rows.get(key)).flatMap(json -> read(json, type)));
    }

    private <T> T in(String table, Function<ReadOnlyKeyValueStore<String, byte[]>, T> look) {
        try {
            return look.apply(tables.apply(table));
        } catch (FarmStarting | InvalidStateStoreException e) {
            throw new ViewNotReadyException("the gateway is still reading how the farm stands: " + e.getMessage());
        }
    }

    private static <T> Optional<T> read(byte[] json, Class<T> type) {
        try {
            return Optional.of(Json.read(json, type));
        } catch (IllegalArgumentException e) {
            LOG.debugf("row skipped: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
