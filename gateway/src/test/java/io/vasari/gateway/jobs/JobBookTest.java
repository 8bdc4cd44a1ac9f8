package io.vasari.gateway.jobs;

import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static io.vasari.gateway.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.gateway.InMemoryFarm;
import io.vasari.gateway.view.ViewNotReadyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobBookTest {
    private final InMemoryFarm farm = new InMemoryFarm();
    private final JobBook book = new JobBook(farm);

    @Test
    void pagesMixWhatWasAcceptedWithTheTable() {
        IntStream.of(0, 1, 3, 5).forEach(i -> farm.put(status(job(id(i), 1), JobState.QUEUED, 0, 0)));
        IntStream.of(2, 4, 6, 7).forEach(i -> book.accept(job(id(i), 1)));

        var seen = new ArrayList<String>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = book.newestFirst(cursor, any -> true, 3);
            assertThat(page.jobs()).hasSizeLessThanOrEqualTo(3);
            seen.addAll(ids(page.jobs()));
            cursor = page.continuesBefore();
        } while (cursor.isPresent());

        assertThat(seen).containsExactly(id(7), id(6), id(5), id(4), id(3), id(2), id(1), id(0));
    }

    @Test
    void aJobThatTheTableShowsIsListedOnce() {
        book.accept(job(id(1), 1));
        farm.put(status(job(id(1), 1), JobState.SUCCEEDED, 1, 3));

        var page = book.newestFirst(Optional.empty(), any -> true, 10);
        assertThat(page.jobs()).extracting(JobStatus::state).containsExactly(JobState.SUCCEEDED);
    }

    @Test
    void whileTheTablesAreAwayOnlyAcceptedJobsAreFound() {
        farm.ready(false);
        book.accept(job(id(1), 1));

        assertThat(book.find(id(1))).isPresent();
        assertThatThrownBy(() -> book.find(id(2))).isInstanceOf(ViewNotReadyException.class);
        assertThat(book.evaluation(id(1))).isEmpty();
    }

    @Test
    void acceptedJobsAreForgottenWhenThereAreTooMany() {
        farm.ready(false);
        for (int i = 0; i <= AcceptedJobs.CAPACITY; i++) {
            book.accept(job(id(i), 1));
        }
        farm.ready(true);

        assertThat(book.find(id(0))).isEmpty();
        assertThat(book.find(id(1))).isPresent();
        assertThat(book.find(id(AcceptedJobs.CAPACITY))).isPresent();
    }

    private static List<String> ids(List<JobStatus> jobs) {
        return jobs.stream().map(status -> status.job().id()).toList();
    }
}
