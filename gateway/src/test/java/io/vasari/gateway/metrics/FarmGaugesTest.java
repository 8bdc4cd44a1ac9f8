package io.vasari.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vasari.contracts.DeadLetter;
import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Task;
import io.vasari.gateway.scheduler.Backlog;
import io.vasari.gateway.scheduler.Forecast;
import io.vasari.gateway.streams.FarmFigures;
import io.vasari.gateway.streams.FarmObserver.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FarmGaugesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ModelRef EARLY = new ModelRef("mnist-gan", "epoch-001");
    private static final ModelRef LATE = new ModelRef("mnist-gan", "epoch-200");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final FarmGauges gauges = new FarmGauges(registry);

    private String scrape() {
        return registry.scrape().replace(",}", "}");
    }

    private static FarmFigures figures() {
        var waiting = new Backlog.Load(90, 10, 12.5, Optional.of(NOON.minusSeconds(7)));
        return new FarmFigures(
                Map.of("gpu", new Backlog(Map.of(Priority.BATCH, waiting), Map.of("ada", 75L, "bob", 25L))),
                Map.of("gpu", Map.of(EARLY, new Forecast(3, 4, 1), LATE, new Forecast(1, 1, 0))),
                Map.of("gpu", Map.of("ready", 2, "silent", 1)),
                NOON);
    }

    @Test
    void theQueueIsShownByPoolAndPriority() {
        gauges.figures(figures());
        assertThat(scrape())
                .contains("vasari_backlog_samples{pool=\"gpu\",priority=\"batch\"} 100.0")
                .contains("vasari_backlog_samples{pool=\"gpu\",priority=\"interactive\"} 0.0")
                .contains("vasari_backlog_device_seconds{pool=\"gpu\"} 12.5")
                .contains("vasari_queue_age_seconds{pool=\"gpu\",priority=\"batch\"} 7.0")
                .contains("vasari_queue_age_seconds{pool=\"gpu\",priority=\"interactive\"} 0.0")
                .contains("vasari_tenants{pool=\"gpu\"} 2.0")
                .contains("vasari_tenant_backlog_share_max_ratio{pool=\"gpu\"} 0.75")
                .contains("vasari_workers{pool=\"gpu\",state=\"ready\"} 2.0")
                .contains("vasari_workers{pool=\"gpu\",state=\"silent\"} 1.0");
    }

    @Test
    void gaugesGoWithTheScheduling() {
        gauges.figures(figures());
        gauges.figures(FarmFigures.NONE);
        assertThat(scrape())
                .doesNotContain("vasari_backlog_samples{")
                .doesNotContain("vasari_queue_age_seconds{")
                .doesNotContain("vasari_workers{");
    }

    @Test
    void predictionsOfAllRevisionsAreAddedUp() {
        gauges.figures(figures());
        assertThat(scrape())
                .contains("vasari_task_work_seconds_total{model=\"mnist-gan\",pool=\"gpu\"} 5.0")
                .contains("vasari_task_work_predicted_seconds_total{model=\"mnist-gan\",pool=\"gpu\"} 4.0")
                .contains("vasari_task_work_error_seconds_total{model=\"mnist-gan\",pool=\"gpu\"} 1.0");
    }

    @Test
    void deadLettersAreCountedFromZero() {
        gauges.figures(figures());
        assertThat(scrape())
                .contains("vasari_dead_letters_total{kind=\"internal\",pool=\"gpu\"} 0.0")
                .contains("vasari_dead_letters_total{kind=\"caller\",pool=\"gpu\"} 0.0");
        gauges.buried(letter());
        assertThat(scrape()).contains("vasari_dead_letters_total{kind=\"internal\",pool=\"gpu\"} 1.0");
    }

    @Test
    void reportsAreCountedByModelWhateverItsRevision() {
        gauges.reported("gpu", EARLY, Outcome.COMPLETED);
        gauges.reported("gpu", LATE, Outcome.COMPLETED);
        assertThat(scrape())
                .contains("vasari_task_reports_total{model=\"mnist-gan\",outcome=\"completed\",pool=\"gpu\"} 2.0");
    }

    private static DeadLetter letter() {
        var range = new SampleRange(0, 1);
        var task = new Task("j/0-1", 1, "j", "gpu", LATE, range, 1, Priority.BATCH, Optional.empty(), NOON, NOON);
        return new DeadLetter(task, new Failure(FailureCode.WORKER_LOST, "it went away"), "scheduler", NOON);
    }
}
