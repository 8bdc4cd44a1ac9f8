package io.vasari.models.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * An encoded text: start token, content, end token, padding.
 *
 * @param ids of the fixed length of its tokenizer
 * @param length how many ids come before the padding, start and end included; at least 2
 * @param droppedTokens how many tokens of content did not fit
 */
public record TokenIds(List<Integer> ids, int length, int droppedTokens) {

    public TokenIds {
        ids = List.copyOf(ids);
        if (length < 2 || length > ids.size() || droppedTokens < 0) {
            throw new IllegalArgumentException(
                    "length is " + length + " of " + ids.size() + " ids, with " + droppedTokens + " dropped");
        }
    }

    /** Cuts content to what fits between start and end, and pads behind the end. */
    static TokenIds of(int start, List<Integer> content, int end, int padding, int maxTokens) {
        int kept = Math.min(content.size(), maxTokens - 2);
        List<Integer> ids = new ArrayList<>(maxTokens);
        ids.add(start);
        ids.addAll(content.subList(0, kept));
        ids.add(end);
        ids.addAll(Collections.nCopies(maxTokens - ids.size(), padding));
        return new TokenIds(ids, kept + 2, content.size() - kept);
    }

    /** Whether the text was longer than the encoder reads. */
    public boolean truncated() {
        return droppedTokens > 0;
    }

    /** The ids as a row of a tensor. */
    public long[] toArray() {
        return ids.stream().mapToLong(Integer::longValue).toArray();
    }

    /** The ids before the padding. */
    public List<Integer> withoutPadding() {
        return ids.subList(0, length);
    }

    /** 1 where an id is read, 0 where it is padding. */
    public long[] attentionMask() {
        long[] mask = new long[ids.size()];
        Arrays.fill(mask, 0, length, 1);
        return mask;
    }
}
