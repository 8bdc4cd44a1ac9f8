package io.vasari.models.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.models.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigJsonTest {

    @TempDir
    Path folder;

    @Test
    void missingAndNullTakeTheDefault() {
        ConfigJson json = json("{\"b\": null}");
        assertThat(json.positive("a", 7)).isEqualTo(7);
        assertThat(json.positive("b", 8)).isEqualTo(8);
        assertThat(json.nulled("b")).isTrue();
        assertThat(json.nulled("a")).isFalse();
    }

    @Test
    void oneNumberStandsForAll() {
        ConfigJson json = json("{\"a\": 5, \"b\": [1, 2]}");
        assertThat(json.positiveEach("a", 3, 1)).isEqualTo(List.of(5, 5, 5));
        assertThat(json.positiveEach("b", 2, 1)).isEqualTo(List.of(1, 2));
        assertThatThrownBy(() -> json.positiveEach("b", 3, 1)).hasMessageContaining("b is [1,2]");
        assertThat(json.numberEach("a", 2, 0)).isEqualTo(List.of(5.0, 5.0));
        assertThat(json.numberEach("none", 2, 0.5)).isEqualTo(List.of(0.5, 0.5));
        assertThatThrownBy(() -> json.numberEach("b", 3, 1)).hasMessageContaining("a number or a list of 3");
    }

    @Test
    void keysThatNobodyAskedForAreNamed() {
        ConfigJson json = json("{\"_note\": 1, \"known\": 2, \"odd\": 3, \"even\": 4}");
        json.ignore("known");
        assertThatThrownBy(json::finish)
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("config.json")
                .hasMessageContaining("even, odd")
                .hasMessageNotContaining("_note");
    }

    @Test
    void unsupportedValueIsNamedWithTheSupportedOnes() {
        ConfigJson json = json("{\"act_fn\": \"mish\", \"scale\": 1.0}");
        json.only("scale", 1);
        json.only("absent", "x");
        assertThatThrownBy(() -> json.only("act_fn", "silu", "swish"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("act_fn is \"mish\"")
                .hasMessageContaining("[\"silu\",\"swish\"]");
    }

    @Test
    void wrongTypesAreNamed() {
        ConfigJson json = json("{\"n\": 1.5, \"zero\": 0, \"t\": 3, \"f\": \"yes\"}");
        assertThatThrownBy(() -> json.positive("n", 1))
                .hasMessageContaining("n is 1.5, expected a whole number above 0");
        assertThatThrownBy(() -> json.positive("zero", 1)).hasMessageContaining("zero is 0");
        assertThatThrownBy(() -> json.text("t", "")).hasMessageContaining("t is 3, expected a text");
        assertThatThrownBy(() -> json.flag("f", true)).hasMessageContaining("expected true or false");
        assertThatThrownBy(() -> json.texts("t", List.of())).hasMessageContaining("expected a list");
    }

    @Test
    void brokenFilesAreRefused() {
        assertThatThrownBy(() -> json("[1]")).isInstanceOf(ModelLoadException.class);
        assertThatThrownBy(() -> json("{")).isInstanceOf(ModelLoadException.class);
        assertThatThrownBy(() -> ConfigJson.open(folder.resolve("none.json")))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("none.json");
    }

    private ConfigJson json(String text) {
        Path file = folder.resolve("config.json");
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return ConfigJson.open(file);
    }
}
