package io.vasari.gateway.events;

import static io.vasari.gateway.Samples.NOON;
import static io.vasari.gateway.Samples.evaluation;
import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static io.vasari.gateway.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.Job;
import io.vasari.contracts.JobEvaluation;
import io.vasari.contracts.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobFeedTest {
    private static final Instant END = NOON.plusSeconds(9);
    private static final Optional<JobEvaluation> NONE = Optional.empty();
    private final Job job = job(id(1), 100);

    @Test
    void nothingNewIsToldTwice() {
        var feed = new JobFeed(FeedPosition.START, true);
        var status = status(job, JobState.PROCESSING, 10, 1);

        assertThat(names(feed.look(status, Optional.of(evaluation(job.id(), 10)), NOON)))
                .containsExactly("status", "evaluation");
        assertThat(feed.look(status, Optional.of(evaluation(job.id(), 10)), NOON))
                .isEmpty();
    }

    @Test
    void aNewCountIsProgressAndANewStateIsAStatus() {
        var feed = new JobFeed(FeedPosition.START, true);

        assertThat(names(feed.look(status(job, JobState.QUEUED, 0, 0), NONE, NOON)))
                .containsExactly("status");
        assertThat(names(feed.look(status(job, JobState.PROCESSING, 0, 1), NONE, NOON)))
                .containsExactly("status");
        assertThat(names(feed.look(status(job, JobState.PROCESSING, 50, 2), NONE, NOON)))
                .containsExactly("progress");
        assertThat(names(feed.look(status(job, JobState.SUCCEEDED, 100, 3), NONE, NOON)))
                .containsExactly("status");
    }

    @Test
    void anEndedJobIsOverOnceTheEvaluationCoversAllThatWasMade() {
        var feed = new JobFeed(FeedPosition.START, true);
        var partial = status(job, JobState.PARTIAL, 90, 7, END);

        feed.look(partial, Optional.of(evaluation(job.id(), 80)), END);
        assertThat(feed.isOver()).isFalse();
        feed.look(partial, Optional.of(evaluation(job.id(), 90)), END);
        assertThat(feed.isOver()).isTrue();
    }

    @Test
    void theEvaluationIsWaitedForOneMinute() {
        var feed = new JobFeed(FeedPosition.START, true);
        var succeeded = status(job, JobState.SUCCEEDED, 100, 7, END);

        feed.look(succeeded, NONE, END.plus(Duration.ofSeconds(59)));
        assertThat(feed.isOver()).isFalse();
        feed.look(succeeded, NONE, END.plus(Duration.ofSeconds(60)));
        assertThat(feed.isOver()).isTrue();
    }

    @Test
    void withoutCriticOrSamplesNoEvaluationIsWaitedFor() {
        var unjudged = new JobFeed(FeedPosition.START, false);
        unjudged.look(status(job, JobState.SUCCEEDED, 100, 7, END), NONE, END);
        assertThat(unjudged.isOver()).isTrue();

        var failed = new JobFeed(FeedPosition.START, true);
        failed.look(status(job, JobState.FAILED, 0, 7, END), NONE, END);
        assertThat(failed.isOver()).isTrue();
    }

    @Test
    void resumedAtAnEventTheFeedTellsWhatCameAfterIt() {
        var live = new JobFeed(FeedPosition.START, true);
        var first = live.look(status(job, JobState.PROCESSING, 10, 1), NONE, NOON);
        var resumed = new JobFeed(FeedPosition.parse(first.get(0).id()), true);

        assertThat(resumed.look(status(job, JobState.PROCESSING, 10, 1), NONE, NOON))
                .isEmpty();
        assertThat(names(resumed.look(
                        status(job, JobState.PROCESSING, 20, 2), Optional.of(evaluation(job.id(), 20)), NOON)))
                .containsExactly("progress", "evaluation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1", "1-", "-1-0", "1-2-3", "99999999999999999999-1", "1-1\n"})
    void anIdThatIsNotOursStartsFromTheBeginning(String id) {
        assertThat(FeedPosition.parse(Optional.of(id))).isEqualTo(FeedPosition.START);
    }

    @Test
    void idsAreReadAsTheyAreWritten() {
        var position = new FeedPosition(17, 2000);

        assertThat(position.id()).isEqualTo("17-2000");
        assertThat(FeedPosition.parse(Optional.of("17-2000"))).isEqualTo(position);
    }

    private static List<String> names(List<FeedEvent> events) {
        return events.stream().map(FeedEvent::name).toList();
    }
}
