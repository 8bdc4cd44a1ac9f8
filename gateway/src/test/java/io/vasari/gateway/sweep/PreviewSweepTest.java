package io.vasari.gateway.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.artifacts.FileStore;
import io.vasari.contracts.TaskProgress.Preview;
import io.vasari.gateway.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewSweepTest {
    private static final Instant NOW = Instant.now();

    @TempDir
    Path folder;

    @Test
    void whatNoWorkerPutAnewForAnHourGoes() throws IOException {
        var store = FileStore.open(folder);
        var left = Preview.uriOf("a", 0);
        var shown = Preview.uriOf("b", 0);
        for (String uri : new String[] {left, shown}) {
            byte[] png = Samples.png(1);
            store.put(uri, "image/png", png, png.length);
        }
        Files.setLastModifiedTime(
                folder.resolve(left), FileTime.from(NOW.minus(PreviewSweep.KEEP).minusSeconds(1)));

        assertThat(new PreviewSweep(store, () -> NOW).sweep()).isEqualTo(1);

        assertThat(folder.resolve(left)).doesNotExist();
        assertThat(folder.resolve(shown)).exists();
    }
}
