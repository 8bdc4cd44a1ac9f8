package io.vasari.gateway.perturbation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariantsTest {
    private static final long SEED = 7;

    @Test
    void threeWordsHaveSixOrders() {
        assertThat(WordOrders.of("ornate green vase", 24, SEED))
                .containsExactly(
                        "ornate green vase",
                        "ornate vase green",
                        "green ornate vase",
                        "green vase ornate",
                        "vase ornate green",
                        "vase green ornate");
    }

    @Test
    void wordsThatOccurTwiceMakeNoOrderTwice() {
        assertThat(WordOrders.of("blue  blue vase", 24, SEED))
                .containsExactly("blue blue vase", "blue vase blue", "vase blue blue");
    }

    @Test
    void longPromptsHaveSomeOrdersDrawnBySeed() {
        String prompt = "a very large ornate green vase with two handles on a table in front of a window";

        var orders = WordOrders.of(prompt, 24, SEED);

        assertThat(orders).hasSize(24).doesNotHaveDuplicates().startsWith(prompt);
        assertThat(orders).allSatisfy(order -> assertThat(sorted(order)).isEqualTo(sorted(prompt)));
        assertThat(WordOrders.of(prompt, 24, SEED)).isEqualTo(orders);
        assertThat(WordOrders.of(prompt, 24, SEED + 1)).isNotEqualTo(orders);
        assertThat(WordOrders.of("a b c d e", 10, SEED)).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void fewOrdersOfManyWordsEndTheSearch() {
        String same = "very ".repeat(14) + "green";

        assertThat(WordOrders.of(same, 24, SEED)).hasSizeBetween(2, 15).doesNotHaveDuplicates();
        assertThat(WordOrders.of("no ".repeat(20), 24, SEED)).hasSize(1);
    }

    @Test
    void aTypoChangesOneWord() {
        String prompt = "ornate green vase";

        var typos = Typos.of(prompt, 12, SEED);

        assertThat(typos).hasSize(12).doesNotHaveDuplicates().startsWith(prompt);
        assertThat(typos.subList(1, 12)).allSatisfy(typo -> {
            var words = typo.split(" ");
            assertThat(words).hasSize(3);
            long changed = java.util.stream.IntStream.range(0, 3)
                    .filter(i -> !words[i].equals(prompt.split(" ")[i]))
                    .count();
            assertThat(changed).isEqualTo(1);
        });
        assertThat(Typos.of(prompt, 12, SEED)).isEqualTo(typos);
        assertThat(Typos.of("a b", 12, SEED)).containsExactly("a b");
    }

    @Test
    void capitalsChangeNothingElse() {
        assertThat(Rewritings.capitals("ornate Green vase"))
                .containsExactly(
                        "ornate Green vase",
                        "ornate green vase",
                        "ORNATE GREEN VASE",
                        "Ornate Green Vase",
                        "Ornate green vase",
                        "oRnAtE GrEeN VaSe");
    }

    @Test
    void punctuationKeepsTheWords() {
        assertThat(Rewritings.punctuation("ornate green vase"))
                .hasSize(8)
                .doesNotHaveDuplicates()
                .contains("ornate, green, vase")
                .allSatisfy(text ->
                        assertThat(text.replaceAll("[^a-z ]", "").strip()).isEqualTo("ornate green vase"));
    }

    @Test
    void negationsDenyOneWordAtATime() {
        assertThat(Rewritings.negations("ornate green vase"))
                .containsExactly(
                        "ornate green vase", "not ornate green vase", "ornate not green vase", "no ornate green vase");
        assertThat(Rewritings.negations("vase")).containsExactly("vase", "no vase");
    }

    @Test
    void everyCombinationOfValuesFillsTheSlots() {
        assertThat(Slots.in("{a} {b} {a}")).containsExactly("a", "b");
        assertThat(Slots.fill(
                        "{look} {colour} vase",
                        Map.of("look", List.of("plain", "ornate"), "colour", List.of("red", "blue"))))
                .containsExactly("plain red vase", "plain blue vase", "ornate red vase", "ornate blue vase");
    }

    private static String sorted(String prompt) {
        var words = prompt.split(" ");
        Arrays.sort(words);
        return String.join(" ", words);
    }
}
