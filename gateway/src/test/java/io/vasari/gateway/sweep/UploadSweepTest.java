package io.vasari.gateway.sweep;

import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.artifacts.FileStore;
import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.Conditioning.StartImage;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.gateway.InMemoryFarm;
import io.vasari.gateway.Samples;
import io.vasari.gateway.uploads.ImageUploads;
import io.vasari.gateway.view.ViewNotReadyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadSweepTest {
    private static final Duration KEEP = Duration.ofHours(24);
    private static final Instant NOW = Instant.now();
    private static final Instant LONG_AGO = NOW.minus(KEEP).minusSeconds(1);
    private static final Instant LATELY = NOW.minus(KEEP).plusSeconds(1);

    @TempDir
    Path folder;

    private final InMemoryFarm farm = new InMemoryFarm();
    private ImageUploads uploads;
    private UploadSweep sweep;

    @BeforeEach
    void open() {
        var store = FileStore.open(folder);
        uploads = new ImageUploads(store);
        sweep = new UploadSweep(store, farm, () -> NOW, KEEP);
    }

    @Test
    void anImageThatNoJobUsesGoesAfterADay() throws IOException {
        var old = upload(1, LONG_AGO);
        var fresh = upload(2, LATELY);

        assertThat(sweep.sweep()).isEqualTo(1);

        assertThat(file(old)).doesNotExist();
        assertThat(file(fresh)).exists();
    }

    @Test
    void imageAndMaskOfAJobThatIsNotOverStay() throws IOException {
        var image = upload(1, LONG_AGO);
        var mask = upload(2, LONG_AGO);
        farm.put(status(job(1, image, Optional.of(mask)), JobState.QUEUED, 0, 0));

        assertThat(sweep.sweep()).isZero();

        assertThat(file(image)).exists();
        assertThat(file(mask)).exists();
    }

    @Test
    void aJobThatIsOverForADayNeedsNothing() throws IOException {
        var image = upload(1, LONG_AGO);
        farm.put(status(job(1, image, Optional.empty()), JobState.SUCCEEDED, 1, 3, LATELY));
        assertThat(sweep.sweep()).isZero();

        farm.put(status(job(1, image, Optional.empty()), JobState.SUCCEEDED, 1, 3, LONG_AGO));
        assertThat(sweep.sweep()).isEqualTo(1);

        assertThat(file(image)).doesNotExist();
    }

    @Test
    void anImageOfSeveralJobsStaysAsLongAsOneOfThemNeedsIt() throws IOException {
        var image = upload(1, LONG_AGO);
        var other = upload(2, LONG_AGO);
        farm.put(status(job(1, image, Optional.empty()), JobState.SUCCEEDED, 1, 3, LONG_AGO));
        for (int i = 2; i < 1_500; i++) {
            farm.put(status(job(i, other, Optional.empty()), JobState.QUEUED, 0, 0));
        }
        farm.put(status(job(0, image, Optional.empty()), JobState.PROCESSING, 0, 1));

        assertThat(sweep.sweep()).isZero();

        assertThat(file(image)).exists();
    }

    @Test
    void anImageThatIsSentAgainIsNewAgain() throws IOException {
        var image = upload(1, LONG_AGO);
        uploads.put(Samples.png(1));

        assertThat(sweep.sweep()).isZero();

        assertThat(file(image)).exists();
    }

    @Test
    void nothingIsDeletedWhileTheJobsAreNotKnown() throws IOException {
        var image = upload(1, LONG_AGO);
        farm.ready(false);

        assertThatThrownBy(sweep::sweep).isInstanceOf(ViewNotReadyException.class);

        assertThat(file(image)).exists();
    }

    @Test
    void artifactsOfJobsAreNotTouched() throws IOException {
        var store = FileStore.open(folder);
        var shard = store.put("jobs/j1/0-1-1.tar", "application/x-tar", new byte[9], 9);
        age(shard, LONG_AGO);

        sweep.sweep();

        assertThat(file(shard)).exists();
    }

    @Test
    void whatIsKeptForLessThanAMinuteIsRefused() {
        var store = FileStore.open(folder);

        assertThatThrownBy(() -> new UploadSweep(store, farm, () -> NOW, Duration.ofSeconds(59)))
                .hasMessage("vasari.uploads.keep is PT59S, it must be at least PT1M");
    }

    private ArtifactRef upload(int grey, Instant at) throws IOException {
        var ref = uploads.put(Samples.png(grey));
        age(ref, at);
        return ref;
    }

    private void age(ArtifactRef ref, Instant at) throws IOException {
        Files.setLastModifiedTime(file(ref), FileTime.from(at));
    }

    private Path file(ArtifactRef ref) {
        return folder.resolve(ref.uri());
    }

    private static Job job(int number, ArtifactRef image, Optional<ArtifactRef> mask) {
        var text = new TextPrompts(
                List.of(new Prompt("a", 1)),
                "",
                new Sampling(20, 3, "ddim", 32, 32),
                Optional.of(new StartImage(image, 0.6, mask)));
        return new Job(
                id(number),
                "default",
                "cpu",
                new ModelRef("vases", "r1"),
                1,
                42,
                Priority.BATCH,
                Optional.of(text),
                NOW,
                Optional.empty());
    }
}
