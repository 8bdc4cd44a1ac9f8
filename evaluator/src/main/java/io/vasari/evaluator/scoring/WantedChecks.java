package io.vasari.evaluator.scoring;

import io.vasari.contracts.AttributeChecks;
import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.TaskEvent;
import io.vasari.evaluator.study.NamedClasses;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the prompts of one shard name, and which images show it: {@link #checks} are whole once every wanted image was seen. An
 * image is wanted if its prompt names a class of any attribute.
 */
final class WantedChecks {
    private final List<Map<String, Integer>> named;
    private final Map<String, BitSet> passed = new LinkedHashMap<>();
    private final Map<String, BitSet> failed = new LinkedHashMap<>();

    private WantedChecks(List<Map<String, Integer>> named) {
        this.named = named;
        named.forEach(of -> of.keySet().forEach(attribute -> {
            passed.putIfAbsent(attribute, new BitSet());
            failed.putIfAbsent(attribute, new BitSet());
        }));
    }

    /** @return empty where no prompt names anything */
    static Optional<WantedChecks> of(TaskEvent.Completed event, AttributeExtractor extractor) {
        if (event.task().conditioning().orElse(null) instanceof TextPrompts text
                && text.samples() == event.shard().range().count()) {
            var named = new ArrayList<Map<String, Integer>>();
            for (Prompt prompt : text.prompts()) {
                var ofPrompt = named(prompt.text(), extractor.classes());
                for (int i = 0; i < prompt.samples(); i++) {
                    named.add(ofPrompt);
                }
            }
            return named.stream().allMatch(Map::isEmpty) ? Optional.empty() : Optional.of(new WantedChecks(named));
        }
        return Optional.empty();
    }

    private static Map<String, Integer> named(String prompt, Map<String, List<String>> classes) {
        var named = new LinkedHashMap<String, Integer>();
        classes.forEach((attribute, names) ->
                NamedClasses.in(prompt, names).ifPresent(name -> named.put(attribute, names.indexOf(name))));
        return named;
    }

    boolean isWanted(int position) {
        return !named.get(position).isEmpty();
    }

    /**
     * @param position of a wanted image
     * @param image index of it in what was seen
     */
    void put(int position, int image, Map<String, int[]> seen) {
        named.get(position).forEach((attribute, expected) -> (seen.get(attribute)[image] == expected ? passed : failed)
                .get(attribute)
                .set(position));
    }

    List<AttributeChecks> checks() {
        return passed.keySet().stream()
                .map(attribute -> new AttributeChecks(
                        attribute,
                        passed.get(attribute).stream().toArray(),
                        failed.get(attribute).stream().toArray()))
                .toList();
    }
}
