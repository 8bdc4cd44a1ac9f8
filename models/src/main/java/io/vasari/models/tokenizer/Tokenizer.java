package io.vasari.models.tokenizer;

/** Text to the ids that a text encoder reads. Safe for any thread until {@link #close}. */
public interface Tokenizer extends AutoCloseable {

    /** The ids of a text, cut or padded to exactly {@link #maxTokens}. */
    TokenIds encode(String text);

    /** Length of every encoded text, start and end tokens included. */
    int maxTokens();

    /** Frees what lies outside of the heap, if anything does. */
    @Override
    default void close() {}
}
