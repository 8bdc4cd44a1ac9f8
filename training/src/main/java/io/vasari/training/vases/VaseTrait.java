package io.vasari.training.vases;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** One of the things that a caption can say of a vase, with the names of its classes. */
public enum VaseTrait {
    COLOUR(VaseTraits::colour, names(VaseColour.values(), colour -> colour.words()
            .get(0))),
    KIND(VaseTraits::kind, names(VaseKind.values(), VaseKind::word)),
    ORNAMENT(VaseTraits::ornament, names(VaseOrnament.values(), VaseTrait::ornament));

    private final Function<VaseTraits, Enum<?>> part;
    private final List<String> labels;

    VaseTrait(Function<VaseTraits, Enum<?>> part, List<String> labels) {
        this.part = part;
        this.labels = labels;
    }

    /** As configurations and cards call it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Names of the classes: the plainest word for each. */
    public List<String> labels() {
        return labels;
    }

    /** The class of a vase, as a place in {@link #labels}. */
    public int classOf(VaseTraits traits) {
        return part.apply(traits).ordinal();
    }

    private static String ornament(VaseOrnament ornament) {
        return ornament == VaseOrnament.NONE ? "plain" : ornament.name().toLowerCase(Locale.ROOT);
    }

    private static <T> List<String> names(T[] values, Function<T, String> name) {
        return Arrays.stream(values).map(name).toList();
    }
}
