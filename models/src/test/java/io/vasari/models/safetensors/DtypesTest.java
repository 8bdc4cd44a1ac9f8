package io.vasari.models.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.ConfigFile;
import io.vasari.models.DiffusersVectors;
import io.vasari.models.ModelLoadException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DtypesTest {

    private static final Path FILE = DiffusersVectors.path("vectors/misc/dtypes.safetensors");
    private static final JsonNode EXPECTED = ConfigFile.read(DiffusersVectors.path("vectors/misc/dtypes.json"));

    private final TensorFile file = TensorFile.open(FILE);

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void everyFloatingTypeIsReadToTheBit() {
        assertThat(bits(file.floats("f32"))).containsExactly(expectedBits("f32"));
        assertThat(bits(file.floats("f64"))).containsExactly(expectedBits("f64"));
        assertThat(bits(file.floats("f16"))).containsExactly(expectedBits("f16_as_f32"));
        assertThat(bits(file.floats("bf16"))).containsExactly(expectedBits("bf16_as_f32"));
    }

    @Test
    void everyIntegerTypeIsReadWithItsSign() {
        assertThat(file.longs("i64")).containsExactly(-5, 1099511627776L);
        assertThat(file.longs("i32")).containsExactly(-7);
        assertThat(file.longs("i8")).containsExactly(-128, 127);
        assertThat(file.longs("u8")).containsExactly(0, 127, 255);
        assertThat(file.longs("bool")).containsExactly(1, 0, 1);
        assertThat(file.bytes("u8")).containsExactly(0, 127, -1);
    }

    @Test
    void scalarsEmptyTensorsAndUnicodeNamesAreRead() {
        assertThat(file.entry("scalar").shape()).isEmpty();
        assertThat(file.floats("scalar")).containsExactly(2.5f);
        assertThat(file.entry("empty").shape()).containsExactly(0L, 4L);
        assertThat(file.floats("empty")).isEmpty();
        assertThat(file.floats("näme.with \"quote\" 中")).containsExactly(-1f);
    }

    @Test
    void aTensorMayComeInSeveralPieces() {
        try (TensorFile small = TensorFile.open(FILE, 16)) {
            assertThat(small.pieces("f64")).hasSize(5);
            for (String name : List.of("f32", "f64", "f16", "bf16")) {
                assertThat(bits(small.floats(name))).as(name).containsExactly(bits(file.floats(name)));
            }
            assertThat(small.longs("i64")).containsExactly(file.longs("i64"));
        }
    }

    @Test
    void anotherKindOrNameIsRefused() {
        assertThatThrownBy(() -> file.floats("i64"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("dtypes.safetensors: i64 has the type I64, expected a floating-point type");
        assertThatThrownBy(() -> file.longs("f32")).hasMessageContaining("expected an integer type");
        assertThatThrownBy(() -> file.bytes("f32")).hasMessageContaining("expected I8, U8 or BOOL");
        assertThatThrownBy(() -> file.floats("g"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("has no tensor g");
    }

    /** All 65536 halves, against their definition in double precision. */
    @Test
    void everyHalfHasItsValue() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            int exponent = bits >> 10 & 0x1f;
            double fraction = (bits & 0x3ff) / 1024.0;
            double magnitude = exponent == 0
                    ? fraction * Math.pow(2, -14)
                    : exponent == 31
                            ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                            : (1 + fraction) * Math.pow(2, exponent - 15);
            float expected = (float) ((bits & 0x8000) == 0 ? magnitude : -magnitude);
            assertThat(TensorValues.half((short) bits)).as("%04x", bits).isEqualTo(Float.valueOf(expected));
        }
    }

    private static int[] expectedBits(String name) {
        float[] values = new float[EXPECTED.get(name).size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = EXPECTED.get(name).get(i);
            values[i] = value.isTextual()
                    ? value.asText().startsWith("-") ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY
                    : (float) value.asDouble();
        }
        return bits(values);
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return bits;
    }
}
