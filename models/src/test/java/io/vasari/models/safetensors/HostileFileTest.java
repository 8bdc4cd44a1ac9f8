package io.vasari.models.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.models.DiffusersVectors;
import io.vasari.models.ModelLoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFileTest {

    private static final String GOOD = "'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("hostile.safetensors");
    }

    @Test
    void theUnchangedHeaderIsRead() throws IOException {
        write("{" + GOOD + ",'b':{'dtype':'U8','shape':[4,1],'data_offsets':[8,12]}}  ", 12);
        try (TensorFile read = TensorFile.open(file)) {
            assertThat(read.entries().keySet()).containsExactly("a", "b");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | are no range",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}} | are no range",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | hold 8 bytes, but 3 elements",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | negative dimension",
                "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}} | more than 2^63 elements",
                "{'a':{'dtype':'F32','shape':[4611686018427387906],'data_offsets':[0,8]}} | hold 8 bytes",
                "{'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,8]}} | not JSON",
                "{'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}} | not a whole number",
                "{'a':{'dtype':'F32','shape':2,'data_offsets':[0,8]}} | shape that is not a list",
                "{'a':{'dtype':'F33','shape':[2],'data_offsets':[0,8]}} | has the dtype F33",
                "{'a':{'dtype':32,'shape':[2],'data_offsets':[0,8]}} | dtype that is not a text",
                "{'a':{'shape':[2],'data_offsets':[0,8]}} | lacks its dtype",
                "{'a':{'dtype':'F32','shape':[2]}} | lacks its two data_offsets",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'x':1}} | unknown field x",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'shape':[2]}} | Duplicate field 'shape'",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}} | end at byte 12 of 8",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | end at byte 4 of 8",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | leaves a hole before it",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'U8','shape':[4],'data_offsets':[4,8]}}"
                        + " | b overlaps the tensor before it",
                "{'a':7} | a is not an object",
                "{'__metadata__':{'a':7}} | __metadata__.a is not a text",
                "[] | not a JSON object",
                "{ | not JSON",
                "nothing | not JSON",
            })
    void aBrokenHeaderIsRefused(String header, String problem) throws IOException {
        write(header, 8);
        assertRefused(problem);
    }

    @Test
    void duplicateNamesAndTrailingTextsAreRefused() throws IOException {
        write("{" + GOOD + "," + GOOD + "}", 8);
        assertRefused("Duplicate field 'a'");
        write("{" + GOOD + "} {}", 8);
        assertRefused("more after the JSON object");
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        byte[] header = ("{" + GOOD + "}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        header[2] = (byte) 0xff;
        write(header, header.length, 8);
        assertRefused("not JSON");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001, 100_000_000, 70})
    void anAbsurdHeaderLengthIsRefused(long length) throws IOException {
        write(("{" + GOOD + "}").replace('\'', '"').getBytes(StandardCharsets.UTF_8), length, 8);
        assertRefused("its header's length is " + Long.toUnsignedString(length));
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        write("{'a':" + "{'a':".repeat(100_000), 8);
        assertRefused("unknown field a");
        write("{'a':{'shape':" + "[".repeat(100_000), 8);
        assertRefused("not a whole number");
    }

    /** Whatever happens to the bytes of a good file, it is read or refused. */
    @Test
    void anyMutationIsReadOrRefused() throws IOException {
        byte[] good = Files.readAllBytes(DiffusersVectors.path("vectors/misc/dtypes.safetensors"));
        Random random = new Random(20260);
        int refused = 0;
        int rounds = 4_000;
        for (int round = 0; round < rounds; round++) {
            byte[] bytes = good.clone();
            int headerEnd =
                    8 + ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getInt();
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(headerEnd);
                bytes[at] = (byte) (random.nextBoolean() ? '0' + random.nextInt(10) : random.nextInt(256));
            }
            Files.write(file, bytes);
            try (TensorFile read = TensorFile.open(file)) {
                read.entries().forEach((name, entry) -> {
                    int length = entry.type().isFloating() ? read.floats(name).length : read.longs(name).length;
                    assertThat(length).isEqualTo((int) entry.elements());
                });
            } catch (ModelLoadException e) {
                assertThat(e).hasMessageContaining("hostile.safetensors");
                refused++;
            }
        }
        assertThat(refused).isBetween(rounds / 4, rounds - 1);
    }

    private void assertRefused(String problem) {
        assertThatThrownBy(() -> TensorFile.open(file).close())
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("hostile.safetensors is not a readable safetensors file")
                .hasMessageContaining(problem);
    }

    private void write(String header, int dataBytes) throws IOException {
        byte[] bytes = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        write(bytes, bytes.length, dataBytes);
    }

    private void write(byte[] header, long length, int dataBytes) throws IOException {
        Files.write(
                file,
                ByteBuffer.allocate(8 + header.length + dataBytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(length)
                        .put(header)
                        .array());
    }
}
