package io.vasari.contracts;

/**
 * Which samples of a shard show what their prompts name, by one attribute. Samples whose prompts name nothing of it are in
 * neither list.
 *
 * @param attribute for example {@code colour}
 * @param passed positions in the range, ascending
 * @param failed positions in the range, ascending
 */
public record AttributeChecks(String attribute, int[] passed, int[] failed) {
    public AttributeChecks {
        if (attribute == null || passed == null || failed == null) {
            throw new IllegalArgumentException("checks without attribute, passed or failed");
        }
    }
}
