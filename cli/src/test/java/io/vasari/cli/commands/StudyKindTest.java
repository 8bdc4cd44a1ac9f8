package io.vasari.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.cli.UserError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class StudyKindTest {
    @Command
    static final class Host {
        @Mixin
        StudyKind kind;
    }

    private static Map<String, Object> request(String... args) {
        var host = new Host();
        new CommandLine(host).parseArgs(args);
        var request = new LinkedHashMap<String, Object>();
        host.kind.putInto(request);
        return request;
    }

    @Test
    void everySlotHasItsValues() {
        assertThat(request("--substitute", "colour=red, mauve,blue", "--substitute", "look=plain"))
                .containsEntry("perturbation", "substitution")
                .containsEntry("values", Map.of("colour", List.of("red", "mauve", "blue"), "look", List.of("plain")));
    }

    @Test
    void withoutAnOptionTheFarmDecides() {
        assertThat(request()).isEmpty();
        assertThat(request("--permute")).containsOnly(Map.entry("perturbation", "permutation"));
    }

    @Test
    void aPromptIsVariedInOneWay() {
        assertThatThrownBy(() -> request("--typo", "--case"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("typo and case");
    }

    @Test
    void aSlotWithoutValuesIsShownHowToBeWritten() {
        assertThatThrownBy(() -> request("--substitute", "red,blue"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("colour=red,mauve,yellow");
    }
}
