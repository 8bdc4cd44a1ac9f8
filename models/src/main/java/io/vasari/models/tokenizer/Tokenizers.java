package io.vasari.models.tokenizer;

import io.vasari.models.ModelLoadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Finds the tokenizer that a folder holds. */
public final class Tokenizers {

    private Tokenizers() {}

    /**
     * Loads from {@code vocab.json} and {@code merges.txt} where the folder has them, otherwise from {@code tokenizer.json}.
     *
     * @param positions how many ids the text encoder reads at most, where its config is known
     * @throws ModelLoadException if the folder has neither, or what it has is broken
     */
    public static Tokenizer load(Path folder, OptionalInt positions) {
        boolean pairs =
                Files.isRegularFile(folder.resolve("vocab.json")) || Files.isRegularFile(folder.resolve("merges.txt"));
        if (!pairs && !Files.isRegularFile(folder.resolve("tokenizer.json"))) {
            throw new ModelLoadException(
                    "no tokenizer at " + folder + ": expected vocab.json and merges.txt, or tokenizer.json");
        }
        return pairs ? ClipTokenizer.load(folder, positions) : JsonTokenizer.load(folder, positions);
    }
}
