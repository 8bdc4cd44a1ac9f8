package io.vasari.models.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.models.DiffusersVectors;
import io.vasari.models.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerFilesTest {

    private static final int START = 712;
    private static final int END = 713;
    private static final int MARK = 0;
    private static final int MARK_ENDING_A_WORD = 256;

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        try (var files = Files.list(DiffusersVectors.path("sd-tiny-a/tokenizer"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void aPaddingTokenWithinTheVocabularyIsFoundVerbatim() throws IOException {
        assertThat(clip().encode("! cat!!").withoutPadding())
                .containsExactly(START, MARK_ENDING_A_WORD, 564, MARK, MARK_ENDING_A_WORD, END);
        replace("tokenizer_config.json", "\"pad_token\": \"<|endoftext|>\"", "\"pad_token\": \"!\"");
        replace("tokenizer_config.json", "\"model_max_length\": 77", "\"model_max_length\": 8");
        TokenIds padded = clip().encode("! cat!!");
        assertThat(padded.ids()).containsExactly(START, MARK, 564, MARK, MARK, END, MARK, MARK);
        assertThat(padded.length()).isEqualTo(6);
        assertThat(padded.attentionMask()).containsExactly(1, 1, 1, 1, 1, 1, 0, 0);
        try (Tokenizer json = JsonTokenizer.load(folder, OptionalInt.empty())) {
            assertThat(json.encode("cat").ids()).containsExactly(START, 564, END, MARK, MARK, MARK, MARK, MARK);
        }
    }

    @Test
    void inOlderFilesTheMapOfSpecialTokensDecides() throws IOException {
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                "{\"pad_token\": \"<|endoftext|>\", \"model_max_length\": 4, \"do_lower_case\": true}");
        replace("special_tokens_map.json", "\"pad_token\": \"<|endoftext|>\"", "\"pad_token\": \"!\"");
        assertThat(clip().encode("cat").ids()).containsExactly(START, 564, END, MARK);
    }

    @Test
    void addedTokensAreFoundAsTheyAreWritten() throws IOException {
        Files.writeString(folder.resolve("added_tokens.json"), "{\"<Vase>\": 900, \"<Vase>s\": 901}");
        assertThat(clip().encode("cat<Vase>s <Vase><vase>").withoutPadding())
                .startsWith(START, 564, 901, 900)
                .hasSizeGreaterThan(5);
    }

    @Test
    void upperCaseSpecialTokensStandForThemselves() {
        assertThat(clip().encode("<|ENDOFTEXT|> <|endoftext|>").withoutPadding())
                .containsExactly(START, END, END, END);
    }

    @Test
    void theEncodersPositionsLimitTheLength() throws IOException {
        assertThat(ClipTokenizer.load(folder, OptionalInt.of(16)).maxTokens()).isEqualTo(16);
        assertThat(ClipTokenizer.load(folder, OptionalInt.of(100)).maxTokens()).isEqualTo(77);
        replace(
                "tokenizer_config.json",
                "\"model_max_length\": 77",
                "\"model_max_length\": 1000000000000000019884624838656");
        assertThat(ClipTokenizer.load(folder, OptionalInt.of(16)).maxTokens()).isEqualTo(16);
        assertRefused(this::clip, "tokenizer_config.json states no model_max_length");
        replace("tokenizer_config.json", "1000000000000000019884624838656", "1");
        assertRefused(this::clip, "tokenizer_config.json has the model_max_length 1");
    }

    @Test
    void withoutConfigsTheUsualTokensHold() throws IOException {
        Files.delete(folder.resolve("tokenizer_config.json"));
        Files.delete(folder.resolve("special_tokens_map.json"));
        assertThat(ClipTokenizer.load(folder, OptionalInt.of(4)).encode("cat").ids())
                .containsExactly(START, 564, END, END);
    }

    @Test
    void missingAndBrokenFilesAreNamed() throws IOException {
        Files.writeString(folder.resolve("merges.txt"), "#version\nt h\nth e l</w>\n");
        assertRefused(this::clip, "merges.txt line 3 is no pair of symbols: th e l</w>");
        Files.write(folder.resolve("merges.txt"), new byte[] {(byte) 0xff});
        assertRefused(this::clip, "merges.txt is not readable UTF-8");
        Files.delete(folder.resolve("merges.txt"));
        assertRefused(this::clip, "no merges.txt at " + folder);
        Files.writeString(folder.resolve("merges.txt"), "#version\n");
        Files.writeString(folder.resolve("vocab.json"), "{\"a\": 1.5}");
        assertRefused(this::clip, "vocab.json gives the token a the id 1.5");
        Files.writeString(folder.resolve("vocab.json"), "{\"a\": 1}");
        replace("tokenizer_config.json", "<|startoftext|>\",\n  \"clean", "<|begin|>\",\n  \"clean");
        assertRefused(this::clip, "vocab.json lacks the special token <|begin|>");
        Files.writeString(folder.resolve("vocab.json"), "[]");
        assertRefused(this::clip, "vocab.json is not a JSON object");
        Files.writeString(folder.resolve("special_tokens_map.json"), "{");
        assertRefused(this::clip, "special_tokens_map.json is not readable JSON");
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        Files.delete(folder.resolve("special_tokens_map.json"));
        assertRefused(this::json, "tokenizer.json lacks the padding token");
        Files.writeString(
                folder.resolve("tokenizer.json"), "{\"added_tokens\":[{\"content\":\"<|endoftext|>\",\"id\":1}]}");
        assertRefused(this::json, "tokenizer.json describes no tokenizer");
        Files.delete(folder.resolve("tokenizer.json"));
        assertRefused(this::json, "no tokenizer.json at " + folder);
    }

    @Test
    void theFolderDecidesWhichTokenizerReadsIt() throws IOException {
        try (Tokenizer pairs = Tokenizers.load(folder, OptionalInt.empty())) {
            assertThat(pairs).isInstanceOf(ClipTokenizer.class);
        }
        Files.delete(folder.resolve("vocab.json"));
        assertRefused(() -> Tokenizers.load(folder, OptionalInt.empty()), "no vocab.json at " + folder);
        Files.delete(folder.resolve("merges.txt"));
        try (Tokenizer json = Tokenizers.load(folder, OptionalInt.empty())) {
            assertThat(json).isInstanceOf(JsonTokenizer.class);
        }
        Files.delete(folder.resolve("tokenizer.json"));
        assertRefused(() -> Tokenizers.load(folder, OptionalInt.empty()), "no tokenizer at " + folder);
    }

    private Tokenizer clip() {
        return ClipTokenizer.load(folder, OptionalInt.empty());
    }

    private Tokenizer json() {
        return JsonTokenizer.load(folder, OptionalInt.of(16));
    }

    private static void assertRefused(ThrowingCallable load, String problem) {
        assertThatThrownBy(load).isInstanceOf(ModelLoadException.class).hasMessageContaining(problem);
    }

    private void replace(String name, String what, String by) throws IOException {
        String before = Files.readString(folder.resolve(name));
        assertThat(before).contains(what);
        Files.writeString(folder.resolve(name), before.replace(what, by));
    }
}
