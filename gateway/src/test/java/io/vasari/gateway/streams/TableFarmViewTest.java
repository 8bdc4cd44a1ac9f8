package io.vasari.gateway.streams;

import static io.vasari.gateway.Samples.evaluation;
import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static io.vasari.gateway.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Json;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Shard;
import io.vasari.contracts.Topics;
import io.vasari.contracts.WorkerBeat;
import io.vasari.gateway.scheduler.SchedulerLimits;
import io.vasari.gateway.view.FarmView.Stretch;
import io.vasari.gateway.view.ViewNotReadyException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFarmViewTest {
    @TempDir
    Path directory;

    private TopologyTestDriver driver;
    private TableFarmView view;

    @BeforeEach
    void open() {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        driver = new TopologyTestDriver(
                FarmTopology.build(SchedulerLimits.DEFAULT, new RecordingObserver()), properties);
        view = new TableFarmView(() -> true, driver::<String, byte[]>getKeyValueStore);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aJobIsFoundWithItsEvaluation() {
        put(Topics.JOB_STATUS, id(1), status(job(id(1), 5), JobState.PROCESSING, 3, 2));
        put(Topics.EVALUATIONS, id(1), evaluation(id(1), 3));

        assertThat(view.job(id(1))).get().extracting(JobStatus::done).isEqualTo(3);
        assertThat(view.evaluation(id(1))).get().satisfies(evaluation -> assertThat(evaluation.samples())
                .isEqualTo(3));
        assertThat(view.job(id(2))).isEmpty();
        assertThat(view.evaluation(id(2))).isEmpty();
    }

    @Test
    void jobsComeNewestFirstInStretches() {
        IntStream.range(0, 5)
                .forEach(i -> put(
                        Topics.JOB_STATUS,
                        id(i),
                        status(job(id(i), 5), i == 2 ? JobState.FAILED : JobState.SUCCEEDED, 3, 2)));

        var first = view.newestFirst(Optional.empty(), any -> true, 2, 100);
        assertThat(ids(first)).containsExactly(id(4), id(3));
        var second = view.newestFirst(first.continuesBefore(), any -> true, 2, 100);
        assertThat(ids(second)).containsExactly(id(2), id(1));
        var third = view.newestFirst(second.continuesBefore(), any -> true, 2, 100);
        assertThat(ids(third)).containsExactly(id(0));
        assertThat(third.continuesBefore()).isEmpty();

        var scanned = view.newestFirst(Optional.empty(), status -> status.state() == JobState.FAILED, 2, 2);
        assertThat(scanned.jobs()).isEmpty();
        assertThat(scanned.continuesBefore()).contains(id(3));
        assertThat(ids(view.newestFirst(
                        scanned.continuesBefore(), status -> status.state() == JobState.FAILED, 1, 100)))
                .containsExactly(id(2));
    }

    @Test
    void theShardOfASampleIsFoundAlsoBehindALaterOneThatEndsBeforeIt() {
        putShard(id(1), 0, 100);
        putShard(id(1), 50, 10);
        putShard(id(1), 100, 20);
        putShard(id(2), 0, 7);

        assertThat(view.shardOf(id(1), 55)).get().extracting(Shard::range).isEqualTo(new SampleRange(50, 10));
        assertThat(view.shardOf(id(1), 99)).get().extracting(Shard::range).isEqualTo(new SampleRange(0, 100));
        assertThat(view.shardOf(id(1), 119)).get().extracting(Shard::range).isEqualTo(new SampleRange(100, 20));
        assertThat(view.shardOf(id(1), 120)).isEmpty();
        assertThat(view.shardOf(id(3), 0)).isEmpty();
    }

    @Test
    void theShardsOfAJobComeInPages() {
        putShard(id(1), 0, 2);
        putShard(id(1), 2, 3);
        putShard(id(1), 1000, 5);
        putShard(id(2), 0, 1);

        assertThat(view.shards(id(1), 0, 10))
                .extracting(shard -> shard.range().first())
                .containsExactly(0, 2, 1000);
        assertThat(view.shards(id(1), 1, 1))
                .extracting(shard -> shard.range().first())
                .containsExactly(2);
        assertThat(view.shards(id(1), 1001, 1)).isEmpty();
    }

    @Test
    void aRowThatIsNotUnderstoodIsLeftOut() {
        put(
                Topics.WORKERS,
                "w-1",
                new WorkerBeat(
                        "w-1", "cpu", WorkerBeat.State.READY, 2, 1, 0, "cpu", List.of(), Instant.EPOCH, Instant.EPOCH));
        pipe(Topics.WORKERS, "w-2", new byte[] {'?'});
        pipe(Topics.JOB_STATUS, id(1), new byte[] {'?'});

        assertThat(view.workers()).extracting(WorkerBeat::id).containsExactly("w-1");
        assertThat(view.job(id(1))).isEmpty();
        assertThat(view.newestFirst(Optional.empty(), any -> true, 5, 5).jobs()).isEmpty();
    }

    @Test
    void tablesThatAreNotThereAreSaidToBeNotReady() {
        var moved = new TableFarmView(() -> true, name -> {
            throw new InvalidStateStoreException("moved");
        });
        var starting = new TableFarmView(() -> false, name -> {
            throw new FarmStarting(name, null);
        });

        assertThatThrownBy(() -> moved.job(id(1))).isInstanceOf(ViewNotReadyException.class);
        assertThatThrownBy(starting::workers).isInstanceOf(ViewNotReadyException.class);
        assertThat(starting.isReady()).isFalse();
    }

    private void putShard(String jobId, int first, int count) {
        var range = new SampleRange(first, count);
        var shard = new Shard(range, new ArtifactRef("x", "", 1, ""), new long[count], new int[count]);
        put(Topics.JOB_SHARDS, Topics.shardKey(jobId, first), shard);
    }

    private void put(String topic, String key, Object record) {
        pipe(topic, key, Json.write(record));
    }

    private void pipe(String topic, String key, byte[] value) {
        driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value);
    }

    private static List<String> ids(Stretch stretch) {
        return stretch.jobs().stream().map(status -> status.job().id()).toList();
    }
}
