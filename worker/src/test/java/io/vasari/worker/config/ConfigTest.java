package io.vasari.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {
    @Test
    void theDefaultsAreThoseOfTheReference() {
        var config = config(Map.of());
        var worker = config.getConfigMapping(WorkerConfig.class);
        var models = config.getConfigMapping(ModelsConfig.class);
        var store = config.getConfigMapping(StoreConfig.class);

        assertThat(worker.id()).isEmpty();
        assertThat(worker.slots()).isEqualTo(16);
        assertThat(worker.interactiveSlots()).isEqualTo(8);
        assertThat(worker.threads()).isEqualTo(1);
        assertThat(worker.lanes()).isEqualTo(1);
        assertThat(worker.drainTimeout()).isEqualTo(Duration.ofSeconds(25));
        assertThat(worker.heartbeat()).isEqualTo(Duration.ofSeconds(2));
        assertThat(worker.reportTimeout()).isEqualTo(Duration.ofSeconds(120));
        assertThat(models.dir()).isEqualTo(Path.of("zoo"));
        assertThat(models.plugins()).isEmpty();
        assertThat(models.keep()).isEqualTo(4);
        assertThat(models.preload()).isEmpty();
        assertThat(models.memoryBytes()).isEmpty();
        assertThat(worker.previewPeriod()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.getConfigMapping(ReplayConfig.class).share()).isEqualTo(0.01);
        assertThat(store.dir()).isEqualTo(Path.of("data/store"));
        assertThat(store.reserve().asLongValue()).isEqualTo(64L << 20);
        assertThat(store.sync()).isFalse();
    }

    @Test
    void everyKeyIsRead() {
        var config = config(Map.ofEntries(
                Map.entry("vasari.worker.id", "w-7"),
                Map.entry("vasari.worker.slots", "3"),
                Map.entry("vasari.worker.interactive-slots", "2"),
                Map.entry("vasari.worker.threads", "2"),
                Map.entry("vasari.worker.lanes", "4"),
                Map.entry("vasari.worker.drain-timeout", "9s"),
                Map.entry("vasari.worker.heartbeat", "1s"),
                Map.entry("vasari.worker.report-timeout", "5m"),
                Map.entry("vasari.models.dir", "/models"),
                Map.entry("vasari.models.plugins", "/plugins"),
                Map.entry("vasari.models.keep", "2"),
                Map.entry("vasari.models.preload", "a@1,b@2"),
                Map.entry("vasari.models.memory-bytes", "3G"),
                Map.entry("vasari.worker.preview-period", "2s"),
                Map.entry("vasari.replay.share", "0.5"),
                Map.entry("vasari.store.dir", "/store"),
                Map.entry("vasari.store.reserve", "1G"),
                Map.entry("vasari.store.sync", "true")));
        var worker = config.getConfigMapping(WorkerConfig.class);
        var models = config.getConfigMapping(ModelsConfig.class);
        var store = config.getConfigMapping(StoreConfig.class);

        assertThat(WorkerIdentity.of(worker, "p", Instant.EPOCH).source()).isEqualTo("/workers/w-7");
        assertThat(worker.slots()).isEqualTo(3);
        assertThat(worker.interactiveSlots()).isEqualTo(2);
        assertThat(worker.threads()).isEqualTo(2);
        assertThat(worker.lanes()).isEqualTo(4);
        assertThat(worker.drainTimeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(worker.heartbeat()).isEqualTo(Duration.ofSeconds(1));
        assertThat(worker.reportTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(models.dir()).isEqualTo(Path.of("/models"));
        assertThat(models.plugins()).contains(Path.of("/plugins"));
        assertThat(models.keep()).isEqualTo(2);
        assertThat(models.preload().orElseThrow()).containsExactly("a@1", "b@2");
        assertThat(models.memoryBytes().orElseThrow().asLongValue()).isEqualTo(3L << 30);
        assertThat(worker.previewPeriod()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.getConfigMapping(ReplayConfig.class).share()).isEqualTo(0.5);
        assertThat(store.dir()).isEqualTo(Path.of("/store"));
        assertThat(store.reserve().asLongValue()).isEqualTo(1L << 30);
        assertThat(store.sync()).isTrue();
    }

    @Test
    void aMisspeltKeyIsNamed() {
        assertThatThrownBy(() -> config(Map.of("vasari.worker.slot", "3"))).hasMessageContaining("vasari.worker.slot");
    }

    @Test
    void workersWithoutANameGetDifferentOnes() {
        var worker = config(Map.of()).getConfigMapping(WorkerConfig.class);

        assertThat(WorkerIdentity.of(worker, "p", Instant.EPOCH).id())
                .startsWith("worker-")
                .isNotEqualTo(WorkerIdentity.of(worker, "p", Instant.EPOCH).id());
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(WorkerConfig.class)
                .withMapping(ModelsConfig.class)
                .withMapping(StoreConfig.class)
                .withMapping(ReplayConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }
}
