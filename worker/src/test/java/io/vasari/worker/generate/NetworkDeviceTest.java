package io.vasari.worker.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.ModelRef;
import io.vasari.worker.batch.BatchKey;
import io.vasari.worker.batch.DeviceException;
import io.vasari.worker.batch.Technique;
import io.vasari.worker.config.DeviceKind;
import io.vasari.worker.plugin.StripesZoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkDeviceTest {
    @TempDir
    Path dir;

    private NetworkDevice device;

    @BeforeEach
    void open() throws IOException {
        device = NetworkDevice.open(StripesZoo.zoo(dir), Optional.of(StripesZoo.plugins(dir)), 2, OptionalLong.empty());
    }

    @Test
    void aFamilyFromAJarRuns() {
        assertThat(device.prepare(key("stripes", "1"))).isEqualTo(new Technique.SinglePass(16));
        assertThat(device.loaded()).containsExactly(new ModelRef("stripes", "1"));
    }

    @Test
    void whereNetworksRunCanBeRequired() {
        var found = Engine.getInstance().defaultDevice();
        var other = found.isGpu() ? DeviceKind.CPU : DeviceKind.GPU;

        device.require(DeviceKind.ANY, 1);
        device.require(found.isGpu() ? DeviceKind.GPU : DeviceKind.CPU, 1);
        assertThatThrownBy(() -> device.require(other, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("vasari.worker.device is ")
                .hasMessageContaining("but the engine runs on " + found.getDeviceType())
                .hasMessageContaining("PYTORCH_FLAVOR");
    }

    @Test
    void theModelUsedLongestAgoIsUnloadedFirst() {
        device.prepare(key("stripes", "1"));
        device.prepare(key("stripes", "slow"));
        device.prepare(key("stripes", "1"));
        device.prepare(key("stripes", "crash"));

        assertThat(device.loaded()).containsExactly(new ModelRef("stripes", "1"), new ModelRef("stripes", "crash"));
    }

    @Test
    void everyWayOfNotHavingAModelSaysWhy() throws IOException {
        Path torn = Files.createDirectories(dir.resolve("zoo/torn"));
        Files.writeString(torn.resolve("model.json"), "{");
        Path alien = Files.createDirectories(dir.resolve("zoo/alien"));
        Files.writeString(
                alien.resolve("model.json"), "{\"id\":\"alien\",\"family\":\"martian\",\"revisions\":[\"1\"]}");

        assertFails("nobody", "1", FailureCode.MODEL_NOT_FOUND, "no model 'nobody' in " + dir.resolve("zoo"));
        assertFails("..", "1", FailureCode.MODEL_NOT_FOUND, "no model '..'");
        assertFails(
                "stripes",
                "9",
                FailureCode.MODEL_NOT_FOUND,
                "has no revision '9'; it has [broken, crash, moody, slow, 1]");
        assertFails("stripes", "broken", FailureCode.MODEL_UNLOADABLE, "stripes.bin is torn");
        assertFails("torn", "1", FailureCode.MODEL_UNLOADABLE, "model.json");
        assertFails("alien", "1", FailureCode.MODEL_UNLOADABLE, "family 'martian' is not known here");
    }

    @Test
    void aModelThatIsMendedLoadsWithoutARestart() throws IOException {
        Path card = dir.resolve("zoo/stripes/model.json");
        String whole = Files.readString(card);
        Files.writeString(card, "{");
        assertFails("stripes", "1", FailureCode.MODEL_UNLOADABLE, "stripes");

        Files.writeString(card, whole);

        assertThat(device.prepare(key("stripes", "1"))).isEqualTo(new Technique.SinglePass(16));
    }

    @Test
    void aWrongPluginFolderIsNamedAtTheStart() {
        Path missing = dir.resolve("missing");

        assertThatThrownBy(() -> NetworkDevice.open(dir, Optional.of(missing), 1, OptionalLong.empty()))
                .hasMessageContaining("vasari.models.plugins")
                .hasMessageContaining(missing.toString());
    }

    private void assertFails(String id, String revision, FailureCode code, String words) {
        assertThatThrownBy(() -> device.prepare(key(id, revision)))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    private static BatchKey key(String id, String revision) {
        return new BatchKey(new ModelRef(id, revision));
    }
}
