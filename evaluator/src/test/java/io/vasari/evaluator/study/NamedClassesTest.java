package io.vasari.evaluator.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamedClassesTest {
    private static final List<String> COLOURS = List.of("red", "green", "black");

    @Test
    void theOnlyClassThatIsAWordIsMeant() {
        assertThat(NamedClasses.in("a vase, GREEN and ornate", COLOURS)).hasValue("green");
        assertThat(NamedClasses.in("a reddish vase", COLOURS)).isEmpty();
        assertThat(NamedClasses.in("red and black vase", COLOURS)).isEmpty();
        assertThat(NamedClasses.in("vase", COLOURS)).isEmpty();
    }

    @Test
    void whatIsDeniedIsNotAskedFor() {
        assertThat(NamedClasses.in("ornate not green vase", COLOURS)).isEmpty();
        assertThat(NamedClasses.in("no green vase", COLOURS)).isEmpty();
    }
}
